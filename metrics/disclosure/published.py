"""A release as it is read: what it says of itself, and its protected tables.

All of it comes from the release file, the words included, so that an old release reads
as it did. Nothing here reaches a record. Derived figures are `figures.py`; the file
itself is `store/release.py`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from metrics.disclosure.cube import variables
from metrics.disclosure.means import MeanCell, ProtectedMeans
from metrics.disclosure.policy import MeanOf, Policy, TableOf
from metrics.disclosure.protect import ALL, Cell, Protected, Status
from metrics.indicators.means import MEANS
from metrics.indicators.measures import BREAKDOWNS, MEASURES, NOT_KNOWN, Measure
from metrics.periods import Period
from metrics.phrases import day


@dataclass(frozen=True, kw_only=True)
class MeasureWords:
    """What is said of a measure beside every figure of it."""

    id: str
    title: str
    population: str
    definition: str
    unknown: str
    source: str
    unit: str
    headline: str | None
    of_period: bool  # asked of the days of treatment: it needs whoever left
    of_groups: bool = False  # published only where it shows no group


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """What is said of a table, and the variables of its places in order."""

    id: str
    measure: str
    title: str
    why: str
    every: str
    variables: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeanWords:
    """What is said of a mean beside every figure of it, and the table it belongs to."""

    id: str
    table: str
    title: str
    unit: str
    definition: str
    source: str
    why: str


@dataclass(frozen=True, kw_only=True)
class VariableWords:
    """How people are told apart, and the words for each category and for All."""

    id: str
    title: str
    labels: dict[str, str]
    # Of the labels, those of categories that were merged. Older releases merged none.
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the attack before the release came to. No cell, and no width: a list of what
    was sought tells nought from one to seven.
    """

    policy: str
    proofs: tuple[str, ...]
    cells: int
    passes: bool


@dataclass(frozen=True, kw_only=True)
class Face:
    """What a release says of itself.

    `begins_on` is the first day for which the records speak: who left before it is in
    no figure. `expected` is the share of expected records, rounded, of a hundred.
    """

    number: int
    period: str
    periods: tuple[str, ...]
    published_on: date
    begins_on: date
    expected: int | None
    policy: Policy
    measures: tuple[MeasureWords, ...]
    tables: tuple[TableWords, ...]
    variables: tuple[VariableWords, ...]
    means: tuple[MeanWords, ...]
    statement: Statement
    # The words of a service about its own figures: the service, and what it wrote.
    own_words: tuple[tuple[str, str], ...] = ()

    def is_counted(self, table: str) -> bool:
        """Whether a table counts facts, and not who stayed or died."""
        words = next(each for each in self.tables if each.id == table)
        return not any(m.of_period for m in self.measures if m.id == words.measure)

    def line(self) -> tuple[str, str]:
        """The line under every report's title, in its parts."""
        year, _, quarter = self.period.partition("-Q")
        known = "expected records not stated"
        if self.expected is not None:
            known = f"about {self.expected} in 100 expected records"
        return (
            f"Release {self.number} of {year}, quarter {quarter}, "
            f"published {day(self.published_on)}",
            known,
        )


