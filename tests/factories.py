"""Rows with readable defaults, and putting rows into a store.

`an_outcome(opiate_days=12)` is client A's, dated DAY: a test says only what it is
about. Tables drawn in text are `drawn.py`; random stores are `properties/stores.py`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, PROVENANCE, TABLES, Table
from metrics.store import Store, Writing


DAY = date(2026, 11, 2)
IMPORTED_AT = datetime(2026, 11, 2, 9, 0)
Row = dict[str, Any]


def a_client(client_id: str = "A", **said: Any) -> Table:
    """In treatment since before anything else that is told."""
    return _row(
        "client", {"as_at": date(2020, 1, 1), "status": "in_treatment"}, client_id, said
    )


def a_permission(client_id: str = "A", **said: Any) -> Table:
    """Network planning, given."""
    usual = {"purpose": "network_planning", "state": "given", "given_on": DAY}
    return _row("permission", usual, client_id, said)


def a_prescription(client_id: str = "A", **said: Any) -> Table:
    """60mg of methadone a day."""
    usual = {
        "medicine": "methadone",
        "dose": 60,
        "unit": "mg",
        "interval": "daily",
        "recorded_on": DAY,
    }
    return _row("prescription", usual, client_id, said)


def a_condition(client_id: str = "A", **said: Any) -> Table:
    """Depression, current."""
    usual = {
        "condition": "depression",
        "state": "yes",
        "status": "current",
        "recorded_on": DAY,
    }
    return _row("condition", usual, client_id, said)


def an_outcome(client_id: str = "A", **said: Any) -> Table:
    """A form on which nothing was asked."""
    return _row("outcome", {"completed_on": DAY}, client_id, said)


def an_event(client_id: str = "A", **said: Any) -> Table:
    """An overdose."""
    usual = {"kind": "overdose", "state": "yes", "happened_on": DAY}
    return _row("event", usual, client_id, said)


def an_interview(client_id: str = "A", **said: Any) -> Table:
    """Held in private, and finished."""
    usual = {"interview": "1", "asked_on": DAY, "alone": "yes", "finished": "yes"}
    return _row("interview", usual, client_id, said)


def an_answer(client_id: str = "A", **said: Any) -> Table:
    """The own goal of `group_offer`: to stop."""
    usual = {
        "survey": "group_offer",
        "question": "own_goal",
        "value": "stop",
        "asked_on": DAY,
    }
    return _row("answer", usual, client_id, said)


def put(store: Store, *rows: Table, **provenance: Any) -> None:
    """Put rows into the store as one write."""
    with store.writing() as writing:
        for row in rows:
            insert(writing, row.name, stored(row, **provenance))


def stored(row: Table, **provenance: Any) -> Row:
    """The columns as the store holds them: "declined" is a state, not a value."""
    values: Row = {
        **dict.fromkeys(PROVENANCE),
        "as_at": date(2020, 1, 1),
        "source": "test",
        "imported_at": IMPORTED_AT,
        "batch": 1,
    }
    for column in row.columns():
        value = getattr(row, column.name)
        declined = column.asked and value == DECLINED
        if value is not None or column.name not in PROVENANCE:
            values[column.name] = None if declined else value
        if column.asked:
            values[f"{column.name}_state"] = ASKED_NOT_ANSWERED if declined else None
    return {**values, **provenance}


def insert(writing: Writing, table: str, values: Mapping[str, object]) -> None:
    """One row as it is; nothing is checked but by the table itself."""
    names = ", ".join(values)
    marks = ", ".join(f"${name}" for name in values)
    writing.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _row(table: str, usual: Row, client_id: str, said: Row) -> Table:
    return TABLES[table](**{**usual, "client_id": client_id, **said})
