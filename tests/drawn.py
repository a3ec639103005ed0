"""Tables drawn in text: how the specs put facts into a store and read facts out of it.

A drawn table is a name, a line of columns, and rows; an empty cell is nothing recorded.
Only what a spec is about needs drawing: provenance and clients are filled in.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from metrics.contracts import PROVENANCE, TABLES, Column
from metrics.indicators import Example
from metrics.periods import now
from metrics.scope import Scope
from metrics.store import Store, parameters, question


def told(store: Store, **tables: str) -> None:
    """Put drawn tables into a store; clients that no table draws are in treatment."""
    rows = {name: Example(drawn).rows for name, drawn in tables.items()}
    drawn_clients = {row["client_id"] for row in rows.get("client", ())}
    told_of = (row for each in rows.values() for row in each if "client_id" in row)
    named = {row["client_id"] for row in told_of}
    with store.writing() as writing:
        for name, each in rows.items():
            for row in each:
                _insert(writing, name, row)
        for client_id in sorted(named - drawn_clients):
            _insert(writing, "client", {"client_id": client_id, "as_at": "2020-01-01"})


def fact(
    store: Store,
    name: str,
    on: str,
    view: str = "client_on",
    scope: Scope | None = None,
) -> list[tuple[object, ...]]:
    """(client, value, on, until, state) of a fact for each client in scope."""
    columns = f"{name}, {name}_on, {name}_until, {name}_state"
    sql = question(view, [name], f"SELECT client_id, {columns} FROM {view} ORDER BY 1")
    day = date.fromisoformat(on)
    return store.read(sql, parameters(day, scope or Scope.operator()))


def expected(drawn: str) -> list[tuple[object, ...]]:
    """The same from a drawn table: client | value | on | until | state."""
    return [
        (
            row["client"],
            _value(row["value"]),
            _date(row["on"]),
            _date(row["until"]),
            row.get("state") or None,
        )
        for row in Example(drawn).rows
    ]


def _insert(writing, name: str, row: Mapping[str, str]) -> None:
    table = TABLES[name]
    values: dict[str, object] = {
        "as_at": date(2020, 1, 1),
        "source": "drawn",
        "imported_at": now(),
        "batch": 0,
    }
    for column, cell in row.items():
        if not cell:
            continue
        if column in PROVENANCE or column.endswith("_state"):
            values[column] = _date(cell) if column.endswith(("_at", "_on")) else cell
        elif cell == "declined" and table.column(column).asked:
            values[f"{column}_state"] = "asked_not_answered"
        else:
            values[column] = _typed(table.column(column), cell)
    names = ", ".join(values)
    marks = ", ".join(f"${column}" for column in values)
    writing.run(f"INSERT INTO {name} ({names}) VALUES ({marks})", values)


def _typed(column: Column, cell: str) -> object:
    readers = {
        "integer": int,
        "decimal": Decimal,
        "date": date.fromisoformat,
        "moment": datetime.fromisoformat,
        "boolean": lambda text: text == "yes",
    }
    return readers.get(column.kind, str)(cell)


def _date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _value(cell: str) -> object:
    if cell in ("yes", "no"):
        return cell == "yes"
    for read in (int, Decimal, date.fromisoformat):
        try:
            return read(cell)
        except (ValueError, ArithmeticError):
            continue
    return cell or None
