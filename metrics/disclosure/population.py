"""What a population is made of, for the attacker: people in combinations of categories,
and the range that each published cell allows of their number.

Quarters of people in treatment are no partition: somebody may count in several. So each
period is a population of its own, and a year is tied to its quarters: for each lasting
category at least as many as in any of them and, where all four are published, at most
their sum. Where nothing else ties periods together this leaves out nothing, since the
people of two quarters may be the same or not. How the attack is led is `attack.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from metrics.disclosure.cube import PEOPLE, Cube
from metrics.disclosure.policy import every
from metrics.disclosure.protect import ALL, Cell, Place, Protected, allowed
from metrics.indicators.measures import (
    BREAKDOWNS,
    MEASURES,
    NEVER,
    NOT_KNOWN,
    OUTSIDE,
)


Numbers: TypeAlias = NDArray[np.float64]
Known = tuple[str, str, Place]  # table, period, place
Person = Mapping[str, str]  # a category for each variable
Allows = Callable[[Cell], range | None]  # what a published cell lets a number be
Column = tuple[str, frozenset[tuple[str, str]]]  # a period, and a person


@dataclass(frozen=True)
class Model:
    """Every population that agrees: matrix × people lies between least and most.

    `place`: the row of each cell; the rows after those tie periods together. A column
    stands for all combinations that no row tells apart; `column` says which.
    """

    matrix: Numbers
    least: Numbers
    most: Numbers
    place: Mapping[Known, int]
    sensitive: tuple[bool, ...]
    column: Mapping[Column, int]

    def population(self, cubes: Iterable[Cube]) -> Numbers:
        """The people as they are: one population that agrees."""
        people = np.zeros(self.matrix.shape[1])
        drawn = {period: {n for n, _ in person} for period, person in self.column}
        for cube in cubes:
            for row in cube.rows if cube.period in drawn else ():
                names = drawn[cube.period]
                person = frozenset((name, str(row[name])) for name in names)
                people[self.column[cube.period, person]] += int(row[PEOPLE])
        return people


def models(tables: Sequence[Protected], allows: Allows = allowed) -> Iterator[Model]:
    """One model for each set of periods that are tied together."""
    left = list(tables)
    for year in sorted({t.period for t in left if every(t.period) == "year"}):
        tied = [table for table in left if table.period.startswith(year)]
        left = [table for table in left if table not in tied]
        yield _Building(tied, allows).model()
    for quarter in sorted({table.period for table in left}):
        alone = [table for table in left if table.period == quarter]
        yield _Building(alone, allows).model()


class _Building:
    """One model in the making: a column for each period and combination."""

    def __init__(self, tables: Sequence[Protected], allows: Allows) -> None:
        self._tables, self._allows = tables, allows
        self._quarters = sorted(
            {t.period for t in tables if every(t.period) == "quarter"}
        )
        self._year = next((t for t in tables if every(t.period) == "year"), None)
        named = self._year.variables if self._year else ()
        self._lasting = [n for n in named if n in BREAKDOWNS and BREAKDOWNS[n].lasting]
        periods = sorted({table.period for table in tables})
        self._columns = [(p, person) for p in periods for person in self._people(p)]

    def model(self) -> Model:
        rows: list[tuple[Numbers, float, float]] = []
        place: dict[Known, int] = {}
        sensitive: list[bool] = []
        for table in self._tables:
            for cell in table.cells:
                place[table.table, table.period, cell.place] = len(rows)
                sensitive.append(_is_sensitive(table, cell.place))
                rows.append((self._inside(table, cell.place), *self._limits(cell)))
        rows += self._ties()
        takes, least, most = zip(*rows, strict=True)
        matrix, column = np.unique(np.array(takes), axis=1, return_inverse=True)
        named = [(period, frozenset(who.items())) for period, who in self._columns]
        return Model(
            matrix,
            np.array(least),
            np.array(most),
            place,
            tuple(sensitive),
            dict(zip(named, column.ravel().tolist(), strict=True)),
        )

    def _people(self, period: str) -> Iterator[Person]:
        """Every combination that somebody could have, in one period."""
        known = self._categories(period)
        if self._year and period != self._year.period:
            of_year = self._categories(self._year.period)
            known |= {name: of_year[name] for name in self._lasting}
        for chosen in product(*known.values()):
            person = dict(zip(known, chosen, strict=True))
            if not any(_has(person, *n.one) and _has(person, *n.other) for n in NEVER):
                yield person

    def _categories(self, period: str) -> dict[str, dict[str, None]]:
        """The categories of each variable of a period's tables, as published there."""
        found: dict[str, dict[str, None]] = {}
        for table in self._tables:
            if table.period == period:
                for at, name in enumerate(table.variables):
                    places = (cell.place[at] for cell in table.cells)
                    known = found.setdefault(name, {})
                    known |= dict.fromkeys(each for each in places if each != ALL)
                    if name in MEASURES and MEASURES[name].among:
                        known[OUTSIDE] = None
        return found

    def _inside(self, table: Protected, place: Place) -> Numbers:
        """Who is counted in a cell: 1 for each such column."""
        wanted = list(zip(table.variables, place, strict=True))
        return self._of(
            table.period,
            lambda person: all(
                person[name] != OUTSIDE if category == ALL else person[name] == category
                for name, category in wanted
            ),
        )

    def _alike(self, period: str, same: Person) -> Numbers:
        """Everybody of a period who has these lasting categories."""
        return self._of(period, lambda person: same.items() <= person.items())

    def _of(self, period: str, counts: Callable[[Person], bool]) -> Numbers:
        return np.array(
            [float(p == period and counts(person)) for p, person in self._columns]
        )

    def _limits(self, cell: Cell) -> tuple[float, float]:
        within = self._allows(cell)
        return (0, np.inf) if within is None else (within[0], within[-1])

    def _ties(self) -> Iterator[tuple[Numbers, float, float]]:
        """A year against its quarters, for each lasting category."""
        if self._year is None or not self._quarters:
            return
        known = self._categories(self._year.period)
        for chosen in product(*(known[name] for name in self._lasting)):
            same = dict(zip(self._lasting, chosen, strict=True))
            year = self._alike(self._year.period, same)
            quarters = [self._alike(quarter, same) for quarter in self._quarters]
            for quarter in quarters:
                yield year - quarter, 0, np.inf
            if len(quarters) == 4:
                yield np.sum(quarters, axis=0) - year, 0, np.inf


def _has(person: Person, name: str, categories: frozenset[str]) -> bool:
    return person.get(name) in categories


def _is_sensitive(table: Protected, place: Place) -> bool:
    """Whether that somebody is in this cell must stay open to doubt (G3)."""
    return any(
        name in MEASURES and MEASURES[name].sensitive and category not in (ALL, NOT_KNOWN)
        for name, category in zip(table.variables, place, strict=True)
    )
