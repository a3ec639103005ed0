"""Small random stores: a handful of clients, with dates around every limit.

Rows are drawn from the contracts, so that a new column is drawn by itself. What they
amount to is counted in `counted_by_hand.py`.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from metrics import settings
from metrics.contracts import DECLINED, TABLES, Column
from metrics.contracts.event import KINDS
from metrics.scope import Purpose, Scope
from metrics.store import Store
from metrics.surveys import SURVEYS
from tests.factories import DAY, Row, insert, stored
from tests.properties.counted_by_hand import Rows


CLIENTS = ("A", "B", "C", "D", "E", "F")
SERVICES, KEYWORKERS = ("North", "South"), ("kw1", "kw2")
READ = (
    "client",
    "permission",
    "prescription",
    "condition",
    "outcome",
    "event",
    "answer",
)
# A snapshot renews what it still lists of these (design.md 4.3).
RENEWED = ("client", "prescription", "condition")
LIMITS = {
    limit.days
    for limit in vars(settings).values()
    if isinstance(limit, settings.Limit) and limit.days is not None
}
DAYS_AGO = sorted({days + near for days in {0, *LIMITS} for near in (-1, 0, 1)})
DAYS = st.sampled_from(DAYS_AGO).map(lambda days: DAY - timedelta(days))
AHEAD = DAYS.map(lambda day: DAY + (DAY - day))  # the same distances to the other side
TEXTS = {
    "client.service": SERVICES,
    "client.keyworker": KEYWORKERS,
    "event.date_words": ("date assumed",),
    "answer.survey": ("group_offer",),
    "answer.question": tuple(each.id for each in SURVEYS["group_offer"].questions),
    "answer.value": ("yes", "no", "stop"),
}
# The codes that views treat each in its own way; the rest would only thin the draws.
CHOSEN = {
    "condition.condition": ("depression", "anxiety", "any", "mental_health_need", "hiv"),
    "prescription.medicine": ("methadone", "buprenorphine", "buprenorphine_naloxone"),
    "client.status": ("in_treatment", "in_treatment", "left", "died"),
    "event.kind": (*(kind.id for kind in KINDS), "urine_heroin", "ort_stop", "overdose"),
    "outcome.stage": ("review",),
}
NUMBERS = {
    "prescription.dose": (8, 9, 10, 11, 12, 59, 60),
    "prescription.strength": (1, 10),
}


@st.composite
def stores(draw: st.DrawFn) -> Rows:
    """Rows of every table that the views of a person read, of three to six clients."""
    clients = CLIENTS[: draw(st.integers(3, len(CLIENTS)))]
    return {table: draw(_rows(table, clients)) for table in READ}


@st.composite
def _rows(draw: st.DrawFn, table: str, clients: tuple[str, ...]) -> list[Row]:
    contract = TABLES[table]
    columns = [each for each in contract.columns() if each.name != "client_id"]
    known = {f"{table}.{each.name}": _cell(table, each) for each in columns}
    one = st.fixed_dictionaries(
        {"client_id": st.sampled_from(clients)}
        | {each.name: known[f"{table}.{each.name}"] for each in _always(table, columns)},
        optional={
            each.name: known[f"{table}.{each.name}"]
            for each in columns
            if each not in _always(table, columns)
        },
    )
    drawn = draw(st.lists(one, max_size=9, unique_by=lambda row: _key(table, row)))
    return [version for row in drawn for version in draw(_versions(table, row))]


def _always(table: str, columns: list[Column]) -> list[Column]:
    """What no row lacks: the required, and what makes a row worth drawing."""
    wanted = {"client": ["as_at"], "prescription": ["dose", "unit", "interval"]}
    wanted |= {"outcome": ["opiate_days", "inject_days"]}
    return [each for each in columns if each.required or each.name in wanted.get(table, [])]


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in TABLES[table].key)


@st.composite
def _versions(draw: st.DrawFn, table: str, row: Row) -> list[Row]:
    """A row as stored, or two: the first version, and what replaced it from a day on."""
    contract = TABLES[table]
    renewed = {"renewed_on": draw(st.none() | DAYS)} if table in RENEWED else {}
    first = stored(contract(**_with_state(table, row)), **renewed)
    if not draw(st.sampled_from([False, False, True])):
        return [first]
    changed = {
        each.name: draw(_cell(table, each))
        for each in contract.columns()
        if each.name not in contract.key and each.name in row
    }
    day = row["as_at"] if table == "client" else draw(DAYS)
    second = contract(**_with_state(table, {**row, **changed}))
    return [
        {**first, "superseded_by": 2, "superseded_at": day},
        stored(second, **{"batch": 2, "supersedes": 1, "as_at": day}),
    ]


def _with_state(table: str, row: Row) -> Row:
    """An answer has a value or a state, never both and never neither."""
    if table != "answer":
        return row
    answered = row.get("value") is not None
    return {**row, "state": None if answered else "asked_not_answered"}


def _cell(table: str, column: Column) -> st.SearchStrategy[Any]:
    name = f"{table}.{column.name}"
    found = _of_kind(name, column)
    return st.sampled_from([DECLINED]) | found if column.asked else found


def _of_kind(name: str, column: Column) -> st.SearchStrategy[Any]:
    if name in TEXTS or name in CHOSEN or column.codes:
        codes = column.codes.ids if column.codes else ()
        return st.sampled_from(TEXTS.get(name) or CHOSEN.get(name) or codes)
    if name in NUMBERS:
        return st.sampled_from(NUMBERS[name]).map(Decimal)
    if column.kind in ("integer", "decimal"):
        assert column.low is not None
        assert column.high is not None
        ends = [column.low, column.low + 1, column.high]
        return st.sampled_from(ends).map(int if column.kind == "integer" else Decimal)
    if column.kind == "date":
        return DAYS | AHEAD if column.future else DAYS
    return st.booleans() if column.kind == "boolean" else st.just("said")


SCOPES = st.builds(
    Scope,
    actor=st.just("operator"),
    actions=st.just(Scope.operator().actions),
    services=st.none() | st.frozensets(st.sampled_from(SERVICES)),
    keyworkers=st.none() | st.frozensets(st.sampled_from(KEYWORKERS)),
    clients=st.none() | st.frozensets(st.sampled_from(CLIENTS)),
    purpose=st.sampled_from(Purpose),
)


def fill(store: Store, rows: Rows) -> None:
    """The store holds these rows and no others."""
    with store.writing() as writing:
        for table in TABLES:
            writing.run(f"DELETE FROM {table}")
        for table, each in rows.items():
            for row in each:
                insert(writing, table, row)


def shown(rows: Rows) -> str:
    """The rows as they could be drawn in a spec, for the report of a disagreement."""
    return "\n".join(
        f"{table}: " + ", ".join(f"{k}={v}" for k, v in row.items() if v is not None)
        for table, each in rows.items()
        for row in each
    )
