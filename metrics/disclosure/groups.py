"""Who is counted in a cell, in sets of categories; and which cell lies inside which.

A cell says of each of its variables which categories a person may have, All of a
measure among whom it counts. What nobody can be together is known as well. What an
attacker makes of it is `attack.py`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import permutations, product
from typing import TypeAlias

from metrics.disclosure.protect import ALL, Place, Protected
from metrics.indicators.measures import (
    BREAKDOWNS,
    MEASURES,
    NEVER,
    NOT_KNOWN,
    OUTSIDE,
)


Known: TypeAlias = tuple[str, str, Place]  # a cell: table, period, place
Group: TypeAlias = Mapping[
    str, frozenset[str]
]  # variable -> the categories it may have
Said: TypeAlias = tuple[str, frozenset[tuple[str, frozenset[str]]]]  # with its period


def group_of(table: Protected, place: Place) -> Group:
    """Who is counted in a cell of a table."""
    return {
        name: finest(name, category) if category != ALL else _counted(name)
        for name, category in zip(table.variables, place, strict=True)
        if category != ALL or _counted(name)
    }


def finest(name: str, category: str) -> frozenset[str]:
    """The categories that people of this one have; several where they were merged."""
    if name not in BREAKDOWNS:
        return frozenset([category])
    return frozenset(BREAKDOWNS[name].finest(category))


def said(known: Known, group: Group) -> Said:
    """The same of two cells, in whichever tables, that count the same people."""
    return known[1], frozenset(_implied(group).items())


def is_sensitive(group: Group) -> bool:
    """Whether that somebody is in this cell must stay open to doubt (G3)."""
    return any(
        MEASURES[name].sensitive
        and len(categories) == 1
        and NOT_KNOWN not in categories
        for name, categories in group.items()
        if name in MEASURES
    )


def holding(
    parts: Iterable[Known], groups: Mapping[Known, Group]
) -> Iterator[tuple[Known, Known]]:
    """Each cell inside which another lies, with that one; the year of a quarter too."""
    first: dict[Said, Known] = {}
    for known, group in groups.items():
        first.setdefault((known[1], frozenset(group.items())), known)
    options: dict[str, set[frozenset[str]]] = {}
    for group in groups.values():
        for name, categories in group.items():
            options.setdefault(name, set()).add(categories)
    for part in parts:
        if whole := first.get((part[1].partition("-Q")[0], frozenset())):
            yield from [(whole, part)] if whole[1] != part[1] else []
        inside = _implied(groups[part])
        wider = [
            [None, *sorted((o for o in options.get(name, ()) if c <= o), key=sorted)]
            for name, c in inside.items()
        ]
        for chosen in product(*wider):
            says = frozenset(
                (name, each)
                for name, each in zip(inside, chosen, strict=True)
                if each is not None
            )
            wide = first.get((part[1], says))
            if wide and said(wide, groups[wide]) != said(part, groups[part]):
                yield wide, part


def can_be(person: Mapping[str, str]) -> bool:
    """Whether somebody can have these categories together."""
    return not any(
        all(person.get(name) in each for name, each in (never.one, never.other))
        for never in NEVER
    )


def joined(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Variables of which some categories are never had together."""
    for never in NEVER:
        if never.one[0] in names and never.other[0] in names:
            yield never.one[0], never.other[0]


def _counted(name: str) -> frozenset[str]:
    """Of a measure that counts some people only, the categories of those; else none."""
    if name not in MEASURES or not MEASURES[name].among:
        return frozenset()
    return frozenset(MEASURES[name].categories)


def _implied(group: Group) -> Group:
    """What is known of whoever is so: on methadone, so on ORT."""
    more = dict(group)
    for never in NEVER:
        for (one, having), (other, cannot) in permutations((never.one, never.other)):
            if one in more and more[one] <= having:
                more[other] = more.get(other, _every(other)) - cannot
    return more if more == group else _implied(more)


def _every(name: str) -> frozenset[str]:
    """What somebody may have of a measure."""
    measure = MEASURES[name]
    return frozenset(measure.categories) | ({OUTSIDE} if measure.among else set())
