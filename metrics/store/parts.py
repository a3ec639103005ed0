"""One fact of a view, and the facts that contracts, events and surveys declare.

Of every plain column, kind of event and question that a view's header names, the part
that speaks of it is written here; parts that take more than one row stand in
`views/*.sql`. How parts are weighed is `facts.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metrics.contracts import ASKED_NOT_ANSWERED, TABLES, CodeList, Column
from metrics.contracts.event import KINDS
from metrics.settings import Limit
from metrics.surveys import SURVEYS, Question
from metrics.surveys._question import Choice, Number, Scale


# People and ties are told in an interview, and it is that which speaks.
SPEAKS = frozenset(TABLES) - {"person", "tie", "person_tie"}
# Where a client speaks of the people around them: tables, surveys, and one column.
_OF_PEOPLE = re.compile(
    r"known_(person|tie|person_tie|interview)\b|\bnewest_interview\b|as partner$|"
    r"survey = '(network|couples|peers|goal_gap|prison)'"
)


@dataclass(frozen=True)
class Part:
    """What a row of a table says of one fact: each field is SQL over that row. `place`:
    the order of rows of one day, where they have one.
    """

    source: str
    where: str
    value: str
    until: str
    state: str
    detail: str
    place: str = ""

    @property
    def sql(self) -> str:
        place = f", {self.place} AS place" if self.place else ""
        return (
            f"SELECT client_id, {self.value} AS value, said_on, {self.until} AS until, "
            f"{self.state} AS state, {self.detail} AS detail{place}\n"
            f"FROM {self.source}\nWHERE {self.where}"
        )


@dataclass(frozen=True)
class Fact:
    """One fact of a view: its words, how parts are weighed, and the parts' SQL.

    `leads`: its detail is a phrase that the date completes ("12 of the 28 days
    before"), rather than words that stand behind the date ("date assumed"). `codes`:
    how to read its value, or its detail where the value is yes or no.
    `lapses_in_order`: every part lasts equally long from its own date, so that no later
    one lapses before an earlier one. `part`: the same as `parts`, where each row of
    one table is a part.
    """

    name: str
    words: str
    weigh: str
    parts: str
    limit: Limit | None = None
    codes: CodeList | None = None
    unit: str | None = None
    leads: bool = False
    lapses_in_order: bool = False
    part: Part | None = None

    @property
    def of_people(self) -> bool:
        """Whether it tells of somebody around the client."""
        return bool(_OF_PEOPLE.search(f"{self.parts} as {self.name}"))

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose rows speak of it, whether read as known or as the newest."""
        read = re.findall(r"\b(?:known|newest)_(\w+)", self.parts)
        return tuple(name for name in dict.fromkeys(read) if name in SPEAKS)


def generated(text: str) -> Iterator[Fact]:
    """The facts that a view's header asks for by table, event or survey."""
    for what, rest in re.findall(r"^-- (columns|events|answers): (.+)$", text, re.M):
        if what == "events":
            yield from _of_events()
        elif what == "answers":
            yield from _of_survey(rest.strip())
        else:
            table, _, source = rest.strip().partition(" from ")
            for column in TABLES[table].columns():
                if column.limit:
                    yield _of_column(table, source or f"known_{table}", column)


def _of_column(table: str, source: str, column: Column) -> Fact:
    name = column.name
    value, state, asked = name, "NULL", f"{name} IS NOT NULL"
    if column.asked:
        state = f"{name}_state"
        asked = f"({name} IS NOT NULL OR {name}_state IS NOT NULL)"
    elif column.codes and ASKED_NOT_ANSWERED in column.codes:
        value = f"nullif({name}, '{ASKED_NOT_ANSWERED}')"
        state = f"CASE WHEN {name} = '{ASKED_NOT_ANSWERED}' THEN {name} END"
    codes = column.codes
    if codes and codes.id == "state":
        value, codes = _yes_no(name), None
    part = Part(
        source,
        asked,
        value,
        f"known_on + $days_{table}_{name}",
        state,
        "NULL",
        "coalesce(sequence, 0)" if table == "outcome" else "",
    )
    return Fact(
        name,
        column.words,
        "newest",
        part.sql,
        column.limit,
        codes,
        column.unit,
        lapses_in_order=not TABLES[table].renews,
        part=part,
    )


def _of_events() -> Iterator[Fact]:
    for kind in KINDS:
        for window in kind.windows:
            part = Part(
                "known_event",
                f"kind = '{kind.id}'",
                _yes_no("state"),
                f"said_on + $days_event_{window.fact}",
                "nullif(nullif(state, 'yes'), 'no')",
                "date_words",
            )
            yield Fact(
                window.fact,
                window.words,
                window.weigh,
                part.sql,
                window.limit,
                lapses_in_order=True,
                part=part,
            )


def _of_survey(survey: str) -> Iterator[Fact]:
    """What is answered in `answer`; people, ties and disclosures stand elsewhere."""
    for asked in SURVEYS[survey].questions:
        if asked.fills != "answer.value":
            continue
        value, codes, unit = _of_answer(asked)
        part = Part(
            "known_answer",
            f"survey = '{survey}' AND question = '{asked.id}' "
            "AND (value IS NOT NULL OR state IS NOT NULL)",
            value,
            f"known_on + $days_answer_{asked.id}",
            "state",
            "NULL",
        )
        words = asked.text.rstrip(".?")
        yield Fact(
            asked.id,
            words,
            "newest",
            part.sql,
            asked.limit,
            codes,
            unit,
            part=part,
        )


def _of_answer(asked: Question) -> tuple[str, CodeList | None, str | None]:
    """The value of a stored text, typed so that a clause can compare it; and how it is
    said. A text that is no number would stop every question: it is missing instead.
    """
    number = (
        "CASE WHEN regexp_matches(value, '^[0-9]{1,9}$') "
        "THEN CAST(value AS INTEGER) END"
    )
    match asked:
        case Number():
            return number, None, asked.unit
        case Scale():
            return number, None, f"of {asked.high}"
        case Choice():
            return "value", CodeList(asked.id, asked.text, asked.options), None
    return "value", None, None


def _yes_no(name: str) -> str:
    return f"CASE WHEN {name} = 'yes' THEN true WHEN {name} = 'no' THEN false END"
