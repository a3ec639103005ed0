"""Who buys with whom among the clients who gave permission.

A circle is a set of people and the pairs in it who will both say so. Loose pairs must
not become ties: one report only, two that differ, reports out of date. What each person
says in an interview is written by `_network.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from sample_data._draw import Draw
from sample_data._people import Someone
from sample_data._scenario import CIRCLES, LOOSE_PAIRS, SERVICES, CirclePlan


Pair = tuple[str, str]


@dataclass(frozen=True)
class Circle:
    """People joined by confirmed buying ties, and the couples among them."""

    service: str
    members: tuple[str, ...]
    pairs: tuple[Pair, ...]
    couples: tuple[Pair, ...]


@dataclass
class Buying:
    """All circles, and the pairs that no rule may join."""

    circles: list[Circle] = field(default_factory=list)
    loose: dict[str, list[Pair]] = field(default_factory=dict)

    @property
    def couples(self) -> list[Pair]:
        return [couple for circle in self.circles for couple in circle.couples]

    @property
    def members(self) -> dict[str, Circle]:
        return {who: circle for circle in self.circles for who in circle.members}


def arrange(people: list[Someone]) -> Buying:
    """Fill every planned circle, then draw the loose pairs from those around them."""
    buying = Buying(loose={"single": [], "differing": [], "old": []})
    for service in SERVICES:
        draw = Draw("circles", service.name)
        able = [s for s in people if s.service == service.name and _able(s)]
        left = _fill(draw, service.name, able, buying)
        _loosely(draw, service.name, left, buying)
    return buying


def _able(someone: Someone) -> bool:
    return someone.network == "given" and someone.days_in_treatment > 140


def _fill(draw: Draw, service: str, able: list[Someone], buying: Buying) -> list[str]:
    """Make the service's circles; returns those who are in none."""
    women = draw.shuffled([s.reference for s in able if s.sex == "female"])
    men = draw.shuffled([s.reference for s in able if s.sex == "male"])
    for plan in (plan for plan in CIRCLES if plan.service == service):
        members = [women.pop() for _ in range(plan.women)]
        members += [men.pop() for _ in range(plan.size - plan.women)]
        buying.circles.append(_circle(draw, plan, members))
    return draw.shuffled(women + men)


def _circle(draw: Draw, plan: CirclePlan, members: list[str]) -> Circle:
    """Couples stand side by side: the first woman with the first man."""
    couples = tuple((members[0], members[plan.women]) for _ in range(plan.couples))
    mixed = draw.shuffled(members)
    found = (*couples, *SHAPES[plan.shape](draw, mixed))
    pairs = tuple(dict.fromkeys(_pair(*pair) for pair in found))
    return Circle(plan.service, tuple(sorted(members)), pairs, couples)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _dense(draw: Draw, members: list[str]) -> Iterable[Pair]:
    """Most of all pairs, and a ring so that nobody hangs on one tie."""
    yield from _ring(draw, members)
    yield from (pair for pair in combinations(members, 2) if draw.chance(0.55))


def _ring(draw: Draw, members: list[str]) -> Iterable[Pair]:
    yield from pairwise(members)
    yield members[-1], members[0]


def _chain(draw: Draw, members: list[str]) -> Iterable[Pair]:
    return pairwise(members)


def _star(draw: Draw, members: list[str]) -> Iterable[Pair]:
    """One person in the middle, and a few who also know each other."""
    yield from ((members[0], other) for other in members[1:])
    yield from pairwise(members[1:4])


def _bridged(draw: Draw, members: list[str]) -> Iterable[Pair]:
    """Two dense halves that share one person: without that person it falls in two."""
    middle = len(members) // 2
    yield from _dense(draw, members[: middle + 1])
    yield from _dense(draw, members[middle:])


SHAPES: dict[str, Callable[[Draw, list[str]], Iterable[Pair]]] = {
    "dense": _dense,
    "ring": _ring,
    "chain": _chain,
    "star": _star,
    "bridged": _bridged,
}


def _loosely(draw: Draw, service: str, left: list[str], buying: Buying) -> None:
    """Pairs with one report, differing reports, or old ones.

    The old ones are of people in no circle, since all their reports must be old.
    """
    wanted = LOOSE_PAIRS[service]
    old, others = left[: 2 * wanted["old"]], left[2 * wanted["old"] :]
    buying.loose["old"] += [_pair(*old[at : at + 2]) for at in range(0, len(old), 2)]
    inside = [who for c in buying.circles if c.service == service for who in c.members]
    taken = {pair for circle in buying.circles for pair in circle.pairs}
    for kind in ("single", "differing"):
        for _ in range(wanted[kind]):
            pair = _fresh_pair(draw, others, inside + others, taken)
            taken.add(pair)
            buying.loose[kind].append(pair)


def _fresh_pair(
    draw: Draw, some: list[str], others: list[str], taken: set[Pair]
) -> Pair:
    while True:
        one, other = draw.one(some), draw.one(others)
        if one != other and _pair(one, other) not in taken:
            return _pair(one, other)
