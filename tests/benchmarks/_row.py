"""What one row of the table is: what was measured, beside what, and what was wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Measured:
    """What came out. `seconds` is ours, `floor` that of the least anybody could do in
    the same run; `words` say the rest; `met`: whether the target was reached.
    """

    seconds: float
    floor: float | None
    words: str
    met: bool

    @property
    def ratio(self) -> float | None:
        return None if not self.floor else self.seconds / self.floor


@dataclass(frozen=True)
class Row:
    """A name to choose it by, what is measured, the floor in words, and the target."""

    name: str
    what: str
    floor: str
    target: str
    measure: Callable[[], Measured]


def timed(act: Callable[[], object], times: int = 1) -> float:
    """The least seconds of so many tries: the others waited for somebody else."""
    return min(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def plain_python() -> float:
    """The seconds of a million plain steps: what this machine is worth just now."""

    def steps() -> None:
        total = 0
        for number in range(1_000_000):
            total += number & 3

    return timed(steps, 3)
