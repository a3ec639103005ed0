"""A load for which there is no room: said so, and all of it stands or none of it.

A full disk is played by a limit on the size of files, in a process of its own.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.intake import batches, check
from metrics.problems import UserError
from metrics.store import Store, open_store
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, delivered, everything


ROOT = Path(__file__).parents[3]
PEOPLE = 20_000
# Loads with no more room than so many bytes a file, and prints what it is told.
LOADER = """
import resource, signal, sys
from pathlib import Path
from metrics.intake import check, load
from metrics.problems import UserError
from metrics.scope import Scope
from metrics.store import open_store

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store, file, room = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
scope = Scope.operator()
held = open_store(store)
delivery = check([file], scope, store=held)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
try:
    load(held, delivery, scope)
except UserError as told:
    print(told)
"""


@pytest.mark.slow
@pytest.mark.parametrize("room", [400_000, 700_000, 1_500_000])
def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path, room: int) -> None:
    path = tmp_path / "store.duckdb"
    store = open_store(path, create=True)
    assert delivered(store, tmp_path / "first", client=RV1).saved
    before = everything(store)
    store.close()
    rows = "\n".join(RV1.replace("RV1", f"RW{n}") for n in range(PEOPLE))
    file = tmp_path / "client.csv"
    file.write_text(f"client_id,as_at,service,status\n{rows}\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", LOADER, path, file, str(room)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    reopened = open_store(path)
    assert ended.stdout.startswith("The disk is full"), ended.stderr
    assert everything(reopened) == before
    assert [each.id for each in batches(reopened, OPERATOR)] == [1]
    assert reopened.audit.lines()[-1]["result"] in ("not done", "not completed")
    assert delivered(reopened, tmp_path / "again", client=rows).saved
    reopened.close()


def test_files_without_three_times_their_room_are_not_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = written(tmp_path, client=RV1)
    little = shutil.disk_usage(tmp_path)._replace(free=3 * file.stat().st_size - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: little)
    with pytest.raises(UserError, match="not enough room on the disk"):
        check([file], OPERATOR, store=store)
    enough = little._replace(free=little.free + 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: enough)
    assert check([file], OPERATOR, store=store).could_be_saved(None)
