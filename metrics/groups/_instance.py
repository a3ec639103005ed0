"""A request as numbers: what the search reads millions of times.

Units instead of people, small numbers instead of names, one bit for each meeting. Only
here do separations and the rules that keep people apart become one list: the search
cannot tell them from each other. Nothing of this is shown to anybody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from metrics.groups._units import locks_of, units
from metrics.groups.request import Request
from metrics.groups.rules import Pair


Unit = tuple[str, ...]
Joins = list[list[int]]


@dataclass(frozen=True)
class Instance:
    """Lists are by unit. `near`: the units it is tied to, once for each tie; `inner`:
    ties inside it. `barred`: units that it shares no group with. `mask`: the meetings
    it can make. `part`: of those it may share a group with. `partners`, `paired`:
    couples with another unit, and inside it.
    """

    units: tuple[Unit, ...]
    least: int
    most: int
    groups: int
    everyone: bool
    people: list[int]
    near: Joins
    inner: list[int]
    barred: Joins
    mask: list[int]
    part: list[int]
    women: list[int]
    circles: list[list[tuple[int, int]]]
    partners: Joins
    paired: list[int]
    fixed: list[int | None]
    hopeless: bool = False  # the rules contradict each other, whoever is where

    @cached_property
    def coupled(self) -> bool:
        """Whether there are couples who may share a group."""
        return any(self.partners) or any(self.paired)

    @cached_property
    def plain(self) -> bool:
        """Whether everyone is placed, each alone, and sizes are the only rule."""
        rest = (self.barred, self.circles, self.partners, [self.women], [self.paired])
        return (
            self.everyone
            and all(size == 1 for size in self.people)
            and all(place is None for place in self.fixed)
            and len(set(self.mask)) <= 1
            and len(set(self.part)) <= 1
            and not any(any(each) for lists in rest for each in lists)
        )


def instance(request: Request, separations: Iterable[Pair] = ()) -> Instance:
    """Of those whom the rules could place, and of whoever is locked. `separations` are
    those to be honoured.
    """
    every = units(request)
    able = set(request.remaining)
    chosen = tuple(
        unit for unit in every if able.issuperset(unit) or locks_of(request, unit)
    )
    size = len(chosen)
    unit_of = {who: at for at, unit in enumerate(chosen) for who in unit}
    near, inner = _joined(request.pairs, unit_of, size)
    allowed = {each.pair for each in request.couples_allowed}
    partners, paired = _joined(allowed, unit_of, size)
    barred, _ = _joined({*request.apart, *separations}, unit_of, size)
    fixed = _fixed(request, chosen)
    mask = [_mask(request, unit) for unit in chosen]
    groups = _groups(request, len(unit_of))
    locks = {place for place in fixed if place is not None}
    part = [_part(request, at, unit) for at, unit in enumerate(chosen)]
    return Instance(
        units=chosen,
        least=request.rules.sizes.least,
        most=request.rules.sizes.most,
        groups=groups,
        everyone=request.rules.everyone,
        people=[len(unit) for unit in chosen],
        near=near,
        inner=inner,
        barred=_with_locks(barred, fixed),
        mask=mask,
        part=part,
        women=[_women(request, unit) for unit in chosen],
        circles=[_circles(request, unit) for unit in chosen],
        partners=partners,
        paired=paired,
        fixed=fixed,
        hopeless=(
            groups < max(1, len(locks))
            or (request.rules.everyone and chosen != every)
            or not all(
                place is None or (meetings and len(unit) <= request.rules.sizes.most)
                for unit, meetings, place in zip(chosen, mask, fixed, strict=True)
            )
        ),
    )


def _joined(
    pairs: Iterable[Pair], unit_of: Mapping[str, int], size: int
) -> tuple[Joins, list[int]]:
    """Pairs of people as lists of units, and how many lie inside each unit."""
    between: Joins = [[] for _ in range(size)]
    inside = [0] * size
    for one, other in sorted(pairs):
        if one not in unit_of or other not in unit_of:
            continue
        a, b = unit_of[one], unit_of[other]
        if a == b:
            inside[a] += 1
        else:
            between[a].append(b)
            between[b].append(a)
    return between, inside


def _fixed(request: Request, chosen: tuple[Unit, ...]) -> list[int | None]:
    """The group of each locked unit, counted from nought in the order of the locks."""
    wanted = [min(locks_of(request, unit), default=None) for unit in chosen]
    numbers = sorted({each for each in wanted if each is not None})
    return [None if each is None else numbers.index(each) for each in wanted]


def _with_locks(barred: Joins, fixed: list[int | None]) -> Joins:
    """Two units locked in different groups never share one."""
    locked = {at: place for at, place in enumerate(fixed) if place is not None}
    for at, place in locked.items():
        barred[at] += [other for other, its in locked.items() if its != place]
    return barred


def _groups(request: Request, people: int) -> int:
    """How many groups there can be."""
    most = people // request.rules.sizes.least
    return most if request.rules.groups is None else min(most, request.rules.groups)


def _mask(request: Request, unit: Unit) -> int:
    """One bit for each meeting that all of a unit can make; none where they may not
    share a group at all.
    """
    parted = any(each in request.apart for each in combinations(unit, 2))
    hindered = any(request.hindrance(who) for who in unit)
    if parted or hindered or len(locks_of(request, unit)) > 1:
        return 0
    return sum(
        1 << bit
        for bit, meeting in enumerate(request.meetings)
        if all(request.can_make(who, meeting) for who in unit)
    )


def _part(request: Request, at: int, unit: Unit) -> int:
    """A unit that reaches across parts has one of its own: were others let in beside
    it, a wish "together" could be used to look across parts.
    """
    found = {request.part_of[who] for who in unit}
    return found.pop() if len(found) == 1 else -1 - at


def _women(request: Request, unit: Unit) -> int:
    if not request.rules.no_lone_woman:
        return 0
    return sum(request.by_id[who].woman is True for who in unit)


def _circles(request: Request, unit: Unit) -> list[tuple[int, int]]:
    if not request.rules.no_lone_member:
        return []
    return sorted(Counter(request.circle_of[who] for who in unit).items())
