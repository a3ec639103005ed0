"""From people by their variables to the declared tables, as counted.

The store counts people by a few sets of variables; every table, its totals and its
differences are sums over them. What is shown of a count is `protect.py`. Nothing
here leaves the making of a release.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from metrics.disclosure.policy import Policy, TableOf, every
from metrics.disclosure.protect import ALL, Counted, Place
from metrics.indicators.measures import BREAKDOWNS, MEASURES, NOT_KNOWN, OUTSIDE


Row = Mapping[str, str | int]  # a category for each variable, and how many people
PEOPLE = "people"


@dataclass(frozen=True)
class Cube:
    """The people of one period, and the services there were.

    Rows count by sets of variables: rows of the same variables count everybody once. A
    service where nobody was in treatment is among them: it is a small number too.
    """

    period: str
    services: tuple[str, ...]
    rows: tuple[Row, ...]

    def by(self, names: Sequence[str]) -> Counter[Place]:
        """How many people have each combination; who has none is not in it."""
        sets = {frozenset(row) - {PEOPLE} for row in self.rows}
        holding = [each for each in sets if set(names) <= each]
        if self.rows and not holding:
            raise KeyError(f"{self.period} was not counted by {', '.join(names)}.")
        chosen = min(holding, key=lambda s: (len(s), sorted(s)), default=frozenset())
        found: Counter[Place] = Counter()
        for row in self.rows:
            if row.keys() - {PEOPLE} == chosen:
                found[tuple(str(row[name]) for name in names)] += int(row[PEOPLE])
        return found

    def tables(
        self, policy: Policy, only: Collection[tuple[str, str]] | None = None
    ) -> Iterator[Counted]:
        """Every declared table of this period; of `only` some, where they are named."""
        for table in policy.lattice:
            named = table.id, self.period
            if table.every == every(self.period) and (only is None or named in only):
                yield self.counted(table)

    def counted(self, table: TableOf) -> Counted:
        """One table with every total; a combination that nobody has counts nought."""
        names = variables(table)
        places = product(*((ALL, *self._categories(name)) for name in names))
        counts = dict.fromkeys(places, 0)
        for at, number in self.by(names).items():
            if OUTSIDE not in at:
                for place in product(*((ALL, category) for category in at)):
                    counts[place] += number
        return Counted(table.id, self.period, names, counts)

    def _categories(self, name: str) -> tuple[str, ...]:
        """Fixed and exhaustive; of services, those recorded."""
        if name in MEASURES:
            return MEASURES[name].categories
        labels = BREAKDOWNS[name].labels
        return (*labels, NOT_KNOWN) if labels else self.services


def variables(table: TableOf) -> tuple[str, ...]:
    """What a table is cut by, its own answers last."""
    measure = MEASURES[table.measure]
    return (*table.by, measure.id) if measure.answers else table.by


def services(found: Iterable[str]) -> tuple[str, ...]:
    """Services in order, "not recorded" last and only where somebody has none."""
    names = set(found)
    return (*sorted(names - {NOT_KNOWN}), *(names & {NOT_KNOWN}))


def true_numbers(counted: Sequence[Counted]) -> dict[tuple[str, str, Place], int]:
    """What stands behind every cell, by table, period and place."""
    return {
        (table.table, table.period, place): number
        for table in counted
        for place, number in table.counts.items()
    }
