"""What a cell may be, as SQL: the contract's own limits over the text of a column.

From here come the typed rows and, for the rows that are held, the class of value that
each cell turned out to be. The classes themselves stand in `faults.py`.
"""

import re

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, Column, Table
from metrics.store.faults import FORMULA, IDS, PLACEHOLDER, SCIENTIFIC, faults_of


OLDEST, FURTHEST = "DATE '1900-01-01'", "DATE '2199-12-31'"


def typed(table: type[Table], staged: str) -> str:
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
        return f"{_value(column)} IS NOT NULL"
    if column.kind == "boolean":
        return "cell IN ('true', 'false')"
    if column.kind == "text":
        return " AND ".join(_text_tests(column))
    value = _value(column)
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
    return f"({' AND '.join([_plain(column), *bounds])})"


def _text_tests(column: Column) -> list[str]:
    tests = [f"NOT {FORMULA}"]
    if column.longest:
        tests.append(f"length(cell) <= {column.longest}")
    if column.name in IDS:
        tests += [f"NOT {PLACEHOLDER}", f"NOT {SCIENTIFIC}"]
    return tests


def _plain(column: Column) -> str:
    """The plain form of a number: no sign but minus, no leading zeros, a point."""
    if column.kind == "integer":
        # Written back it must give the same text; this is quicker than a pattern.
        return f"CAST({_value(column)} AS VARCHAR) = cell"
    return r"regexp_full_match(cell, '-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?')"


def _value(column: Column) -> str:
    """The cell as what the column holds. A code becomes its place in its list: one look
    judges and types it, and 300,000 of them lie in a third of a MiB.
    """
    types = {"integer": "INTEGER", "decimal": "DECIMAL(9, 3)", "date": "DATE"}
    types |= {"boolean": "BOOLEAN", "text": "VARCHAR"}
    if column.codes:
        codes = ", ".join(_quoted(code) for code in column.codes.ids)
        return f"TRY_CAST(cell AS ENUM({codes}))"
    return f"TRY_CAST(cell AS {types[column.kind]})"


def _type(column: Column) -> list[str]:
    name = f'"{column.name}"'
    plain = column.kind == "text" and not column.codes
    value = "cell" if plain else _value(column)
    parts = [f"{_of(column, value)} AS {name}"]
    if column.asked:
        parts.append(
            f"CASE WHEN {name} = '{DECLINED}' THEN '{ASKED_NOT_ANSWERED}' END "
            f"AS {column.name}_state"
        )
    return parts


def classified(table: type[Table], staged: str) -> str:
    """One row for each faulty cell of the held rows: where, which column and class."""
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


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
