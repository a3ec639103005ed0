"""Writing rows in the app: a decision, a worker's fact, an opening, an interview's.

A worker's fact has source `worker` and counts at once. Files go through `write.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, Column, Table
from metrics.contracts.staff import Seen, Supervision
from metrics.store.connection import Store, Writing


APP_BATCH = 0
WORKER = "worker"


def add(writing: Writing, row: Table, at: datetime, source: str = WORKER) -> None:
    """Add one row; a row of the same key that stands is replaced by it."""
    # The day for which a row speaks is its own where it has one (`client`).
    values = {**_provenance(at, source), **_stored(row)}
    take_back(writing, row)
    names = ", ".join(values)
    marks = ", ".join(f"${name}" for name in values)
    writing.run(f"INSERT INTO {row.name} ({names}) VALUES ({marks})", values)


def amend(
    writing: Writing, table: type[Table], said: Mapping[str, object], at: datetime
) -> None:
    """Add a row that says only what is new, its key among it. What else stands under
    that key is kept, or a worker's word on one column would take the others away.
    """
    names = [column.name for column in table.columns()]
    columns = ", ".join(names)
    sql = f"SELECT {columns} FROM {table.name} WHERE {_standing(table)}"
    found = writing.run(sql, said)
    held = dict(zip(names, found[0], strict=True)) if found else {}
    add(writing, table.model_validate({**held, **said}), at)


def standing(writing: Writing, row: Table) -> dict[str, Any] | None:
    """The row of this row's key that stands, with where it came from, if one does."""
    sql = f"SELECT * FROM {row.name} WHERE {_standing(type(row))}"
    found = writing.rows(sql, row.model_dump())
    return found[0] if found else None


def unlink(writing: Writing, client_id: str) -> None:
    """Forget who the people that a client mentioned are, and who mentioned them."""
    writing.run(
        "UPDATE person SET linked_client_id = NULL WHERE linked_client_id IS NOT NULL "
        "AND (client_id = $client_id OR linked_client_id = $client_id)",
        {"client_id": client_id},
    )


def take_back(writing: Writing, row: Table) -> None:
    """Let the row of this key stand no longer, on no day: it was a mistake."""
    writing.run(
        f"UPDATE {row.name} SET superseded_by = {APP_BATCH}, "
        f"superseded_at = DATE '0001-01-01' WHERE {_standing(type(row))}",
        row.model_dump(),
    )


def make_stand(
    writing: Writing,
    table: type[Table],
    among: Mapping[str, object],
    rows: Sequence[Table],
    at: datetime,
) -> None:
    """Of the rows of a table with these values, let these stand and no others. A row
    that stands already as it is stays as it is.
    """
    names = [column.name for column in table.columns()]
    where = " AND ".join(f"{name} = ${name}" for name in among)
    standing = writing.run(
        f"SELECT {', '.join(_declined(column) for column in table.columns())} "
        f"FROM {table.name} WHERE superseded_by IS NULL AND {where}",
        among,
    )
    held = [table(**dict(zip(names, row, strict=True))) for row in standing]
    kept = {tuple(getattr(row, name) for name in row.key) for row in rows}
    for row in held:
        if tuple(getattr(row, name) for name in row.key) not in kept:
            take_back(writing, row)
    for row in rows:
        if row not in held:
            add(writing, row, at)


def _declined(column: Column) -> str:
    """A column as a contract reads it: "declined" where it was asked and not told."""
    if not column.asked:
        return column.name
    return (
        f"CASE WHEN {column.name}_state IS NOT NULL THEN '{DECLINED}' "
        f"ELSE CAST({column.name} AS VARCHAR) END"
    )


def _stored(row: Table) -> dict[str, object]:
    """The row's columns as the store holds them: "declined" is a state beside them."""
    values: dict[str, object] = {}
    for column in row.columns():
        told = getattr(row, column.name)
        values[column.name] = None if column.asked and told == DECLINED else told
        if column.asked:
            told = ASKED_NOT_ANSWERED if told == DECLINED else None
            values[f"{column.name}_state"] = told
    return values


def opened(store: Store, seen_by: str, client_id: str) -> None:
    """Keep this user's last opening of a client. It raises no data version: a cache
    that it emptied would be emptied by every click.
    """
    seen = Seen(seen_by=seen_by, client_id=client_id, seen_at=store.now())
    with store.noting() as writing:
        writing.run(
            "DELETE FROM seen WHERE seen_by = $seen_by AND client_id = $client_id",
            seen.model_dump(),
        )
        add(writing, seen, seen.seen_at)


def _standing(table: type[Table]) -> str:
    same = " AND ".join(f"{name} IS NOT DISTINCT FROM ${name}" for name in table.key)
    return f"superseded_by IS NULL AND {same}"


def marked(
    writing: Writing, marked_by: str, client_id: str, keep: bool, at: datetime
) -> None:
    """Keep a mark of this user on a client, or take it away."""
    mark = Supervision(marked_by=marked_by, client_id=client_id, marked_at=at)
    writing.run(
        "DELETE FROM supervision WHERE marked_by = $marked_by "
        "AND client_id = $client_id",
        mark.model_dump(),
    )
    if keep:
        add(writing, mark, at)


def _provenance(at: datetime, source: str) -> dict[str, object]:
    return {
        "as_at": at.date(),
        "source": source,
        "imported_at": at,
        "batch": APP_BATCH,
    }
