"""What a population is made of, for the attacker: people in combinations of categories,
and the range that each published cell allows of their number.

Variables that no table joins are counted in sets of their own (`cliques.py`), which
loses nothing. Quarters of people in treatment are no partition: somebody may count in
several. So each period is a population of its own, and what is known of a person's
pattern of presence ties them: for each lasting category a year has at least as many as
any of its quarters and, where all four are published, at most their sum. Wherever that
holds there are patterns of presence that give just these numbers, and where nothing
else ties periods together, people of two quarters may be the same or not. How the
attack is led is `attack.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from metrics.disclosure.cliques import Clique, cliques, meetings
from metrics.disclosure.cube import Cube
from metrics.disclosure.groups import Group, Known, can_be, finest, group_of, joined
from metrics.disclosure.policy import every
from metrics.disclosure.protect import ALL, Cell, Protected, allowed
from metrics.indicators.measures import BREAKDOWNS, MEASURES, OUTSIDE


Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
Allows = Callable[[Cell], range | None]  # what a published cell lets a number be
Categories = Mapping[str, tuple[str, ...]]  # of each variable of a period
Row = tuple[Places, Places, float, float]  # what adds, what takes off, least, most
# More people than any release counts: where a cell says nothing, this is the limit.
NO_LIMIT = 1e6
# A set of variables with more combinations cannot be attacked in bearable time.
MOST_COMBINATIONS = 400_000


@dataclass(frozen=True)
class Block:
    """The columns of one set of variables in one period: one for each combination."""

    period: str
    names: Clique
    categories: Categories
    at: Places  # an axis a variable

    def inside(self, says: Group) -> Places:
        """The columns of whoever is so, by some of the variables."""
        chosen = [
            [
                at
                for at, category in enumerate(self.categories[name])
                if name not in says or category in says[name]
            ]
            for name in self.names
        ]
        return self.at[np.ix_(*chosen)].ravel() if chosen else self.at.ravel()

    def possible(self) -> Iterator[bool]:
        """Whether anybody can be so, for each column in order."""
        for place in product(*(self.categories[name] for name in self.names)):
            yield can_be(dict(zip(self.names, place, strict=True)))


@dataclass(frozen=True)
class Model:
    """Every population that agrees: matrix × people lies between least and most.

    The rows are the published cells, in the order of `known`, then what ties columns
    together. `most_people` is nought in a column that nobody can be in.
    """

    matrix: sparse.csr_array
    least: Numbers
    most: Numbers
    known: tuple[Known, ...]
    most_people: Numbers
    groups: Mapping[Known, Group]
    blocks: tuple[Block, ...]

    @cached_property
    def place(self) -> Mapping[Known, int]:
        """The row of each cell."""
        return {each: at for at, each in enumerate(self.known)}

    def takes(self, group: Known, part: Known | None = None) -> Numbers:
        """Which columns a cell sums; of a group without a part of it, the rest."""
        sums: Numbers = self.matrix[[self.place[group]]].toarray()[0]
        if part is None:
            return sums
        return sums - self.takes(part)

    def without_false_ties(self, people: Numbers) -> "Model":
        """The same without ties that do not hold of the people as they are: whoever was
        corrected since an earlier period was counted may break one. An attacker who
        believes it learns nothing true by it.
        """
        sums = self.matrix @ people
        false = (sums < self.least) | (sums > self.most)
        false[: len(self.known)] = False
        least = np.where(false, -np.inf, self.least)
        return replace(self, least=least, most=np.where(false, np.inf, self.most))

    def population(self, cubes: Iterable[Cube]) -> Numbers:
        """The people as they are: one population that agrees."""
        people = np.zeros(self.matrix.shape[1])
        of_period = {cube.period: cube for cube in cubes}
        for block in self.blocks:
            if block.period in of_period:
                for place, number in of_period[block.period].by(block.names).items():
                    people[block.at[_position(block, place)]] += number
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
    known = [(t.table, t.period, cell.place) for t in tables for cell in t.cells]
    groups = {
        (t.table, t.period, cell.place): group_of(t, cell.place)
        for t in tables
        for cell in t.cells
    }
    limits = [_limits(allows(cell)) for table in tables for cell in table.cells]
    none = np.array([], dtype=np.intp)
    cells: list[Row] = [
        (building.inside(each[1], groups[each]), none, *limit)
        for each, limit in zip(known, limits, strict=True)
    ]
    rows = [*cells, *building.ties()]
    return Model(
        _matrix(rows, building.width),
        np.array([row[2] for row in rows]),
        np.array([row[3] for row in rows]),
        tuple(known),
        building.most_people(),
        groups,
        tuple(building.blocks),
    )


def joint(tables: Iterable[tuple[str, ...]]) -> tuple[Clique, ...]:
    """The sets to be counted for tables of one period with these variables."""
    asked = list(tables)
    names = {name for each in asked for name in each}
    return cliques([*asked, *joined(names)])


def lasting(names: Iterable[str]) -> tuple[str, ...]:
    """Those that are the same for a person in every period, which an attacker knows."""
    return tuple(
        sorted(n for n in set(names) if n in BREAKDOWNS and BREAKDOWNS[n].lasting)
    )


class _Building:
    """The columns of a model, and which of them a cell or a tie takes.

    A quarter of a year is described by what lasts as well: the year's tables join it.
    """

    def __init__(self, tables: Sequence[Protected]) -> None:
        periods = sorted({table.period for table in tables})
        self._year = next((p for p in periods if every(p) == "year"), None)
        self._quarters = [p for p in periods if p != self._year]
        self._known = {period: _categories(tables, period) for period in periods}
        of_year = self._known[self._year] if self._year else {}
        self._lasting = {name: of_year[name] for name in lasting(of_year)}
        self.blocks: list[Block] = []
        for period in periods:
            drawn = [table.variables for table in tables if table.period == period]
            self._add(period, drawn)
        self.width = sum(block.at.size for block in self.blocks)

    def inside(self, period: str, says: Group) -> Places:
        """Who is so in a period: the columns of a set that has all of the variables."""
        names = set(says)
        home = next(
            block
            for block in self.blocks
            if block.period == period and names <= set(block.names)
        )
        return home.inside(says)

    def ties(self) -> Iterator[Row]:
        """Sets that meet have the same people where they do; a year has those of its
        quarters.
        """
        for period in self._known:
            blocks = [block for block in self.blocks if block.period == period]
            for one, other, both in meetings(tuple(b.names for b in blocks)):
                for says in _combinations({n: self._known[period][n] for n in both}):
                    pair = blocks[one].inside(says), blocks[other].inside(says)
                    yield *pair, 0, 0
        if self._year:
            for says in _combinations(self._lasting):
                yield from self._presence(self._year, says)

    def _presence(self, year: str, says: Group) -> Iterator[Row]:
        of_year = self.inside(year, says)
        quarters = [self.inside(quarter, says) for quarter in self._quarters]
        yield from ((of_year, each, 0, np.inf) for each in quarters)
        if len(quarters) == 4:
            yield np.concatenate(quarters), of_year, 0, np.inf

    def most_people(self) -> Numbers:
        return np.array(
            [NO_LIMIT if can else 0.0 for b in self.blocks for can in b.possible()]
        )

    def _add(self, period: str, drawn: Sequence[tuple[str, ...]]) -> None:
        if period != self._year:
            self._known[period] |= self._lasting
        for names in joint([*drawn, tuple(self._lasting)]):
            known = {name: self._known[period][name] for name in names}
            shape = tuple(len(each) for each in known.values())
            if np.prod(shape) > MOST_COMBINATIONS:
                raise ValueError(
                    f"Too many combinations to attack: {', '.join(names)}."
                )
            first = sum(block.at.size for block in self.blocks)
            at = np.arange(first, first + int(np.prod(shape))).reshape(shape)
            self.blocks.append(Block(period, names, known, at))


def _categories(tables: Iterable[Protected], period: str) -> dict[str, tuple[str, ...]]:
    """The categories of each variable of a period's tables, as published there; of
    merged ones those that they are made of.
    """
    found: dict[str, dict[str, None]] = {}
    for table in tables:
        for at, name in enumerate(table.variables):
            if table.period == period:
                places = dict.fromkeys(cell.place[at] for cell in table.cells)
                every_one = (one for each in places for one in finest(name, each))
                found.setdefault(name, {}).update(dict.fromkeys(every_one))
                if name in MEASURES and MEASURES[name].among:
                    found[name][OUTSIDE] = None
    return {
        name: tuple(category for category in each if category != ALL)
        for name, each in found.items()
    }


def _combinations(known: Categories) -> Iterator[Group]:
    for chosen in product(*known.values()):
        yield {
            name: frozenset([category])
            for name, category in zip(known, chosen, strict=True)
        }


def _position(block: Block, place: Sequence[str]) -> tuple[int, ...]:
    return tuple(
        block.categories[name].index(category)
        for name, category in zip(block.names, place, strict=True)
    )


def _matrix(rows: Sequence[Row], width: int) -> sparse.csr_array:
    at = [np.concatenate((adds, takes_off)) for adds, takes_off, *_ in rows]
    signs = [np.repeat((1.0, -1.0), (adds.size, off.size)) for adds, off, *_ in rows]
    starts = np.concatenate(([0], np.cumsum([each.size for each in at])))
    return sparse.csr_array(
        (np.concatenate(signs), np.concatenate(at), starts), shape=(len(rows), width)
    )


def _limits(within: range | None) -> tuple[float, float]:
    return (0, np.inf) if within is None else (within[0], within[-1])
