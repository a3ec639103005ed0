"""A proven limit on the ties that any plan can keep, for hundreds of people in seconds.

Of each tie we ask how far it is cut, from nought to one. Around each person, the people
nearer than one along the ties cannot be more than fit into a group, those half away
counting half (spreading metrics: Even, Naor, Rao and Schieber 1999; as cuts: Ferreira
and others 1996). The least total cut that respects this is a linear programme whose
limits are added as they are broken. CP-SAT proves more for a handful (`bound.py`), far
less for hundreds: of 284 real ties it kept its bound at all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from time import monotonic
from typing import Any, Final

from ortools.linear_solver import pywraplp

from metrics.groups.rules import Pair


TOLERANCE: Final = 1e-6
INWARDS: Final = 0.7  # how far towards the centre the limits are looked for first
ROUNDS: Final = 80
NO_GAIN: Final = 12  # rounds without a tie's gain of a fifth before it is left


@dataclass(frozen=True)
class Limit:
    """A sum of cuts that is at least so much: the place of each tie, and its weight."""

    weights: Mapping[int, float]
    least: float


@dataclass
class Network:
    """People and ties by number; `parted` are ties that no plan keeps."""

    people: Sequence[str]
    ties: Sequence[Pair]
    parted: frozenset[int]
    room: int
    near: list[list[tuple[int, int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        at = {who: number for number, who in enumerate(self.people)}
        self.near = [[] for _ in self.people]
        for number, (one, other) in enumerate(self.ties):
            self.near[at[one]].append((at[other], number))
            self.near[at[other]].append((at[one], number))
