"""Planning and proving in processes of their own, at the lowest priority.

Eight workers of a solver starve a web server, so nothing of this runs in its process.
One child looks for the plan and another for the bound, which is never told of a
separation. What they are handed goes through a pipe and never onto a disk; a stop ends
them at once. What a child does is `_child.py`; showing progress is a page's.
"""

import base64
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import IO, Any, Final, Self

from metrics.groups.check import broken_rules
from metrics.groups.plan import NOT_FOUND, Bound, Clash, Plan
from metrics.groups.planner import built
from metrics.groups.request import Request
from metrics.groups.rules import Pair
from metrics.problems import UserError


Progress = Callable[[str, int, int], None]
Cancelled = Callable[[], bool]
SECONDS: Final = 10.0
ENDING: Final = 0.5  # seconds of a ceiling that a child needs to hand its answer over
POLL: Final = 0.1
STOPPED: Final = "Planning was stopped. Nothing was saved."
# With an empty front door: the store and all that pages need would take a child longer
# to import than a plan to find.
_START: Final = """
import sys, types
front = types.ModuleType("metrics")
front.__path__ = [sys.argv[1]]
sys.modules["metrics"] = front
from metrics.groups._child import main
main()
"""
CHILD: Final = [sys.executable, "-c", _START, str(Path(__file__).parents[1])]


def solve(
    request: Request,
    *,
    seed: int = 0,
    moves: int | None = None,
    seconds: float = SECONDS,
    separations: Iterable[Pair] = (),
    names: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Plan:
    """A plan with its bound; or without groups, and with what clashes.

    It blocks until both children are done: call it from a worker, not from a page.
    `names` says people, times and places as a screen does. Refuses where there are too
    few to plan automatically.
    """
    until = monotonic() + seconds - ENDING  # one clock for all processes
    asked = {"request": request, "seed": seed, "moves": moves, "until": until}
    asked |= {"separations": tuple(separations), "names": dict(names or {})}
    watch = _Watch(progress, cancelled)
    with (
        Child("plan", asked) as planning,
        Child("bound", {"request": request, "until": until}) as proving,
    ):
        made: Plan = planning.result(watch)
        if made.clashes:
            return made
        proven: Bound = proving.result(watch)
    return _joined(request, made, proven)


def check_rules(
    request: Request,
    *,
    names: Mapping[str, str] | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Clash, ...]:
    """What clashes, before solving; nothing where a plan may exist."""
    found: tuple[Clash, ...] = _asked("rules", request, names, cancelled)
    return found


def easiest(
    request: Request,
    *,
    names: Mapping[str, str] | None = None,
    cancelled: Cancelled | None = None,
) -> str | None:
    """The rule whose relaxing would place most of those left out; None if none does."""
    found: str | None = _asked("easing", request, names, cancelled)
    return found


def _asked(
    job: str,
    request: Request,
    names: Mapping[str, str] | None,
    cancelled: Cancelled | None,
) -> Any:
    with Child(job, {"request": request, "names": dict(names or {})}) as child:
        return child.result(_Watch(None, cancelled))


def _joined(request: Request, made: Plan, proven: Bound) -> Plan:
    """The plan beside its bound. Of a bare list the better of two answers is given; the
    solver's own knows of no separation and is nowhere else offered.
    """
    if request.bare and proven.groups and proven.kept > made.kept:
        own = built(request, proven.groups, made.seed, made.moves)
        made = made if broken_rules(request, own) else own
    if not made.groups:
        made = replace(made, clashes=(NOT_FOUND,))
    return replace(made, bound=proven.most)


@dataclass(frozen=True)
class _Watch:
    """Who wants to know how far it is, and who may stop it."""

    progress: Progress | None
    cancelled: Cancelled | None

    def stopped(self) -> bool:
        return self.cancelled is not None and self.cancelled()

    def told(self, stage: str, done: int, of: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, of)


class Child:
    """One process, ended when the block ends, whatever happened in it."""

    def __init__(self, job: str, asked: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            CHILD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A traceback may hold what was handed in.
            stderr=subprocess.DEVNULL,
        )
        self._lines: Queue[bytes] = Queue()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        Thread(
            target=_read, args=(self._process.stdout, self._lines), daemon=True
        ).start()
        self._hand(self._process.stdin, pickle.dumps((job, dict(asked))))

    def _hand(self, pipe: IO[bytes], asked: bytes) -> None:
        with pipe:
            pipe.write(asked)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()

    def result(self, watch: _Watch) -> Any:
        """Wait for the answer, telling how far it is; raises where it was stopped."""
        while True:
            if watch.stopped():
                raise UserError(STOPPED)
            try:
                line = self._lines.get(timeout=POLL)
            except Empty:
                continue
            told = json.loads(line or b'{"fault": "it ended early"}')
            if "stage" in told:
                watch.told(told["stage"], told["done"], told["of"])
            elif "refused" in told:
                raise UserError(told["refused"])
            elif "fault" in told:
                raise RuntimeError(f"The planning process failed: {told['fault']}")
            else:
                # Written by our own child, from our own classes.
                return pickle.loads(base64.b64decode(told["answer"]))


def _read(pipe: IO[bytes], lines: Queue[bytes]) -> None:
    """Hand on each line, and an empty one at the end."""
    with pipe:
        for line in pipe:
            lines.put(line)
    lines.put(b"")
