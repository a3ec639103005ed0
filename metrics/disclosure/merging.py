"""Merging categories of a table: what is given as one where finer would tell apart.

Which may be merged, and in which order, is declared beside the breakdown they belong to
(`indicators/measures.py`). A merged table is counted, protected and attacked like any
other. When one is merged is `audit.py`.
"""

from collections.abc import Iterator
from dataclasses import replace

from metrics.disclosure.policy import Policy
from metrics.disclosure.protect import Counted, Place, Protected, protect
from metrics.indicators.measures import BREAKDOWNS, MEASURES, Rung


def rungs(table: Counted) -> tuple[Rung, ...]:
    """What may yet be merged in a table, in its order. Nothing in one of groups:
    whether a figure would show a group was asked of the figures as they were.
    """
    if any(name in MEASURES and MEASURES[name].of_groups for name in table.variables):
        return ()
    held = {category for place in table.counts for category in place}
    return tuple(rung for rung in _ladder(table) if held.issuperset(rung.of))


def merged(table: Counted, rung: Rung) -> Counted:
    """The same people with some categories as one."""
    counts: dict[Place, int] = {}
    for place, number in table.counts.items():
        to = _at(place, rung)
        counts[to] = counts.get(to, 0) + number
    possible = {_at(p, rung) for p in table.counts if p not in table.impossible}
    return replace(table, counts=counts, impossible=frozenset(counts.keys() - possible))


def as_published(table: Counted, published: Protected) -> Counted:
    """A table of an earlier release with the merged categories that it has there."""
    there = {category for cell in published.cells for category in cell.place}
    for rung in rungs(table):
        if rung.id in there:
            table = merged(table, rung)
    return table


def offered(table: Counted, policy: Policy) -> tuple[Counted, Protected]:
    """A table as published, merged as far as it takes for it to be more than low cells;
    withheld as it is where that takes it nowhere.
    """
    for each in _coarser(table):
        made = protect(each, policy)
        if made.is_offered:
            return each, made
    return table, protect(table, policy)


def _coarser(table: Counted) -> Iterator[Counted]:
    yield table
    for rung in rungs(table):
        table = merged(table, rung)
        yield table


def _ladder(table: Counted) -> tuple[Rung, ...]:
    named = (BREAKDOWNS[name] for name in table.variables if name in BREAKDOWNS)
    return tuple(rung for each in named for rung in each.ladder)


def _at(place: Place, rung: Rung) -> Place:
    return tuple(rung.id if category in rung.of else category for category in place)
