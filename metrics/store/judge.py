"""Judging a staged table of text against its contract, and typing it, in SQL.

All faults of a row are found at once. What a cell may be is compiled in
`acceptance.py`, rules over several columns stand in `rules.py`. Which rows contradict
what a store holds is `write.py`; whether a file may be read at all is `intake/`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import Column, Table
from metrics.problems import Outcome, Problem
from metrics.store.acceptance import classified, typed
from metrics.store.faults import faults_of
from metrics.store.rules import Rule, repeats
from metrics.store.stopping import Cancelled, stopped_by


WHERE = ("file_number", "sheet_row")
# A staged sheet's own column: whether whoever the row is about stands in another too.
AGAIN = "client_again"
MOST_RUNS = 1000
# Days are written into a statement: one with parameters is taken apart in Python first,
# which takes as long as judging 100,000 cells.
_DAYS = re.compile(r"""'[^']*'|"[^"]*"|\$today\b|\$as_at\b""")


@dataclass(frozen=True)
class Judged:
    """A table as judged: `rows` holds the typed rows that nothing speaks against.

    They bear `line` (their own number), `file_number` and `sheet_row` beside the stored
    columns. `problems` name the file by its number in `file`.
    """

    table: type[Table]
    rows: pa.Table
    problems: list[Problem]
    held: int


class Bench:
    """A database in memory, where text is judged before any store is touched."""

    def __init__(self, today: date, as_at: date | None = None) -> None:
        self._given = {
            "$today": f"DATE '{today.isoformat()}'",
            "$as_at": f"'{as_at.isoformat()}'" if as_at else "CAST(NULL AS VARCHAR)",
        }
        self._root = duckdb.connect(":memory:")
        self._root.execute("SET enable_external_access = false")
        self._apart: pa.ChunkedArray | None = None

    def put(self, name: str, frame: pa.Table) -> None:
        """Let questions read a frame of text under a name. A column that says the same
        all through is handed over as that word, so that DuckDB leaves out what only
        looks for another.
        """
        same = {each.name: _throughout(frame[each.name]) for each in frame.schema}
        words = {each: word for each, word in same.items() if word}
        stated = "".join(
            ', {} AS "{}"'.format(word, each.replace('"', '""'))
            for each, word in words.items()
        )
        self._root.register(f"{name}_cells", frame.drop_columns(list(words)))
        self._root.execute(
            f"CREATE OR REPLACE VIEW {name} AS SELECT *{stated} FROM {name}_cells"
        )

    def ask(self, sql: str) -> pa.Table:
        """The rows of one question. `$today` and `$as_at` may stand in it."""
        return self._root.sql(_DAYS.sub(self._said, sql)).to_arrow_table()

    def _said(self, found: re.Match[str]) -> str:
        """The day that is meant; what stands in quotes is somebody's own word."""
        return self._given.get(found[0], found[0])

    def rows_where(self, name: str, condition: str) -> list[int]:
        """The spreadsheet rows of a frame for which a condition is true."""
        found = self.ask(
            f"SELECT sheet_row FROM {name} WHERE {condition} ORDER BY sheet_row"
        )
        return [int(row) for row in found["sheet_row"].to_pylist()]

    def stopped_by(self, cancelled: Cancelled | None) -> AbstractContextManager[None]:
        """A block that ends once `cancelled` says so, raising Stopped."""
        return stopped_by(self._root, cancelled)

    def close(self) -> None:
        self._root.close()

    def judge(
        self, table: type[Table], staged: str, rules: Iterable[Rule] = ()
    ) -> Judged:
        """Judge and type the text that `staged` selects.

        `staged` gives file_number, sheet_row and every column of the contract as text,
        null where the cell is empty.
        """
        rows = _in_order(self.ask(typed(table, staged)), table)
        rows = rows.append_column("line", pa.array(np.arange(rows.num_rows)))
        good, held = rows, rows.filter(rows["held"])
        problems = []
        if held.num_rows:
            problems = self._cells(table, staged, held)
            good = rows.filter(pc.invert(rows["held"]))
        good = good.drop_columns(["held"])
        broken = self._broken(good, (*repeats(table), *rules))
        lines = {line for problem, line in broken if problem.outcome is Outcome.HOLD}
        return Judged(
            table,
            without(good, lines),
            [*problems, *(problem for problem, _ in broken)],
            held.num_rows + len(lines),
        )

    def _cells(self, table: type[Table], staged: str, held: pa.Table) -> list[Problem]:
        with self._reading("held_rows", held.select(WHERE)):
            found = self.ask(classified(table, staged)).to_pylist()
        columns = table.columns()
        return [_problem(table, columns[each["place"]], each) for each in found]

    def _broken(
        self, good: pa.Table, rules: Sequence[Rule]
    ) -> list[tuple[Problem, int]]:
        """What breaks a rule, and its line. A quick grouping is asked once for all."""
        with self._reading("judged", good):
            once = self._everybody_once(good["client_id"])
            groupings = dict.fromkeys(
                rule.first
                for rule in rules
                if rule.first and not (once and rule.of_one_client)
            )
            wanted = {"", *filter(self._is_there, groupings)}
            return [
                found
                for rule in rules
                if rule.first in wanted
                for found in self._breaking(rule)
            ]

    def _everybody_once(self, clients: pa.ChunkedArray) -> bool:
        """Whether no client stands in two rows: then nothing can stand twice of one.
        One table after another is often about the same clients.
        """
        if self._apart is not None and clients.equals(self._apart):
            return True
        once = len(pc.unique(clients)) == len(clients)
        if once:
            self._apart = clients
        return once

    def _is_there(self, grouping: str) -> bool:
        return bool(self.ask(f"SELECT 1 FROM judged {grouping} LIMIT 1").num_rows)

    def _breaking(self, rule: Rule) -> list[tuple[Problem, int]]:
        found = self.ask(
            "SELECT file_number, sheet_row, line FROM "
            f"(SELECT *, {rule.when} AS broken FROM judged) WHERE broken ORDER BY line"
        )
        return [(_of_rule(rule, each), each["line"]) for each in found.to_pylist()]

    @contextmanager
    def _reading(self, name: str, frame: pa.Table) -> Iterator[None]:
        self._root.register(name, frame)
        try:
            yield
        finally:
            self._root.unregister(name)


