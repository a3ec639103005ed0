"""Writing one row in the app: a decision, a worker's fact, an opening.

A worker's fact has source `worker` and counts at once. Files go through `write.py`.
"""

from collections.abc import Mapping
from datetime import datetime

from metrics.contracts import Table
from metrics.contracts.staff import Seen, Supervision
from metrics.store.connection import Store, Writing


APP_BATCH = 0
WORKER = "worker"


def add(writing: Writing, row: Table, at: datetime, source: str = WORKER) -> None:
    """Add one row; a row of the same key that stands is replaced by it."""
    # The day for which a row speaks is its own where it has one (`client`).
    values = {**_provenance(at, source), **row.model_dump()}
    writing.run(
        f"UPDATE {row.name} SET superseded_by = $batch, "
        f"superseded_at = DATE '0001-01-01' WHERE {_standing(type(row))}",
        values,
    )
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


def unlink(writing: Writing, client_id: str) -> None:
    """Forget who the people that a client mentioned are, and who mentioned them."""
    writing.run(
        "UPDATE person SET linked_client_id = NULL WHERE linked_client_id IS NOT NULL "
        "AND (client_id = $client_id OR linked_client_id = $client_id)",
        {"client_id": client_id},
    )


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
