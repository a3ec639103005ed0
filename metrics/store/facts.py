"""From the blocks of `views/*.sql` to facts with their dates: x, x_on, x_until, ...

A view file names recorded parts; what is generated from them stands here once: which
rows stand on the day asked, and the five columns of each fact. A question carries only
the facts that it needs. The parts that need no view file are `parts.py`, how parts are
weighed is `weighing.py`; what a rule does with a fact is `metrics/indicators/`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from metrics.contracts import ALL_CODES, TABLES
from metrics.contracts._lists import WORKER_RECORDED
from metrics.contracts.event import KINDS
from metrics.scope import Scope
from metrics.settings import CIRCLE_WINDOW_DAYS
from metrics.store.parts import Fact, generated
from metrics.store.weighing import weighed
from metrics.surveys import SURVEYS


@dataclass(frozen=True)
class View:
    """A view file as read: the facts it gives and the queries they share."""

    name: str
    facts: dict[str, Fact]
    shared: dict[str, str]


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

_ASKED = f"mode IS DISTINCT FROM '{WORKER_RECORDED}'"


def parameters(on: date, scope: Scope) -> dict[str, object]:
    """Everything a view may ask: the day, the limits, who is asking. Who counts says
    that nothing need be weighed that could not be used on the day (`weighed_from`).
    """
    days = {**DAYS, "days_circle": CIRCLE_WINDOW_DAYS}
    return {"on": on, "weighed_from": date.min, **days, **scope.parameters()}


@cache
def view(name: str) -> View:
    """Read `views/<name>.sql` and generate what its header names."""
    text = files("metrics.store").joinpath("views", f"{name}.sql").read_text("utf-8")
    shared: dict[str, str] = {}
    facts = {fact.name: fact for fact in generated(text)}
    for kind, title, body in _blocks(text):
        if kind == "shared":
            shared[title] = body
        else:
            fact, weigh, words, *lists = (part.strip() for part in title.split("|"))
            limit = facts[fact].limit if fact in facts else None
            codes = next((each for each in ALL_CODES if each.id in lists), None)
            facts[fact] = Fact(fact, words, weigh, body, limit, codes, leads=True)
    return View(name, facts, shared)


def question(
    name: str, wanted: Iterable[str], select: str, *, counting: bool = False
) -> str:
    """A whole statement: `select` over the view, which holds only the wanted facts.

    `counting`: without words, and of a fact past its last usable day perhaps nothing:
    several times as quick for a whole provider, where it is not known either way.
    A name that is no fact is left to the database, whose message suggests the nearest.
    """
    source = view(name)
    known = [fact for fact in dict.fromkeys(wanted) if fact in source.facts]
    chosen = known if len(known) == len(set(wanted)) else list(source.facts)
    tables = list(_final(source, chosen, counting))
    return f"WITH {with_rows(tables, counting)}\n{select}"


def named(name: str) -> str:
    """A whole statement from a view file that is one plain SELECT."""
    return f"WITH {with_rows([(name, _text(name))])}\nSELECT * FROM {name}"


def with_rows(tables: list[tuple[str, str]], counting: bool = False) -> str:
    """CTEs in order, after in_scope and whatever known_ and live_ rows they read. For
    counting, rows of clients out of scope are read as well: a view leaves them out.
    """
    text = "\n".join(body for _, body in tables)
    scope = ("in_scope", _text("in_scope"))
    known = _tables_named("known", text)
    live = sorted({"client", "permission", *known, *_tables_named("live", text)})
    if any(TABLES[table].dated == "interview" for table in live):
        live = sorted({"interview", *live})
    every = [
        *((f"live_{table}", _live(table)) for table in live),
        scope,
        *((f"known_{table}", _known(table, counting)) for table in known),
        *tables,
    ]
    return ",\n".join(f"{name} AS (\n{body}\n)" for name, body in every)


def _tables_named(kind: str, text: str) -> list[str]:
    """The tables whose known_ or live_ rows a text reads (not the column known_on)."""
    return sorted(set(re.findall(rf"\b{kind}_(\w+)", text)) & set(TABLES))


def _final(
    source: View, chosen: list[str], counting: bool
) -> Iterator[tuple[str, str]]:
    bodies = "\n".join(source.facts[name].parts for name in chosen)
    for name, body in source.shared.items():
        if re.search(rf"\b{name}\b", bodies):
            yield name, body
    found = list(weighed((source.facts[name] for name in chosen), counting))
    where = {name: at for each in found for name, at in each.facts.items()}
    yield from ((each.name, each.sql) for each in found)
    columns = "".join(
        f",\n    {where[name]}.value AS {name}, {where[name]}.said_on AS {name}_on, "
        f"{where[name]}.until AS {name}_until, {where[name]}.state AS {name}_state, "
        f"{where[name]}.detail AS {name}_detail"
        for name in chosen
    )
    joins = "".join(f"\nLEFT JOIN {each.name} USING (client_id)" for each in found)
    yield source.name, f"SELECT in_scope.client_id{columns}\nFROM in_scope{joins}"


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
                f"AND held.interview = fact.interview AND held.{_ASKED}"
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


def _known(table: str, counting: bool) -> str:
    """The live rows of clients in scope, but for what a worker wrote down without
    asking: that stands with its provenance, and no rule reads it (safety.md IMP-F10).
    """
    joined = "" if counting else "\nJOIN in_scope USING (client_id)"
    has_mode = any(column.name == "mode" for column in TABLES[table].columns())
    asked = f"\nWHERE live.{_ASKED}" if has_mode else ""
    return f"SELECT live.* FROM live_{table} AS live{joined}{asked}"


def _blocks(text: str) -> Iterator[tuple[str, str, str]]:
    parts = re.split(r"^-- (shared|fact): (.+)$", text, flags=re.M)
    for kind, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield kind, title.strip(), body.strip()


def _text(name: str) -> str:
    path = files("metrics.store").joinpath("views", f"{name}.sql")
    return path.read_text("utf-8").strip()
