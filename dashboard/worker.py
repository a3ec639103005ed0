"""Long work beside the pages: one piece at a time, with how far it is, and a stop.

A page may not wait for it: a click would start the page anew and the wait with it. It
begins the work and asks for it by name in its next runs, as long as the same person
looks. No Streamlit is called inside the work, which knows of no page; how far it is, is
drawn by `components/working.py`.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

from dashboard import session
from metrics import Stopped


Progress = Callable[[str, int, int], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]

# Two cores serve everybody: a second piece of work waits for the first.
_TURN = Lock()
WAITING = "Waiting for other long work to be finished"
SOON = 1.0  # seconds that a page waits itself: what is quick is seen at once


class Job:
    """One piece of long work, begun at once or as soon as it is its turn."""

    def __init__(self, work: Work) -> None:
        self.stage, self.done, self.of = WAITING, 0, 0
        self._stop = Event()
        self._ended = Event()
        self._found: Any = None
        self._fault: BaseException | None = None
        Thread(target=self._run, args=(work,), daemon=True).start()

    @property
    def running(self) -> bool:
        return not self._ended.is_set()

    @property
    def share(self) -> float:
        """How far this stage is, from nought to one."""
        return min(1.0, self.done / self.of) if self.of else 0.0

    def stop(self) -> None:
        """Ask it to end; nothing of it is kept."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        self._ended.wait(seconds)

    def result(self) -> Any:
        """What it found. Raises what it met; Stopped where it was stopped."""
        if self._fault is not None:
            raise self._fault
        return self._found

    def _run(self, work: Work) -> None:
        try:
            with _TURN:
                if self._stop.is_set():
                    raise Stopped
                self._found = work(self._told, self._stop.is_set)
        except BaseException as fault:
            self._fault = fault
        finally:
            self._ended.set()

    def _told(self, stage: str, done: int, of: int) -> None:
        self.stage, self.done, self.of = stage, done, of


def start(name: str, work: Work) -> None:
    """Begin long work, and wait a moment for it; what this person began under the name
    before is stopped.
    """
    if (before := job(name)) is not None:
        before.stop()
    begun = Job(work)
    session.keep(f"job {name}", begun)
    begun.wait(SOON)


def job(name: str) -> Job | None:
    """The work of this name that this person began, or None."""
    found: Job | None = session.kept(f"job {name}")
    return found


def end(name: str) -> None:
    """Forget the work of this name, when its result has been taken."""
    session.keep(f"job {name}", None)
