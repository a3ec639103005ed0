"""A proven limit on the ties that any plan can keep, for hundreds of people in seconds.

Of each tie we ask how far it is cut, from nought to one. The people nearer to somebody
than one, along the ties, cannot be more than a group has room for, those half away
counting half (spreading metrics: Even, Naor, Rao and Schieber 1999). The least total
cut that respects this is a linear programme, and the limits it breaks are added until
it breaks none. CP-SAT proves more for a handful, but for hundreds nothing (`bound.py`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import floor
from time import monotonic
from typing import Final

from metrics.groups._programme import Limit, Programme
from metrics.groups.request import Request
from metrics.groups.rules import Pair


Cuts = Sequence[float]
Watch = Callable[[int, int], None]
ALMOST: Final = 1e-6
OUTWARDS: Final = 0.3  # how far from the centre to the answer limits are looked for
ROUNDS: Final = 120
PATIENCE: Final = 20  # rounds that together prove less than a fifth of a tie: enough
CLEAR: Final = 0.2
# A limit of some of those near to somebody holds as well. Without an end to how many
# are looked at, the first round over a large network takes its people squared.
LOOKED_AT: Final = 8  # times the room of a group


@dataclass(frozen=True)
class Network:
    """People and the ties between them; of those in `parted` no plan keeps any.

    `room`: the most people in a group; `seats`: in all groups together.
    """

    people: tuple[str, ...]
    ties: tuple[Pair, ...]
    parted: frozenset[int]
    room: int
    seats: int

    @classmethod
    def of(cls, request: Request) -> "Network":
        """Of those whom the rules could place; nothing here knows of separations."""
        people, rules = request.remaining, request.rules
        inside = set(people)
        ties = tuple(sorted(each for each in request.pairs if inside.issuperset(each)))
        parted = (at for at, each in enumerate(ties) if not _may_meet(request, each))
        groups = len(people) // rules.sizes.least
        if rules.groups is not None:
            groups = min(groups, rules.groups)
        room = rules.sizes.most
        return cls(people, ties, frozenset(parted), room, groups * room)

    @cached_property
    def near(self) -> list[list[tuple[int, int]]]:
        """Of each person, who is tied to them and by which tie."""
        at = {who: number for number, who in enumerate(self.people)}
        found: list[list[tuple[int, int]]] = [[] for _ in self.people]
        for tie, (one, other) in enumerate(self.ties):
            found[at[one]].append((at[other], tie))
            found[at[other]].append((at[one], tie))
        return found


def _may_meet(request: Request, each: Pair) -> bool:
    one, other = each
    return each not in request.apart and any(
        request.can_make(one, meeting) and request.can_make(other, meeting)
        for meeting in request.meetings
    )


def most_kept(
    request: Request, seconds: float, reached: int = 0, watch: Watch | None = None
) -> int:
    """No plan keeps more ties than this: more seconds make it lower, fewer never wrong.

    `reached`: what a plan is known to keep; there is nothing more to prove then.
    """
    ends, cutting = monotonic() + seconds, _Cutting(Network.of(request))
    for number in range(ROUNDS):
        if cutting.most <= reached or not cutting.further(ends - monotonic()):
            break
        if watch:
            watch(number + 1, ROUNDS)
    return cutting.most


class _Cutting:
    """The programme, its last answer, and the centre around which limits are looked
    for first: those of an extreme answer are many and weak.
    """

    def __init__(self, network: Network) -> None:
        ties, people = len(network.ties), len(network.people)
        self.network = network
        self.programme = Programme([1.0] * ties + [0.0] * people, network.parted)
        for limit in _seats(network):
            self.programme.add(limit)
        self.cuts = [float(at in network.parted) for at in range(ties)]
        self.centre = [1.0] * ties
        self.proven = [float(len(network.parted))]

    @property
    def most(self) -> int:
        return floor(len(self.network.ties) - self.proven[-1] + ALMOST)

    def further(self, seconds: float) -> bool:
        """Prove more, if there is more to prove."""
        limits = self._limits(monotonic() + seconds)
        earlier = self.proven[: -PATIENCE or None][-1:]
        stuck = len(self.proven) > PATIENCE and self.proven[-1] - earlier[0] < CLEAR
        if stuck or seconds <= 0 or not limits:
            return False
        for limit in limits:
            self.programme.add(limit)
        parts = self.programme.solve(seconds)
        if parts is None:
            return False
        self.cuts = parts[: len(self.cuts)]
        self.proven.append(max(self.proven[-1], self.programme.proven()))
        return True

    def _limits(self, until: float) -> list[Limit]:
        """Limits that the last answer breaks, seen from between it and the centre."""
        between = [
            OUTWARDS * cut + (1 - OUTWARDS) * mid
            for cut, mid in zip(self.cuts, self.centre, strict=True)
        ]
        found = list(_broken(self.network, between, self.cuts, until))
        if not found:
            self.centre = between
            found = list(_broken(self.network, self.cuts, self.cuts, until))
        return found


def _seats(network: Network) -> Iterator[Limit]:
    """Where there is no seat for all: who is left out has all their ties cut."""
    ties, people = len(network.ties), len(network.people)
    if network.seats >= people:
        return
    yield Limit(dict.fromkeys(range(ties, ties + people), 1.0), people - network.seats)
    for who, near in enumerate(network.near):
        for _, tie in near:
            yield Limit({tie: 1.0, ties + who: -1.0}, 0.0)


def _broken(network: Network, at: Cuts, answer: Cuts, until: float) -> Iterator[Limit]:
    """Limits seen from one point that the answer breaks, as many as time allows."""
    for who in range(len(network.people)):
        if monotonic() > until:
            return
        limit = _around(network, at, who)
        if limit is not None:
            total = sum(answer[tie] * weight for tie, weight in limit.weights.items())
            if total < limit.least - ALMOST:
                yield limit


def _around(network: Network, cuts: Cuts, start: int) -> Limit | None:
    """The limit of those nearer than one, if they are more than there is room for.

    Each of them weighs every tie on the way to them; no tie need weigh more than all
    that has to be cut.
    """
    reached, way = _within_one(network, cuts, start)
    over = len(reached) - network.room
    if over <= 0:
        return None
    beyond = dict.fromkeys(reached, 1)
    weights: dict[int, float] = {}
    for who in reversed(reached[1:]):
        back, tie = way[who]
        beyond[back] += beyond[who]
        weights[tie] = min(beyond[who], over)
    return Limit(weights, over)


def _within_one(
    network: Network, cuts: Cuts, start: int
) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """Who is nearer than one, nearest first, and the last step of the way to each."""
    far, way = {start: 0.0}, {}
    reached: list[int] = []
    waiting, done = [(0.0, start)], set()
    while waiting and len(reached) < LOOKED_AT * network.room:
        here, who = heappop(waiting)
        if who in done:
            continue
        done.add(who)
        reached.append(who)
        for other, tie in network.near[who]:
            there = here + cuts[tie]
            if there < min(1 - ALMOST, far.get(other, 1.0)):
                far[other], way[other] = there, (who, tie)
                heappush(waiting, (there, other))
    return reached, way