@dataclass(frozen=True)
class Release:
    """An opened release: everything that a report page may show comes from here."""

    face: Face
    published: Mapping[tuple[str, str], Protected]
    means: Mapping[tuple[str, str], ProtectedMeans]

    @cached_property
    def id(self) -> str:
        """A fingerprint of all that it holds: equal for equal releases alone."""
        tables = [*self.published.values(), *self.means.values()]
        return hashlib.sha256(repr((self.face, tables)).encode()).hexdigest()

    def table(self, table: str, period: str | None = None) -> Protected:
        """A protected table of a period, the newest that has it if none is named.

        Raises KeyError where it is not published at this detail.
        """
        return self.published[table, period or self.periods(table)[-1]]

    def periods(self, table: str) -> tuple[str, ...]:
        """The periods for which a table is drawn, the oldest first."""
        return tuple(sorted(p for name, p in self.published if name == table))

    def before(self, table: str, period: str) -> str | None:
        """The period just before, where the table is released for it as well."""
        quarter = Period.parse(period).before().label
        return quarter if (table, quarter) in self.published else None

    def mean(self, mean: str, period: str | None = None) -> ProtectedMeans:
        """A mean by service, of the newest period if none is named."""
        newest = max((p for name, p in self.means if name == mean), default="")
        return self.means[mean, period or newest]

    def say_mean(self, cell: MeanCell) -> str:
        """A mean in words; a hidden one has its own."""
        return self.face.policy.withheld if cell.value is None else cell.value

    def measure(self, table: str) -> MeasureWords:
        """What a table counts, in words."""
        words = next(each for each in self.face.tables if each.id == table)
        return next(each for each in self.face.measures if each.id == words.measure)

    def label(self, variable: str, category: str) -> str:
        """The words for a category; a service goes by its own name."""
        return self._variable(variable).labels.get(category, category)

    def labels(self, variable: str) -> dict[str, str]:
        """Each category that has words of its own, All first."""
        return self._variable(variable).labels

    def merged(self, table: str, period: str | None = None) -> tuple[str, ...]:
        """The words for what stands in a table as one, and is told apart elsewhere."""
        drawn = self.table(table, period)
        held = {category for cell in drawn.cells for category in cell.place}
        return tuple(
            self.label(name, category)
            for name in drawn.variables
            for category in self._variable(name).merged
            if category in held
        )

    def heading(self, variable: str) -> str:
        """What a column of its categories is called."""
        return self._variable(variable).title

    def title(self, table: str) -> str:
        return next(each.title for each in self.face.tables if each.id == table)

    def say(self, cell: Cell) -> str:
        """A cell in words: each kind of hidden has its own, and none is a nought."""
        policy = self.face.policy
        hidden = {
            Status.LOW: policy.low,
            Status.WITHHELD: policy.withheld,
            Status.NOT_APPLICABLE: policy.not_applicable,
        }
        return f"{cell.count:,}" if cell.count is not None else hidden[cell.status]

    def _variable(self, name: str) -> VariableWords:
        return next(each for each in self.face.variables if each.id == name)


def measure_words(measure: Measure) -> MeasureWords:
    """The words of a measure, to go into the file."""
    return MeasureWords(
        id=measure.id,
        title=measure.title,
        population=measure.population,
        definition=measure.definition,
        unknown=measure.unknown,
        source=measure.source,
        unit=measure.unit,
        headline=measure.headline,
        of_period=measure.of_period,
        of_groups=measure.of_groups,
    )


def table_words(table: TableOf) -> TableWords:
    """The words of a table, to go into the file."""
    return TableWords(
        id=table.id,
        measure=table.measure,
        title=table.title,
        why=table.why,
        every=table.every,
        variables=variables(table),
    )


def mean_words(drawn: MeanOf) -> MeanWords:
    """The words of a mean, to go into the file."""
    mean = MEANS[drawn.mean]
    return MeanWords(
        id=drawn.id,
        table=drawn.table,
        title=mean.title,
        unit=mean.unit,
        definition=mean.definition,
        source=mean.source,
        why=drawn.why,
    )


def variable_words(name: str) -> VariableWords:
    """The words of a breakdown, or of a measure's answers, to go into the file."""
    if name in MEASURES:
        measure = MEASURES[name]
        answers = {answer.id: answer.label for answer in measure.answers}
        labels = {ALL: "all", **answers, NOT_KNOWN: "not known"}
        return VariableWords(id=name, title=measure.title, labels=labels)
    breakdown = BREAKDOWNS[name]
    given = {ALL: breakdown.everybody, **(breakdown.labels or {})}
    merged = {rung.id: rung.label for rung in breakdown.ladder}
    labels = {**given, **merged, NOT_KNOWN: "not recorded"}
    return VariableWords(
        id=name, title=breakdown.title, labels=labels, merged=tuple(merged)
    )
