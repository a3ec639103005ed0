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
    Never,
)


Numbers: TypeAlias = NDArray[np.float64]
Known = tuple[str, str, Place]  # table, period, place
Person = tuple[tuple[str, str], ...]  # variables, each with a category
Allows = Callable[[Cell], range | None]  # what a published cell lets a number be
Column = tuple[str, Person]  # a period, and a person in it


@dataclass(frozen=True)
class Model:
    """Every population that agrees: matrix × people lies between least and most.

    `place`: the row of each cell; the rows after those tie columns together. A column
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
        drawn = {(period, tuple(n for n, _ in who)) for period, who in self.column}
        for cube in cubes:
            for names in (names for period, names in drawn if period == cube.period):
                for row in cube.rows:
                    person = tuple((name, str(row[name])) for name in names)
                    people[self.column[cube.period, person]] += int(row[PEOPLE])
        return people


def linked(tables: Iterable[Protected]) -> Iterator[tuple[Protected, ...]]:
    """The tables in sets that nothing ties together: a year with its quarters, or one
    quarter alone.
    """
    left = list(tables)
    for year in sorted({t.period for t in left if every(t.period) == "year"}):
        tied = tuple(table for table in left if table.period.startswith(year))
        left = [table for table in left if table not in tied]
        yield tied
    for quarter in sorted({table.period for table in left}):
        yield tuple(table for table in left if table.period == quarter)


def model(tables: Sequence[Protected], allows: Allows = allowed) -> Model:
    """The model of one set of linked tables."""
    building = _Building(tables)
    rows = [
        (building.inside(table, cell.place), *_limits(allows(cell)))
        for table in tables
        for cell in table.cells
    ]
    known = [(t.table, t.period, cell.place) for t in tables for cell in t.cells]
    takes, least, most = zip(*rows, *building.ties(), strict=True)
    matrix, column = np.unique(np.array(takes), axis=1, return_inverse=True)
    return Model(
        matrix,
        np.array(least),
        np.array(most),
        {each: at for at, each in enumerate(known)},
        tuple(_is_sensitive(t, cell.place) for t in tables for cell in t.cells),
        dict(zip(building.columns, column.ravel().tolist(), strict=True)),
    )


class _Building:
    """The columns of a model, and which of them a cell or a tie takes.

    The people of a quarter are described by the variables of its tables. By what lasts
    they are described apart, unless a table of the quarter has it too: no table then
    joins the two descriptions, so that any two of the same number of people can be one.
    """

    def __init__(self, tables: Sequence[Protected]) -> None:
        year = next((t for t in tables if every(t.period) == "year"), None)
        self._tables = tables
        self._year = year.period if year else None
        self._quarters = sorted({t.period for t in tables} - {self._year})
        self._lasting = _lasting(year.variables) if year else ()
        self.columns: list[Column] = []
        for period in sorted({table.period for table in tables}):
            known = self._categories(period)
            self.columns += [(period, each) for each in _people(known)]
            if period != self._year and not self._describes_lasting(period):
                lasting = self._lasting_of_year()
                self.columns += [(period, each) for each in _people(lasting)]

    def inside(self, table: Protected, place: Place) -> Numbers:
        """Who is counted in a cell: 1 for each such column."""
        wanted = list(zip(table.variables, place, strict=True))

        def counts(person: Person) -> bool:
            said = dict(person)
            return all(
                said.get(name, OUTSIDE) != OUTSIDE
                if category == ALL
                else said.get(name) == category
                for name, category in wanted
            )

        return self._taken(table.period, counts)

    def ties(self) -> Iterator[tuple[Numbers, float, float]]:
        """A year against its quarters, for each lasting category; and a quarter's two
        descriptions of the same people.
        """
        if self._year is None:
            return
        for chosen in _people(self._lasting_of_year()):
            same = frozenset(chosen)
            year, *quarters = (
                self._taken(period, same.issubset)
                for period in (self._year, *self._quarters)
            )
            yield from ((year - each, 0, np.inf) for each in quarters)
            if len(quarters) == 4:
                yield np.sum(quarters, axis=0) - year, 0, np.inf
        for quarter in self._quarters:
            if not self._describes_lasting(quarter):
                yield self._apart(quarter), 0, 0

    def _apart(self, quarter: str) -> Numbers:
        """The people by what lasts, less the same people by everything else."""
        lasting = set(self._lasting)
        by_lasting = self._taken(quarter, lambda p: {name for name, _ in p} == lasting)
        return 2 * by_lasting - self._taken(quarter, lambda person: True)

    def _taken(self, period: str, counts: Callable[[Person], bool]) -> Numbers:
        return np.array([float(p == period and counts(who)) for p, who in self.columns])

    def _describes_lasting(self, quarter: str) -> bool:
        return set(self._lasting) <= set(self._categories(quarter))

    def _lasting_of_year(self) -> dict[str, tuple[str, ...]]:
        of_year = self._categories(self._year) if self._year else {}
        return {name: of_year[name] for name in self._lasting}

    def _categories(self, period: str) -> dict[str, tuple[str, ...]]:
        """The categories of each variable of a period's tables, as published there."""
        found: dict[str, dict[str, None]] = {}
        for table in self._tables:
            for at, name in enumerate(table.variables):
                if table.period == period:
                    places = (cell.place[at] for cell in table.cells)
                    found.setdefault(name, {}).update(dict.fromkeys(places))
                    if name in MEASURES and MEASURES[name].among:
                        found[name][OUTSIDE] = None
        return {
            name: tuple(category for category in each if category != ALL)
            for name, each in found.items()
        }


def _people(known: Mapping[str, Sequence[str]]) -> Iterator[Person]:
    """Every combination that somebody could have; of no variables, none."""
    for chosen in product(*known.values()) if known else ():
        said = dict(zip(known, chosen, strict=True))
        if not any(_both(said, never) for never in NEVER):
            yield tuple(said.items())


def _both(said: Mapping[str, str], never: Never) -> bool:
    return all(said.get(name) in each for name, each in (never.one, never.other))


def _lasting(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(n for n in names if n in BREAKDOWNS and BREAKDOWNS[n].lasting)


def _limits(within: range | None) -> tuple[float, float]:
    return (0, np.inf) if within is None else (within[0], within[-1])


def _is_sensitive(table: Protected, place: Place) -> bool:
    """Whether that somebody is in this cell must stay open to doubt (G3)."""
    return any(
        MEASURES[name].sensitive and category not in (ALL, NOT_KNOWN)
        for name, category in zip(table.variables, place, strict=True)
        if name in MEASURES
    )
