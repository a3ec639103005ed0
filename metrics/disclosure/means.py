"""Means, by rules of their own (statistics.md 1.3): which are shown, to one decimal.

A mean is shown only where what is published already says that ten people or more stand
behind it, never at an end of what anybody can have, and a total's only where the people
of it in no shown part are none or ten at least. Counts are `protect.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from metrics.disclosure.policy import POLICY, MeanOf, Policy
from metrics.disclosure.protect import ALL, Protected, Status, allowed
from metrics.indicators.means import MEANS
from metrics.indicators.measures import NOT_KNOWN


Sums = Mapping[str, tuple[int, int]]  # place -> people, and the sum of their numbers


@dataclass(frozen=True)
class MeanCell:
    """A mean as published: a text of one decimal only where it is shown."""

    place: str
    status: Status
    value: str | None


@dataclass(frozen=True)
class ProtectedMeans:
    """One mean of one period, by what its table is cut by."""

    mean: str
    period: str
    table: str
    cells: tuple[MeanCell, ...]

    def at(self, place: str) -> MeanCell:
        """The mean of a place. Raises KeyError for an unknown one."""
        return {cell.place: cell for cell in self.cells}[place]


def protected_means(
    drawn: MeanOf, table: Protected, sums: Sums, policy: Policy = POLICY
) -> ProtectedMeans:
    """The means of a table's people, by its first variable and over all of them."""
    parts = list(dict.fromkeys(c.place[0] for c in table.cells if c.place[0] != ALL))
    known = {place: sums.get(place, (0, 0)) for place in parts}
    cells = [
        _cell(drawn, place, known[place], least_behind(table, place, policy), policy)
        for place in parts
    ]
    shown = {cell.place for cell in cells if cell.status is Status.SHOWN}
    apart = sum(people for place, (people, _) in known.items() if place not in shown)
    whole = _cell(
        drawn,
        ALL,
        (sum(n for n, _ in known.values()), sum(s for _, s in known.values())),
        least_behind(table, ALL, policy) if not 0 < apart < policy.least_mean else 0,
        policy,
    )
    return ProtectedMeans(drawn.id, table.period, table.table, (whole, *cells))


def least_behind(table: Protected, place: str, policy: Policy = POLICY) -> int:
    """How many people with an answer there are at least, by the published cells."""
    everybody = allowed(table.at(place, ALL), policy)
    unknown = allowed(table.at(place, NOT_KNOWN), policy)
    if everybody is None or unknown is None:
        return 0
    return max(0, everybody[0] - unknown[-1])


def _cell(
    drawn: MeanOf, place: str, sums: tuple[int, int], least: int, policy: Policy
) -> MeanCell:
    people, total = sums
    if least < policy.least_mean or people < policy.least_mean:
        return MeanCell(place, Status.WITHHELD, None)
    mean = (Decimal(total) / people).quantize(Decimal("0.1"), ROUND_HALF_UP)
    low, high = MEANS[drawn.mean].ends
    # Rounded to an end it would say of all of them that they are there.
    if not low < mean < high:
        return MeanCell(place, Status.WITHHELD, None)
    return MeanCell(place, Status.SHOWN, str(mean))


def all_means(
    tables: Sequence[Protected],
    sums: Mapping[tuple[str, str], Sums],
    policy: Policy = POLICY,
) -> Iterator[ProtectedMeans]:
    """Every declared mean of every period that has its table; `sums` by mean and
    period.
    """
    for drawn in policy.means:
        for table in tables:
            named = drawn.mean, table.period
            if table.table == drawn.table and named in sums:
                yield protected_means(drawn, table, sums[named], policy)