def _throughout(column: pa.ChunkedArray) -> str | None:
    """What stands in every row of a column, where that is nothing or false."""
    if pa.types.is_string(column.type) and column.null_count == len(column):
        return "CAST(NULL AS VARCHAR)"
    if pa.types.is_boolean(column.type) and not pc.any(column).as_py():
        return "false"
    return None


def _in_order(rows: pa.Table, table: type[Table]) -> pa.Table:
    """The rows as they stand in the files, those of one row by their key: two threads
    hand them over as they come, and the same file gives the same answer.
    """
    file, row = (rows[name].to_numpy().astype(np.int64) for name in WHERE)
    places = file * 2**32 + row
    if (np.diff(places) > 0).all():
        return rows
    order = np.argsort(places, kind="stable")
    if (np.diff(places[order]) == 0).any():
        by = {name: _spelt_out(rows[name]) for name in (*WHERE, *table.key)}
        return rows.take(
            pc.sort_indices(pa.table(by), [(name, "ascending") for name in by])
        )
    ends = np.flatnonzero(np.diff(order) != 1) + 1
    if len(ends) > MOST_RUNS:
        return rows.take(pa.array(order))
    runs = np.split(order, ends)  # few, and long: laid behind one another, not copied
    return pa.concat_tables([rows.slice(run[0], len(run)) for run in runs])


def _spelt_out(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A code as its word, since places in a list are not sorted."""
    coded = pa.types.is_dictionary(column.type)
    return pc.cast(column, pa.string()) if coded else column


def without(rows: pa.Table, lines: set[int]) -> pa.Table:
    """The rows but those of these lines."""
    if not lines:
        return rows
    gone = pc.is_in(rows["line"], value_set=pa.array(sorted(lines), pa.int64()))
    return rows.filter(pc.invert(gone))


def _problem(table: type[Table], column: Column, found: Mapping[str, Any]) -> Problem:
    fault = faults_of(column)[found["class"]]
    return Problem(
        fault.code,
        Outcome.HOLD,
        fault.found,
        f"{column.expects}.",
        fault.fix,
        file=str(found["file_number"]),
        table=table.name,
        row=found["sheet_row"],
        column=column.name,
    )


def _of_rule(rule: Rule, found: Mapping[str, Any]) -> Problem:
    return Problem(
        rule.code,
        rule.outcome,
        rule.found,
        rule.expected,
        rule.fix,
        file=str(found["file_number"]),
        table=rule.table,
        row=found["sheet_row"],
        column=rule.column,
    )


def stage(
    columns: Sequence[tuple[str, str]],
    source: str,
    number: int,
    where: str = "true",
    once: bool = False,
    newest: tuple[str, str] | None = None,
) -> str:
    """The staged text of one file: our columns in order, each from its SQL fragment.

    `once`: of rows that say the same, the first alone. `newest`: (date, who) takes only
    each one's rows of the latest date. Both are asked only of rows that are `AGAIN`,
    since a window over a whole file takes as long as judging it.
    """
    if not once and not newest:
        return _staged(columns, source, number, where)
    alone = _staged(columns, source, number, f"NOT {AGAIN} AND ({where})")
    source = f"(SELECT * FROM {source} WHERE {AGAIN})"
    if newest:
        date, who = newest
        source = (
            f"(SELECT * FROM {source} QUALIFY {date} IS NOT DISTINCT FROM "
            f"max({date}) OVER (PARTITION BY {who}))"
        )
    others = f"SELECT * FROM (\n{_staged(columns, source, number, where)}\n)"
    if once:
        names = ", ".join(f'"{name}"' for name, _ in columns)
        others += (
            f" QUALIFY row_number() OVER (PARTITION BY {names} ORDER BY sheet_row) = 1"
        )
    return f"{alone}\nUNION ALL\nSELECT * FROM (\n{others} ORDER BY sheet_row)"


def _staged(
    columns: Sequence[tuple[str, str]], source: str, number: int, where: str
) -> str:
    parts = ",\n".join(
        f"nullif(CAST({sql} AS VARCHAR), '') AS \"{name}\"" for name, sql in columns
    )
    return (
        f"SELECT {number} AS file_number, sheet_row,\n{parts}\nFROM {source}\n"
        f"WHERE {where}"
    )
