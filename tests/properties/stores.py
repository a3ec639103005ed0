"""Small random stores: a few clients, with dates around every limit.

Rows are drawn from the contracts, so that a new column is drawn by itself. Few clients,
few kinds and few days, so that rows meet: a yes on its last day beside a newer no. What
the rows amount to is counted in `counted_by_hand.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from metrics.contracts import DECLINED, TABLES, Column
from metrics.contracts.event import KINDS
from metrics.scope import Purpose, Scope
from metrics.store import Store
from metrics.surveys import SURVEYS
from metrics.surveys._question import Choice, Number, Scale
from tests.factories import DAY, Row, a_client, insert, stored
from tests.properties.counted_by_hand import Rows


CLIENTS = ("A", "B", "C")
SERVICES, KEYWORKERS = ("North", "South"), ("kw1", "kw2")
ASKED = {
    question.id: (survey.id, question)
    for survey in SURVEYS.values()
    for question in survey.questions
    if question.fills == "answer.value"
}
QUESTIONS = {question: survey for question, (survey, _) in ASKED.items()}
# A snapshot renews what it still lists of these (design.md 4.3).
RENEWED = ("client", "prescription", "condition")
# What no row lacks, though it may: without it a row says little.
ALWAYS = {
    "prescription": {"dose", "unit", "interval", "missed_days"},
    "outcome": {"opiate_days", "sequence"},
    "answer": {"value"},
    "interview": {"finished"},
    "person": {"role"},
}
# The codes that views treat each in its own way; the rest would only thin the draws.
CHOSEN: dict[str, tuple[Any, ...]] = {
    "client.service": SERVICES,
    "client.keyworker": KEYWORKERS,
    "client.status": ("in_treatment",),
    "condition.condition": (
        "depression",
        "anxiety",
        "any",
        "mental_health_need",
        "hiv",
    ),
    "prescription.medicine": ("methadone", "buprenorphine"),
    "prescription.dose": tuple(map(Decimal, (8, 11, 12, 59, 60))),
    "prescription.strength": (Decimal(1), Decimal(10)),
    "prescription.missed_days": (None, 2, 3),
    "outcome.stage": ("review",),
    "outcome.opiate_days": (None, 0, 1, 28),
    "outcome.sequence": (None, 1, 2),
    "event.date_words": ("date assumed",),
    "interview.interview": ("1", "2"),
    "interview.finished": ("yes", "no"),
    "person.person_id": ("p1", "p2", "p3"),
    "person.role": (None, "friend", "family", "supplies", "asked_not_answered"),
    "person.linked_client_id": CLIENTS,
    "tie.person_id": ("p1", "p2", "p3"),
    "tie.kind": ("supports", "buys_with"),
}
NEAR = st.sampled_from([DAY + timedelta(days) for days in (-1, 0, 1)])


@st.composite
def stores(
    draw: st.DrawFn, *tables: str, kinds: Mapping[str, Sequence[str]] = {}
) -> Rows:
    """Rows of the tables, of one or two clients who are both in treatment. `kinds`: by
    table, the kinds that are drawn; a few of all where none are named.
    """
    clients = CLIENTS[: draw(st.integers(1, 2))]
    rows = {table: draw(_rows(table, clients, kinds.get(table))) for table in tables}
    first = [stored(a_client(client_id)) for client_id in clients]
    return rows | {"client": [*first, *rows.get("client", [])]}


@st.composite
def lists(draw: st.DrawFn) -> Rows:
    """Client records and permissions only, with people who left or died."""
    drawn = {
        "status": st.sampled_from(
            ["in_treatment", "in_treatment", "left", "died", None]
        ),
        "service": st.sampled_from([*SERVICES, None]),
        "keyworker": st.sampled_from([*KEYWORKERS, None]),
    }
    records = draw(_rows("client", CLIENTS))
    return {
        "client": [
            row | {name: draw(cell) for name, cell in drawn.items()} for row in records
        ],
        "permission": draw(_rows("permission", CLIENTS, ["network_planning"])),
    }


LIMITS: dict[str, st.SearchStrategy[Any]] = {
    "services": st.frozensets(st.sampled_from(SERVICES)),
    "keyworkers": st.frozensets(st.sampled_from(KEYWORKERS)),
    "clients": st.frozensets(st.sampled_from(CLIENTS)),
    "purpose": st.just(Purpose.NETWORK_PLANNING),
}


def _limited_by(*names: str) -> st.SearchStrategy[Scope]:
    """The operator's scope, narrowed by the limits that are named."""
    every = {"services": st.none(), "keyworkers": st.none()}
    drawn = every | {name: LIMITS[name] for name in names}
    actions = Scope.operator().actions
    return st.builds(Scope, actor=st.just("me"), actions=st.just(actions), **drawn)


# Mostly by one limit: several at once leave nobody to be told apart.
SCOPES = st.one_of(
    _limited_by(), *(_limited_by(name) for name in LIMITS), _limited_by(*LIMITS)
)


@st.composite
def _rows(
    draw: st.DrawFn,
    table: str,
    clients: tuple[str, ...],
    only: Sequence[str] | None = None,
) -> list[Row]:
    kinds = st.sets(st.sampled_from(_kinds(table)), min_size=1, max_size=2)
    one = _row(table, clients, sorted(only or draw(kinds)))
    drawn = draw(
        st.lists(one, min_size=2, max_size=8, unique_by=lambda row: _key(table, row))
    )
    return [version for row in drawn for version in draw(_versions(table, row))]


