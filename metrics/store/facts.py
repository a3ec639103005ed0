"""From the blocks of `views/*.sql` to facts with their dates: x, x_on, x_until, ...

A view file names recorded parts; what is generated from them stands here once: which
rows stand on the day asked, how parts are weighed, and the five columns of each fact.
A question carries only the facts that it needs. What a rule does with a fact is
`metrics/indicators/`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from metrics.contracts import (
    ALL_CODES,
    ASKED_NOT_ANSWERED,
    TABLES,
    CodeList,
    Column,
)
from metrics.contracts.event import KINDS
from metrics.scope import Scope
from metrics.settings import CIRCLE_WINDOW_DAYS, Limit
from metrics.surveys import SURVEYS, Question
from metrics.surveys._question import Choice, Number, Scale


@dataclass(frozen=True)
class Fact:
    """One fact of a view: its words, how parts are weighed, and the parts' SQL.

    `leads`: its detail is a phrase that the date completes ("12 of the 28 days
    before"), rather than words that stand behind the date ("date assumed"). `codes`:
    how to read its value, or its detail where the value is yes or no.
    """

    name: str
    words: str
    weigh: str
    parts: str
    limit: Limit | None = None
    codes: CodeList | None = None
    unit: str | None = None
    leads: bool = False

    @property
    def of_people(self) -> bool:
        """Whether it tells of somebody around the client."""
        return bool(_OF_PEOPLE.search(f"{self.parts} as {self.name}"))

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose rows speak of it, whether read as known or as the newest."""
        read = re.findall(r"\b(?:known|newest)_(\w+)", self.parts)
        return tuple(name for name in dict.fromkeys(read) if name in SPEAKS)


@dataclass(frozen=True)
class View:
    """A view file as read: the facts it gives and the queries they share."""

    name: str
    facts: dict[str, Fact]
    shared: dict[str, str]


# People and ties are told in an interview, and it is that which speaks.
SPEAKS = frozenset(TABLES) - {"person", "tie", "person_tie"}
DAYS: dict[str, int | None] = (
    {
        f"days_{table.name}_{column.name}": column.limit.days
        for table in TABLES.values()
        for column in table.columns()
        if column.limit
    }
    | {
        f"days_event_{window.fact}": window.limit.days
        for kind in KINDS
        for window in kind.windows
    }
    | {
        f"days_answer_{question.id}": question.limit.days
        for survey in SURVEYS.values()
        for question in survey.questions
    }
)

# Where a client speaks of the people around them: tables, surveys, and one column.
_OF_PEOPLE = re.compile(
    r"known_(person|tie|person_tie|interview)\b|\bnewest_interview\b|as partner$|"
    r"survey = '(network|couples|peers|goal_gap|prison)'"
)


def parameters(on: date, scope: Scope) -> dict[str, object]:
    """Everything a view may ask: the day, the limits, and who is asking."""
    days = {**DAYS, "days_circle": CIRCLE_WINDOW_DAYS}
    return {"on": on, **days, **scope.parameters()}


@cache
def view(name: str) -> View:
    """Read `views/<name>.sql` and generate what its header names."""
    text = files("metrics.store").joinpath("views", f"{name}.sql").read_text("utf-8")
    shared: dict[str, str] = {}
    facts = {fact.name: fact for fact in _generated(text)}
    for kind, title, body in _blocks(text):
        if kind == "shared":
            shared[title] = body
        else:
            fact, weigh, words, *lists = (part.strip() for part in title.split("|"))
            limit = facts[fact].limit if fact in facts else None
            codes = next((each for each in ALL_CODES if each.id in lists), None)
            facts[fact] = Fact(fact, words, weigh, body, limit, codes, leads=True)
    return View(name, facts, shared)


def question(name: str, wanted: Iterable[str], select: str) -> str:
    """A whole statement: `select` over the view, which holds only the wanted facts.

    A name that is no fact is left to the database, whose message suggests the nearest.
    """
    source = view(name)
    known = [fact for fact in dict.fromkeys(wanted) if fact in source.facts]
    chosen = known if len(known) == len(set(wanted)) else list(source.facts)
    tables = list(_final(source, chosen))
    return f"WITH {with_rows(tables)}\n{select}"


def named(name: str) -> str:
    """A whole statement from a view file that is one plain SELECT."""
    return f"WITH {with_rows([(name, _text(name))])}\nSELECT * FROM {name}"


def with_rows(tables: list[tuple[str, str]]) -> str:
    """CTEs in order, after in_scope and whatever known_ and live_ rows they read."""
    text = "\n".join(body for _, body in tables)
    scope = ("in_scope", _text("in_scope"))
    known = _tables_named("known", text)
    live = sorted({"client", "permission", *known, *_tables_named("live", text)})
    if any(TABLES[table].dated == "interview" for table in live):
        live = sorted({"interview", *live})
    every = [
        *((f"live_{table}", _live(table)) for table in live),
        scope,
        *((f"known_{table}", _known(table)) for table in known),
        *tables,
    ]
    return ",\n".join(f"{name} AS (\n{body}\n)" for name, body in every)


def _tables_named(kind: str, text: str) -> list[str]:
    """The tables whose known_ or live_ rows a text reads (not the column known_on)."""
    return sorted(set(re.findall(rf"\b{kind}_(\w+)", text)) & set(TABLES))


def _final(source: View, chosen: list[str]) -> Iterator[tuple[str, str]]:
    bodies = "\n".join(source.facts[name].parts for name in chosen)
    for name, body in source.shared.items():
        if re.search(rf"\b{name}\b", bodies):
            yield name, body
    for name in chosen:
        fact = source.facts[name]
        yield f"parts_{name}", fact.parts
        yield f"fact_{name}", _weighed(fact)
    columns = "".join(
        f",\n    {name}.fact.value AS {name}, {name}.fact.said_on AS {name}_on, "
        f"{name}.fact.until AS {name}_until, {name}.fact.state AS {name}_state, "
        f"{name}.fact.detail AS {name}_detail"
        for name in chosen
    )
    joins = "".join(
        f"\nLEFT JOIN fact_{name} AS {name} ON {name}.client_id = in_scope.client_id"
        for name in chosen
    )
    yield source.name, f"SELECT in_scope.client_id{columns}\nFROM in_scope{joins}"


def _weighed(fact: Fact) -> str:
    """Which part speaks for the fact. Of parts of one day: the later in its own order
    (`place`), one that says something, yes before no, the one that lasts longer; so
    that the same rows give the same answer in whatever order they lie.
    """
    usable = "(until IS NULL OR until >= $on)"
    place = "place, " if " AS place" in fact.parts else ""
    last = "coalesce(CAST(until AS DATE), DATE '9999-12-31')"
    same_day = f"said_on, {place}value IS NOT NULL, value, {last}, detail"
    order = {
        "newest": f"({same_day})",
        "any yes": f"({usable}, {usable} AND value IS TRUE, {same_day})",
    }[fact.weigh]
    return (
        "SELECT client_id, arg_max(struct_pack(value := value, said_on := said_on, "
        "until := CAST(until AS DATE), state := CAST(state AS VARCHAR), "
        f"detail := CAST(detail AS VARCHAR)), {order}) AS fact\n"
        f"FROM parts_{fact.name}\nGROUP BY client_id"
    )


def _live(table: str) -> str:
    """Rows that stand on $on: said by then, not replaced by a version known by then.

    A fact told by an interview has the interview's date. known_on is later than said_on
    only where a snapshot renewed what it still lists (design.md 4.3).
    """
    dated = TABLES[table].dated
    renewed = "CASE WHEN fact.renewed_on <= $on THEN fact.renewed_on END"
    if dated == "interview":
        said, join = (
            "held.asked_on",
            (
                " JOIN live_interview AS held ON held.client_id = fact.client_id "
                "AND held.interview = fact.interview"
            ),
        )
    else:
        said, join = f"CAST(fact.{dated} AS DATE)", ""
    known = f"greatest({said}, {renewed})" if TABLES[table].renews else said
    return (
        f"SELECT fact.*, {said} AS said_on, {known} AS known_on\n"
        f"FROM {table} AS fact{join}\n"
        f"WHERE {said} <= $on\n"
        "    AND (fact.superseded_by IS NULL OR fact.superseded_at > $on)\n"
        "    AND (fact.supersedes IS NULL OR fact.as_at <= $on)"
    )


def _known(table: str) -> str:
    return f"SELECT live.* FROM live_{table} AS live\nJOIN in_scope USING (client_id)"


def _generated(text: str) -> Iterator[Fact]:
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
    in_order = ", coalesce(sequence, 0) AS place" if table == "outcome" else ""
    parts = (
        f"SELECT client_id, {value} AS value, said_on, known_on + "
        f"$days_{table}_{name} AS until, {state} AS state, NULL AS detail{in_order}\n"
        f"FROM {source}\nWHERE {asked}"
    )
    return Fact(name, column.words, "newest", parts, column.limit, codes, column.unit)


def _of_events() -> Iterator[Fact]:
    for kind in KINDS:
        for window in kind.windows:
            parts = (
                f"SELECT client_id, {_yes_no('state')} AS value, said_on, said_on + "
                f"$days_event_{window.fact} AS until, nullif(nullif(state, 'yes'), "
                f"'no') AS state, date_words AS detail\n"
                f"FROM known_event\nWHERE kind = '{kind.id}'"
            )
            yield Fact(window.fact, window.words, window.weigh, parts, window.limit)


def _of_survey(survey: str) -> Iterator[Fact]:
    """What is answered in `answer`; people, ties and disclosures stand elsewhere."""
    for asked in SURVEYS[survey].questions:
        if asked.fills != "answer.value":
            continue
        value, codes, unit = _of_answer(asked)
        parts = (
            f"SELECT client_id, {value} AS value, said_on, known_on + "
            f"$days_answer_{asked.id} AS until, state, NULL AS detail\n"
            f"FROM known_answer\nWHERE survey = '{survey}' AND question = '{asked.id}' "
            "AND (value IS NOT NULL OR state IS NOT NULL)"
        )
        words = asked.text.rstrip(".?")
        yield Fact(asked.id, words, "newest", parts, asked.limit, codes, unit)


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


def _blocks(text: str) -> Iterator[tuple[str, str, str]]:
    parts = re.split(r"^-- (shared|fact): (.+)$", text, flags=re.M)
    for kind, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield kind, title.strip(), body.strip()


def _text(name: str) -> str:
    path = files("metrics.store").joinpath("views", f"{name}.sql")
    return path.read_text("utf-8").strip()
