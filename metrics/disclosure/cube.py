"""From people by every variable at once to the declared tables, as counted.

One question to the store gives the rows; every table, its totals and its differences are
sums over them. What is shown of a count is `protect.py`. Nothing here leaves the making
of a release.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from metrics.disclosure.policy import POLICY, Every, Policy, TableOf
from metrics.disclosure.protect import ALL, Counted
from metrics.indicators.measures import BREAKDOWNS, MEASURES, NOT_KNOWN, OUTSIDE


Row = Mapping[str, str | int]  # a category for each variable, and how many people
PEOPLE = "people"


@dataclass(frozen=True)
class Shape:
    """The categories of each variable: fixed, and of services those recorded."""

    categories: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Shape":
        """The shape of a release, from the rows of all its periods."""
        found = sorted({str(row["service"]) for row in rows} - {NOT_KNOWN})
        known: dict[str, tuple[str, ...]] = {
            each.id: (*each.labels, NOT_KNOWN)
            for each in BREAKDOWNS.values()
            if each.labels
        }
        answers = {each.id: each.categories for each in MEASURES.values()}
        return cls({**known, **answers, "service": tuple(found)})


def variables(table: TableOf) -> tuple[str, ...]:
    """What a table is cut by, its own answers last."""
    measure = MEASURES[table.measure]
    return (*table.by, measure.id) if measure.answers else table.by


def tables(
    rows: Sequence[Row], period: str, every: Every, shape: Shape, policy: Policy = POLICY
) -> Iterator[Counted]:
    """Every declared table of one period."""
    for table in policy.lattice:
        if table.every == every:
            yield counted(table, rows, period, shape)


def counted(
    table: TableOf, rows: Sequence[Row], period: str, shape: Shape
) -> Counted:
    """One table with every total; a combination that nobody has counts nought."""
    names = variables(table)
    places = product(*((ALL, *shape.categories[name]) for name in names))
    counts = dict.fromkeys(places, 0)
    for row in rows:
        if row.get(table.measure) != OUTSIDE:
            for place in product(*((ALL, str(row[name])) for name in names)):
                counts[place] += int(row[PEOPLE])
    return Counted(table.id, period, names, counts)
