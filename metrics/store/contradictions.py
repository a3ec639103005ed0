"""What a file and a worker say differently of the same fact: found, kept, listed.

Nothing is weighed here: which record stands meanwhile follows from `write.py`. A column
that one of them leaves empty contradicts nothing. The loading half runs inside one
transaction of the caller, and what it keeps goes with its batch.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from metrics.contracts import TABLES, Table
from metrics.scope import Scope
from metrics.store.connection import Store, Writing
from metrics.store.facts import named, parameters
from metrics.store.schema import companions
from metrics.store.write import Found, Incoming


def replaced(writing: Writing, incoming: Incoming) -> list[Found]:
    """The rows of a delivery that replace what a worker recorded otherwise."""
    return [
        Found(table.name, table.name, *row)
        for table in _told_of(incoming)
        for row in writing.run(
            "SELECT new.line, new.file_number, new.sheet_row "
            f"{_differing(table)} AND step.action = 'replace' ORDER BY new.line"
        )
    ]


def keep(writing: Writing, incoming: Incoming, batch: int, at: datetime) -> None:
    """Write down each contradiction that is not known yet; asked once, not each month.

    Runs after `compare` and before `add`, while the worker's row still stands.
    """
    given = {**incoming.parameters, "batch": batch, "at": at}
    for table in _told_of(incoming):
        writing.run(_insert(table), given)


def _told_of(incoming: Incoming) -> Iterator[type[Table]]:
    """The tables of a delivery whose rows have a date of their own."""
    for name in incoming.rows:
        if TABLES[name].dated != "interview":
            yield TABLES[name]


def _differing(table: type[Table]) -> str:
    """Each new row beside the worker's row of its key, where they say two things."""
    names = [each for column in table.columns() for each in companions(column)]
    said = [
        f'(new."{name}" IS NOT NULL AND standing."{name}" IS NOT NULL '
        f'AND new."{name}" <> standing."{name}")'
        for name in names
        if name not in table.key
    ]
    return (
        f"FROM step_{table.name} AS step JOIN new_{table.name} AS new USING (line)\n"
        f"JOIN {table.name} AS standing ON standing.row_id = step.standing\n"
        f"WHERE step.workers AND ({' OR '.join(said)})"
    )


def _insert(table: type[Table]) -> str:
    kinds = [
        each.name for each in table.columns() if each.name in table.key and each.codes
    ]
    about = f'new."{kinds[0]}"' if kinds else "NULL"
    said_on = f"coalesce(CAST(new.{table.dated} AS DATE), $as_at)"
    return (
        "INSERT INTO contradiction (client_id, what, about, said_on, found_on, stands, "
        "as_at, source, imported_at, batch)\n"
        f"SELECT DISTINCT new.client_id, '{table.name}', {about}, {said_on}, "
        "CAST($at AS DATE), CASE step.action WHEN 'replace' THEN 'file' ELSE 'worker' "
        f"END, $as_at, $source, $at, $batch\n{_differing(table)} "
        "AND step.action IN ('older', 'replace') AND NOT EXISTS (SELECT 1 "
        "FROM contradiction AS known WHERE known.superseded_by IS NULL "
        f"AND known.client_id = new.client_id AND known.what = '{table.name}' "
        f"AND known.about IS NOT DISTINCT FROM {about} AND known.said_on = {said_on})"
    )


def open_ones(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """Those that nobody settled, of the people in scope, whoever left or died too."""
    return store.rows(named("contradiction_of"), parameters(on, scope))
