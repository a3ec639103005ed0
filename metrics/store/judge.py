"""Checks generated from the contracts: a staged table of text is judged and typed in SQL.

All faults of a row are found at once. The contract alone says what is accepted; what an
unaccepted cell is called stands in `faults.py`. Which rows contradict what a store holds
is `write.py`; whether a file may be read at all is `metrics/intake/`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, Column, Table
from metrics.problems import Outcome, Problem
from metrics.store.faults import FORMULA, IDS, PLACEHOLDER, SCIENTIFIC, faults_of


OLDEST, FURTHEST = "DATE '1900-01-01'", "DATE '2199-12-31'"
WHERE = ("file_number", "sheet_row")


@dataclass(frozen=True)
class Rule:
    """A condition over the typed columns of a row that no single column can state.

    `when` is true where the rule is broken; it may hold a window over the delivery.
    """

    code: str
    table: str
    column: str
    outcome: Outcome
    when: str
    found: str
    expected: str
    fix: str


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
        self._given = {"today": today, "as_at": as_at.isoformat() if as_at else None}
        self._root = duckdb.connect(":memory:")
        self._root.execute("SET enable_external_access = false")

    def put(self, name: str, frame: pa.Table) -> None:
        """Let questions read a frame under a name."""
        self._root.register(name, frame)

    def ask(self, sql: str) -> pa.Table:
        """The rows of one question. `$today` and `$as_at` may stand in it."""
        used = {name: at for name, at in self._given.items() if f"${name}" in sql}
        return self._root.sql(sql, params=used or None).to_arrow_table()

    def rows_where(self, name: str, condition: str) -> list[int]:
        """The spreadsheet rows of a frame for which a condition is true."""
        found = self.ask(
            f"SELECT sheet_row FROM {name} WHERE {condition} ORDER BY sheet_row"
        )
        return [int(row) for row in found["sheet_row"].to_pylist()]

    def close(self) -> None:
        self._root.close()

    def judge(
        self, table: type[Table], staged: str, rules: Iterable[Rule] = ()
    ) -> Judged:
        """Judge and type the text that `staged` selects.

        `staged` gives file_number, sheet_row and every column of the contract as text,
        null where the cell is empty.
        """
        typed = self.ask(_typed(table, staged))
        typed = typed.append_column("line", pa.array(range(typed.num_rows), pa.int64()))
        held = typed.filter(typed["held"])
        problems = self._cells(table, staged, held) if held.num_rows else []
        good = typed.filter(pc.invert(typed["held"])).drop_columns(["held"])
        with self._reading("judged", good):
            repeats = _repeats(table) if self._any_repeat(table) else ()
            broken = [
                found for rule in (*repeats, *rules) for found in self._broken(rule)
            ]
        lines = {line for problem, line in broken if problem.outcome is Outcome.HOLD}
        return Judged(
            table,
            without(good, lines),
            [*problems, *(problem for problem, _ in broken)],
            held.num_rows + len(lines),
        )

    def _cells(self, table: type[Table], staged: str, held: pa.Table) -> list[Problem]:
        with self._reading("held_rows", held.select(WHERE)):
            found = self.ask(_classified(table, staged)).to_pylist()
        columns = table.columns()
        return [_problem(table, columns[each["place"]], each) for each in found]

    def _any_repeat(self, table: type[Table]) -> bool:
        """Grouping is quick; the windows that find the rows are asked only then."""
        key = _names(table.key)
        found = self.ask(
            f"SELECT 1 FROM judged GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
        )
        return bool(found.num_rows)

    def _broken(self, rule: Rule) -> list[tuple[Problem, int]]:
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


def without(rows: pa.Table, lines: set[int]) -> pa.Table:
    """The rows but those of these lines."""
    if not lines:
        return rows
    gone = pc.is_in(rows["line"], value_set=pa.array(sorted(lines), pa.int64()))
    return rows.filter(pc.invert(gone))


def _typed(table: type[Table], staged: str) -> str:
    columns = table.columns()
    good = " AND ".join(_accepted(column) for column in columns)
    typed = ",\n".join(part for column in columns for part in _type(column))
    return (
        f"SELECT file_number, sheet_row,\n{typed},\nNOT ({good}) AS held\n"
        f"FROM (\n{staged}\n) AS staged"
    )


def _accepted(column: Column) -> str:
    """True or false, never null: whether a cell may stand in the column."""
    tests = _of(column, _tests(column))
    if column.asked:
        tests = f"({tests} OR \"{column.name}\" = '{DECLINED}')"
    if column.required:
        return f"coalesce({tests}, false)"
    return f'("{column.name}" IS NULL OR coalesce({tests}, false))'


def _tests(column: Column) -> str:
    if column.codes:
        return f"cell IN ({', '.join(_quoted(code) for code in column.codes.ids)})"
    if column.kind == "boolean":
        return "cell IN ('true', 'false')"
    if column.kind == "text":
        return " AND ".join(_text_tests(column))
    value = _value(column.kind)
    if column.kind == "date":
        last = FURTHEST if column.future else "$today"
        return (
            f"(CAST({value} AS VARCHAR) = cell AND {value} BETWEEN {OLDEST} AND {last})"
        )
    bounds = [
        f"{value} {sign} {bound}"
        for sign, bound in ((">=", column.low), ("<=", column.high))
        if bound is not None
    ]
    return f"({' AND '.join([_plain(column.kind), *bounds])})"


def _text_tests(column: Column) -> list[str]:
    tests = [f"NOT {FORMULA}"]
    if column.longest:
        tests.append(f"length(cell) <= {column.longest}")
    if column.name in IDS:
        tests += [f"NOT {PLACEHOLDER}", f"NOT {SCIENTIFIC}"]
    return tests


def _plain(kind: str) -> str:
    """The plain form of a number: no sign but minus, no leading zeros, a point."""
    if kind == "integer":
        # Written back it must give the same text; this is quicker than a pattern.
        return f"CAST({_value(kind)} AS VARCHAR) = cell"
    return r"regexp_full_match(cell, '-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?')"


def _value(kind: str) -> str:
    types = {"integer": "INTEGER", "decimal": "DECIMAL(9, 3)", "date": "DATE"}
    types |= {"boolean": "BOOLEAN", "text": "VARCHAR"}
    return f"TRY_CAST(cell AS {types[kind]})"


def _type(column: Column) -> list[str]:
    name = f'"{column.name}"'
    value = "cell" if column.kind == "text" else _value(column.kind)
    parts = [f"{_of(column, value)} AS {name}"]
    if column.asked:
        parts.append(
            f"CASE WHEN {name} = '{DECLINED}' THEN '{ASKED_NOT_ANSWERED}' END "
            f"AS {column.name}_state"
        )
    return parts


def _classified(table: type[Table], staged: str) -> str:
    """One row for each faulty cell of the held rows: where, which column, which class."""
    cells = ",\n".join(
        f"{{'place': {place}, 'class': {_class(column)}}}"
        for place, column in enumerate(table.columns())
    )
    return (
        "SELECT file_number, sheet_row, fault.place AS place, fault.class AS class\n"
        "FROM (\nSELECT staged.*, unnest(list_filter([\n"
        f"{cells}\n], lambda each: each.class IS NOT NULL)) AS fault\n"
        f"FROM (\n{staged}\n) AS staged\n"
        "JOIN (SELECT DISTINCT file_number, sheet_row FROM held_rows) "
        "USING (file_number, sheet_row)\n) ORDER BY file_number, sheet_row, place"
    )


def _class(column: Column) -> str:
    whens = " ".join(
        f"WHEN {_of(column, fault.when)} THEN {place}"
        for place, fault in enumerate(faults_of(column))
    )
    return f"CASE WHEN {_accepted(column)} THEN NULL {whens} END"


def _of(column: Column, sql: str) -> str:
    """SQL about a `cell`, said of a column."""
    return re.sub(r"\bcell\b", f'"{column.name}"', sql)


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


def _repeats(table: type[Table]) -> tuple[Rule, Rule]:
    """The same key twice in one delivery: listed both, merged never."""
    each = f"OVER (PARTITION BY {_names(table.key)})"
    rest = [c.name for c in table.columns() if c.name not in table.key]
    values = f"row({_names(rest)})" if rest else "0"
    many = f"count(*) {each} > 1"
    alike = f"min({values}) {each} IS NOT DISTINCT FROM max({values}) {each}"
    common = Rule(
        "IMP-C04",
        table.name,
        table.key[0],
        Outcome.HOLD,
        f"{many} AND {alike}",
        "this row stands in the delivery more than once.",
        "each record once.",
        "Keep one of the rows.",
    )
    differ = replace(
        common,
        code="IMP-C05",
        when=f"{many} AND NOT ({alike})",
        found="two rows speak of the same record and differ.",
        fix="Keep the row that is right.",
    )
    return common, differ


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def stage(columns: Sequence[tuple[str, str]], source: str, number: int) -> str:
    """The staged text of one file: our columns in order, each from its SQL fragment."""
    parts = ",\n".join(
        f"nullif(CAST({sql} AS VARCHAR), '') AS \"{name}\"" for name, sql in columns
    )
    return f"SELECT {number} AS file_number, sheet_row,\n{parts}\nFROM {source}"
