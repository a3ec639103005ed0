"""The demonstration as a process of its own, whole or in a state that it seldom is in.

`python -m tests.browser.serving STORE STATE` serves; `served` starts that and stops it.
What is looked at does not belong here.
"""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from dashboard import server, session
from metrics import Store, open_store


# What the process has to say before anybody may connect.
READY = "Alongside, with invented data: "
STATES = ("filled", "empty", "broken", "waiting")
PLANTED = "RV-0148 takes 45mg"


@contextmanager
def served(folder: Path, copy_of: Path | None, state: str = "filled") -> Iterator[str]:
    """The address of a demonstration on a copy of a store, or on one without records.

    The port is the server's to choose. What it writes to stderr stays in `stderr.txt`.
    """
    store = folder / "store.duckdb"
    if copy_of is None:
        made = open_store(store, create=True, demo=True, fixed_today=server.DEMO_DAY)
        made.close()
    else:
        shutil.copytree(copy_of, folder, dirs_exist_ok=True)
    command = [sys.executable, "-m", "tests.browser.serving", str(store), state]
    with (
        (folder / "stderr.txt").open("w") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            yield _address(process, folder / "stderr.txt")
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()  # a page that waits for ever holds its thread


def _address(process: "subprocess.Popen[str]", errors: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(READY):
            return line.removeprefix(READY).split()[0]
    process.wait()
    raise RuntimeError(f"The demonstration did not start:\n{errors.read_text()}")


def _fails(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError(PLANTED)


def _waits(*_: Any, **__: Any) -> NoReturn:
    threading.Event().wait()
    raise AssertionError("nobody sets it")


def _asked_with(answer: Callable[..., NoReturn]) -> None:
    """Every question of every page is answered so; the frame finds its store."""
    store = session.store

    def store_for_all_but_pages() -> Store:
        asking = sys._getframe(1).f_globals["__name__"]
        return answer() if asking.startswith("dashboard.app_pages") else store()

    session.ask = answer
    session.ask_release = answer
    session.store = store_for_all_but_pages


if __name__ == "__main__":
    if sys.argv[2] == "broken":
        _asked_with(_fails)
    if sys.argv[2] == "waiting":
        _asked_with(_waits)
    server.demo(Path(sys.argv[1]), None, headless=True)
