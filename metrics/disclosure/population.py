"""What a population is made of, for the attacker: combinations of categories, and the
range that each published cell allows of their sum.

Quarters of people in treatment are no partition: somebody may count in several. So each
period is a population of its own, and a year is tied to its quarters: for each lasting
category at least as many as in any of them and, where all four are published, at most
their sum. Where nothing else ties periods together this leaves out nothing, since the
people of two quarters may be the same or not. How the attack is led is `attack.py`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from metrics.disclosure.cube import Shape
from metrics.disclosure.protect import ALL, Cell, Place, Protected
from metrics.indicators.measures import (
    BREAKDOWNS,
    MEASURES,
    NEVER,
    NOT_KNOWN,
    OUTSIDE,
)


Sums: TypeAlias = NDArray[np.float64]
Known = tuple[str, str, Place]  # table, period, place
Person = Mapping[str, str]  # a category for each variable


@dataclass(frozen=True)
class Model:
    """Every population that agrees: matrix × people lies between least and most.

    `place`: the row of each published cell; the rows after those tie periods together.
    A column stands for all combinations that no row tells apart.
    """

    matrix: Sums
    least: Sums
    most: Sums
    place: Mapping[Known, int]
    sensitive: tuple[bool, ...]


Allows = Callable[[Cell], range | None]  # what a published cell lets a number be


def models(
    tables: Sequence[Protected], shape: Shape, allows: Allows
) -> Iterator[Model]:
    """One model for each set of periods that are tied together."""
    left = list(tables)
    for year in sorted({table.period for table in left if _is_year(table.period)}):
        tied = [table for table in left if table.period.startswith(year)]
        left = [table for table in left if table not in tied]
        yield _Building(tied, shape, allows).model()
    for quarter in sorted({table.period for table in left}):
        alone = [table for table in left if table.period == quarter]
        yield _Building(alone, shape, allows).model()


def _is_year(period: str) -> bool:
    return "-Q" not in period


class _Building:
    """One model in the making: a column for each period and combination."""

    def __init__(
        self, tables: Sequence[Protected], shape: Shape, allows: Allows
    ) -> None:
        self._tables, self._shape, self._allows = tables, shape, allows
        self._year = next((t.period for t in tables if _is_year(t.period)), None)
        self._lasting = tuple(
            name
            for name in BREAKDOWNS
            if BREAKDOWNS[name].lasting
            and any(name in t.variables for t in tables if t.period == self._year)
        )
        periods = sorted({table.period for table in tables})
        self._columns = [(p, person) for p in periods for person in self._people(p)]

    def model(self) -> Model:
        rows: list[tuple[Sums, float, float]] = []
        place: dict[Known, int] = {}
        sensitive: list[bool] = []
        for table in self._tables:
            for cell in table.cells:
                place[table.table, table.period, cell.place] = len(rows)
                sensitive.append(_is_sensitive(table, cell.place))
                rows.append((self._inside(table, cell.place), *self._limits(cell)))
        rows += self._ties()
        sums = np.array([row[0] for row in rows])
        return Model(
            np.unique(sums, axis=1),
            np.array([row[1] for row in rows]),
            np.array([row[2] for row in rows]),
            place,
            tuple(sensitive),
        )

    def _people(self, period: str) -> Iterator[Person]:
        """Every combination that somebody could have, in one period."""
        drawn = [table for table in self._tables if table.period == period]
        names = dict.fromkeys(name for table in drawn for name in table.variables)
        names |= dict.fromkeys(self._lasting)
        for chosen in product(*(self._categories(name) for name in names)):
            person = dict(zip(names, chosen, strict=True))
            if not any(_has(person, *n.one) and _has(person, *n.other) for n in NEVER):
                yield person

    def _categories(self, name: str) -> tuple[str, ...]:
        outside = name in MEASURES and MEASURES[name].among is not None
        return (*self._shape.categories[name], *([OUTSIDE] if outside else []))

    def _inside(self, table: Protected, place: Place) -> Sums:
        """Who is counted in a cell: 1 for each such column."""
        wanted = dict(zip(table.variables, place, strict=True))
        return self._of(
            table.period,
            lambda person: all(
                person[name] == category or (category == ALL and person[name] != OUTSIDE)
                for name, category in wanted.items()
            ),
        )

    def _of(self, period: str, counts: Callable[[Person], bool]) -> Sums:
        return np.array(
            [float(p == period and counts(person)) for p, person in self._columns]
        )

    def _alike(self, period: str, same: Person) -> Sums:
        """Everybody of a period who has these lasting categories."""
        return self._of(period, lambda person: same.items() <= person.items())

    def _limits(self, cell: Cell) -> tuple[float, float]:
        within = self._allows(cell)
        return (0, np.inf) if within is None else (within[0], within[-1])

    def _ties(self) -> Iterator[tuple[Sums, float, float]]:
        """A year against its quarters, for each lasting category."""
        quarters = sorted({t.period for t in self._tables if t.period != self._year})
        if self._year is None or not quarters:
            return
        for chosen in product(*(self._shape.categories[n] for n in self._lasting)):
            same = dict(zip(self._lasting, chosen, strict=True))
            year, *each = (self._alike(p, same) for p in (self._year, *quarters))
            for quarter in each:
                yield year - quarter, 0, np.inf
            if len(quarters) == 4:
                yield sum(each) - year, 0, np.inf


def _has(person: Person, name: str, categories: frozenset[str]) -> bool:
    return person.get(name) in categories


def _is_sensitive(table: Protected, place: Place) -> bool:
    """Whether that somebody is in this cell must stay open to doubt (G3)."""
    return any(
        name in MEASURES and MEASURES[name].sensitive and category not in (ALL, NOT_KNOWN)
        for name, category in zip(table.variables, place, strict=True)
    )
