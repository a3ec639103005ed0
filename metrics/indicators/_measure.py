"""What a measure for reports is: what is counted, of whom, with words beside the SQL.

A measure is declared from the same clauses, over the same view, as the indicators, and
is asked of the last day of a period. Which tables a release draws from it is
`metrics/disclosure/policy.py`; the measures themselves stand in `measures.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from metrics.indicators._clause import Clause, Example
from metrics.indicators._question import states
from metrics.indicators._shapes import Strength


NOT_KNOWN = "not_known"
OUTSIDE = "outside"  # not among the people whom a measure counts


@dataclass(frozen=True)
class Answer:
    """One thing that can be recorded: true for whom it is; null decides nothing."""

    id: str
    label: str
    when: Clause


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What is counted of whom. Everybody counted has one answer, or is not known.

    `among` narrows the people in treatment in the period; whoever is not known to be
    among them is left out. `unknown` says what not known means here. `headline` is the
    answer that a first page shows. `sensitive`: that somebody has an answer must stay
    open to doubt (statistics.md 1.4, G3). Without answers only the people themselves are
    counted.
    """

    id: str
    title: str
    population: str
    definition: str
    answers: tuple[Answer, ...]
    unknown: str
    headline: str | None
    source: str
    strength: Strength
    sensitive: bool
    example: Example | None
    among: Clause | None = None
    # Asked of the days of treatment (started_on, ended_on, died) or of `group_step`, not
    # of recorded facts.
    of_period: bool = False
    # A figure of groups, released only where it shows none of them.
    of_groups: bool = False

    view: ClassVar = "client_on"
    unit: ClassVar = "people"

    @property
    def categories(self) -> tuple[str, ...]:
        """Every answer by id, not known last; the same everywhere and always."""
        ids = tuple(answer.id for answer in self.answers)
        return (*ids, NOT_KNOWN) if ids else ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts that it reads."""
        if self.of_period:
            return ()
        clauses = [answer.when for answer in self.answers]
        clauses += [self.among] if self.among else []
        return tuple(dict.fromkeys(name for each in clauses for name in each.inputs))

    def said(self) -> str:
        """Where a row of a person has the answer."""
        return self.sql() if self.of_period else f"judged.{self.id}"

    def sql(self) -> str:
        """The answer of one person: an id, `outside`, or null (not known)."""
        cases = [f"WHEN {each.when.sql} THEN '{each.id}'" for each in self.answers]
        if self.among:
            cases.insert(0, f"WHEN ({self.among.sql}) IS NOT TRUE THEN '{OUTSIDE}'")
        return f"CASE {' '.join(cases)} END"


@dataclass(frozen=True)
class Rung:
    """Categories that are given as one where a finer table would tell people apart: a
    category of its own, with its words.
    """

    id: str
    label: str
    of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """How people are told apart in a report: a column of the people in a period.

    `labels` are its fixed coarse categories; None where they are as recorded (services).
    `codes`: which recorded codes make a category, where it is not the code itself; a
    code of none is not recorded. `everybody` is said of all together. `lasting`: the
    same for a person in every period, which the attacker knows. `ladder`: neighbouring
    categories that may be merged, in the order in which they are.
    """

    id: str
    title: str
    labels: dict[str, str] | None
    everybody: str
    lasting: bool
    codes: dict[str, tuple[str, ...]] | None = None
    ladder: tuple[Rung, ...] = ()

    def finest(self, category: str) -> tuple[str, ...]:
        """The categories that a merged one is made of; of any other, itself."""
        return next((r.of for r in self.ladder if r.id == category), (category,))

    def sql(self) -> str:
        """The category of one person, or null."""
        if self.codes is None:
            return f"in_scope.{self.id}"
        cases = [
            f"WHEN in_scope.{self.id} IN ({', '.join(map(repr, codes))}) THEN '{name}'"
            for name, codes in self.codes.items()
        ]
        return f"CASE {' '.join(cases)} END"


@dataclass(frozen=True)
class Never:
    """Answers to two measures that nobody has together, by what the measures mean."""

    words: str
    one: tuple[str, frozenset[str]]
    other: tuple[str, frozenset[str]]


def facts_of(measures: Sequence[Measure]) -> tuple[str, ...]:
    """Every fact that the measures read, once."""
    return tuple(dict.fromkeys(name for each in measures for name in each.inputs))


def invited(measures: Sequence[Measure], breakdowns: Sequence[Breakdown]) -> str:
    """People of `in_scope` by the groups that they were invited to (`group_step_of`), by
    breakdowns and by how they answer measures of a period.
    """
    columns = [f"coalesce({b.sql()}, '{NOT_KNOWN}') AS {b.id}" for b in breakdowns]
    columns += [f"coalesce({m.said()}, '{NOT_KNOWN}') AS {m.id}" for m in measures]
    listed = ",\n    ".join(columns)
    return (
        "SELECT\n    group_step_of.plan_id || ' ' || group_step_of.group_number AS "
        f"in_group,\n    group_step_of.ran,\n    {listed},\n    count(*) AS people\n"
        "FROM in_scope\nJOIN group_step_of USING (client_id)\nGROUP BY ALL"
    )


def answered(measures: Sequence[Measure]) -> str:
    """The answer of each person of `in_scope` to each measure, a row a person. Measures
    of a period are asked of `in_scope` itself, so they may stand beside others.
    """
    columns = [f"coalesce({m.said()}, '{NOT_KNOWN}') AS {m.id}" for m in measures]
    judged = ""
    if asked_of_facts := [each for each in measures if not each.of_period]:
        # The compiler reads view, inputs and sql() alone, which a measure has as well.
        asked = states(cast(Any, asked_of_facts))
        judged = f"\nLEFT JOIN (\n{asked}\n) AS judged USING (client_id)"
    listed = ",\n    ".join(["client_id", *columns])
    return f"SELECT\n    {listed}\nFROM in_scope{judged}"


def counted(
    sets: Sequence[Sequence[str]],
    breakdowns: Sequence[Breakdown],
    answers: Mapping[str, Sequence[Measure]],
) -> str:
    """People by each set of breakdowns and measures, over the people of `in_scope` and
    the tables of their answers (`answered`), each with its measures.

    A variable that is no part of a row's set is null there; who has no answer to one
    that is has `not_known`.
    """
    columns = [f"coalesce({b.sql()}, '{NOT_KNOWN}') AS {b.id}" for b in breakdowns]
    columns += [f"{table}.{m.id}" for table, some in answers.items() for m in some]
    listed = ",\n    ".join(columns)
    joins = "".join(f"\nJOIN {each} USING (client_id)" for each in answers)
    names = ", ".join(dict.fromkeys(name for each in sets for name in each))
    grouped = ", ".join(f"({', '.join(each)})" for each in sets)
    return (
        f"SELECT {names}, count(*) AS people\nFROM (\n"
        f"SELECT\n    {listed}\nFROM in_scope{joins}\n) AS person\n"
        f"GROUP BY GROUPING SETS ({grouped})"
    )