def _kinds(table: str) -> tuple[str, ...]:
    """What rows of a table are about; where they do not say, it is one thing."""
    return {
        "event": tuple(kind.id for kind in KINDS),
        "answer": tuple(QUESTIONS),
        "condition": CHOSEN["condition.condition"],
        "permission": ("network_planning", "group_invitation"),
    }.get(table, ("",))


def _key(table: str, row: Row) -> tuple[Any, ...]:
    """What no two rows share; an interview is held on one day."""
    names = TABLES[table].identity() if table == "interview" else TABLES[table].key
    return tuple(row.get(name) for name in names)


@st.composite
def _row(
    draw: st.DrawFn, table: str, clients: tuple[str, ...], kinds: list[str]
) -> Row:
    """One row, with at most four of the columns that it may lack."""
    contract = TABLES[table]
    kind = draw(st.sampled_from(kinds))
    row: Row = {"client_id": draw(st.sampled_from(clients))}
    if contract.dated == "interview":
        row["interview"] = draw(st.sampled_from(CHOSEN["interview.interview"]))
    else:
        row[contract.dated] = draw(_days(_limits(table, kind)))
    if kind:
        row[_says_kind(table)] = kind
    if table == "answer":
        row["survey"] = QUESTIONS[kind]
    columns = [each for each in contract.columns() if each.name not in row]
    needed = [
        each for each in columns if each.required or each.name in ALWAYS.get(table, ())
    ]
    others = sorted(each.name for each in columns if each not in needed)
    chosen = draw(st.sets(st.sampled_from(others), max_size=4)) if others else set()
    for each in columns:
        if each in needed or each.name in chosen:
            row[each.name] = draw(_cell(table, each, kind))
    return row


def _says_kind(table: str) -> str:
    return {
        "answer": "question",
        "condition": "condition",
        "permission": "purpose",
    }.get(table, "kind")


def _limits(table: str, kind: str) -> set[int]:
    """The limits, in days, of the facts that a row speaks of."""
    if table == "event":
        windows = next(each.windows for each in KINDS if each.id == kind)
        limits = {window.limit for window in windows}
    elif table == "answer":
        questions = SURVEYS[QUESTIONS[kind]].questions
        limits = {each.limit for each in questions if each.id == kind}
    else:
        limits = {each.limit for each in TABLES[table].columns() if each.limit}
    return {limit.days for limit in limits if limit.days is not None}


def _days(limits: Iterable[int]) -> st.SearchStrategy[date]:
    """The day asked, and the last usable day of each limit, and the days about them."""
    ago = {days + near for days in {0, *limits} for near in (-1, 0, 1)}
    return st.sampled_from([DAY - timedelta(days) for days in sorted(ago)])


@st.composite
def _versions(draw: st.DrawFn, table: str, row: Row) -> list[Row]:
    """A row as stored, or two: the first, and what replaced it from a day on."""
    contract = TABLES[table]
    days = _days(_limits(table, row.get(_says_kind(table), "")))
    renewed = {"renewed_on": draw(st.none() | NEAR | days)} if table in RENEWED else {}
    first = stored(contract(**_made_whole(table, row)), **renewed)
    if draw(st.integers(0, 3)):
        return [first]
    changed = {
        each.name: draw(_cell(table, each, row.get(_says_kind(table), "")))
        for each in contract.columns()
        if each.name not in contract.key and each.name in row
    }
    day = row["as_at"] if table == "client" else draw(NEAR)
    second = contract(**_made_whole(table, {**row, **changed}))
    return [
        {**first, "superseded_by": 2, "superseded_at": day},
        stored(second, **{"batch": 2, "supersedes": 1, "as_at": day}),
    ]


def _made_whole(table: str, row: Row) -> Row:
    """An answer has a value or a state, never both and never neither; what is not there,
    or was not answered, has neither status nor treatment.
    """
    if table == "condition" and row["state"] != "yes":
        return {**row, "status": None, "treated": None}
    if table != "answer":
        return row
    if row["value"] == DECLINED:
        return {**row, "value": None, "state": "asked_not_answered"}
    return {**row, "state": None}


def _cell(table: str, column: Column, kind: str) -> st.SearchStrategy[Any]:
    if (table, column.name) == ("answer", "value"):
        return st.just(DECLINED) | st.sampled_from(_answers(kind))
    found = _of_kind(f"{table}.{column.name}", column)
    return st.just(DECLINED) | found if column.asked else found


def _answers(asked: str) -> list[str]:
    """What a question may be answered: the import takes nothing else."""
    match ASKED[asked][1]:
        case Choice(options=options):
            return [each.id for each in options]
        case Number(low=low, high=high) | Scale(low=low, high=high):
            return [
                str(n) for n in sorted({low, low + 1, 7, high - 1, high}) if n <= high
            ]
    return ["yes", "no"]


def _of_kind(name: str, column: Column) -> st.SearchStrategy[Any]:
    if name in CHOSEN or column.codes:
        return st.sampled_from(CHOSEN.get(name) or column.codes.ids)  # type: ignore
    if column.kind in ("integer", "decimal"):
        assert column.low is not None
        assert column.high is not None
        ends = [column.low, column.low + 1, column.high]
        return st.sampled_from(ends).map(int if column.kind == "integer" else Decimal)
    return (
        NEAR
        if column.kind == "date"
        else st.booleans()
        if column.kind == "boolean"
        else st.just("said")
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
