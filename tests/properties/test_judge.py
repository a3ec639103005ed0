import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, IMPORTED, Column, Table
from metrics.store.faults import IDS
from metrics.store.judge import Bench
from tests.imports.staging import frame, staged


TODAY = date(2026, 11, 2)
PLAIN = {
    "integer": r"-?(0|[1-9]\d{0,8})",
    "decimal": r"-?(0|[1-9]\d{0,5})(\.\d{1,3})?",
    "date": r"\d{4}-\d\d-\d\d",
    "boolean": r"true|false",
    "text": r"[^=+\-@\uff1d].*",
}
ODD = [
    "60mg",
    "60 ml",
    "2,5",
    "1,000",
    "50-60",
    "PRN",
    "NaN",
    "inf",
    "infinity",
    "epoch",
    "1e9",
    "007",
    "-0",
    "+5",
    " 5",
    "0.0001",
    "5.0",
    "99",
    "-1",
    "46023",
    "03/04/2026",
    "2026-02-30",
    "2026-2-3",
    "2026-11-03",
    "1899-12-31",
    "0044-03-15",
    "2026-11-02T10:00",
    "20261102",
    "1604275200",
    "None",
    "unknown",
    "-",
    "1.23E+11",
    "=1+1",
    "@here",
    "\uff1d1",
    "YES",
    "Yes",
    "True",
    "1",
    "é",
    "methadone ",
    "declined",
    "'; DROP TABLE client; --",
    "cell",
    "x" * 65,
    "x" * 81,
    "🙂",
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """One for the module: a database of its own for each example is slow."""
    made = Bench(TODAY)
    yield made
    made.close()


class NotPlainError(Exception):
    """The text is not in the one plain form that its column takes."""


def read_plainly(column: Column, text: str) -> Any:
    """The value that a cell writes in its column's plain form, read by hand."""
    if column.asked and text == DECLINED:
        return text
    if not re.fullmatch(PLAIN[column.kind] if not column.codes else r".+", text):
        raise NotPlainError
    if column.kind == "date":
        return _day(column, text)
    if column.kind == "integer":
        return int(text) if text != "-0" else _refuse()
    if column.name in IDS and _is_no_reference(text):
        raise NotPlainError
    readers = {"decimal": Decimal, "boolean": "true".__eq__, "text": str}
    return readers[column.kind](text)


def _day(column: Column, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotPlainError from None
    last = date(2199, 12, 31) if column.future else TODAY
    return day if date(1900, 1, 1) <= day <= last else _refuse()


def _is_no_reference(text: str) -> bool:
    placeholder = text.lower() in ("none", "na", "n/a", "null", "-", "unknown")
    return placeholder or bool(re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", text))


def _refuse() -> Any:
    raise NotPlainError


def by_hand(table: type[Table], row: dict[str, str | None]) -> dict[str, Any] | None:
    """The typed row as pydantic accepts it, or None."""
    try:
        said = {
            name: read_plainly(table.column(name), text)
            for name, text in row.items()
            if text is not None
        }
        made = table.model_validate(said, strict=True)
    except (NotPlainError, ValidationError):
        return None
    stored: dict[str, Any] = {}
    for column in table.columns():
        value = getattr(made, column.name)
        stored[column.name] = None if value == DECLINED and column.asked else value
        if column.asked:
            state = ASKED_NOT_ANSWERED if value == DECLINED else None
            stored[f"{column.name}_state"] = state
    return stored


def cells(column: Column) -> st.SearchStrategy[str | None]:
    """Mostly what belongs in the column or nearly so, often nothing, at times anything."""
    low, high = int(column.low or 0), int(column.high or 30)
    fitting: dict[str, st.SearchStrategy[str]] = {
        "integer": st.integers(low - 2, high + 2).map(str),
        "decimal": st.decimals(low - 1, high + 1, places=2).map(str),
        "date": st.dates(date(1890, 1, 1), date(2210, 1, 1)).map(str)
        | st.dates(date(2026, 10, 30), date(2026, 11, 5)).map(str),
        "boolean": st.sampled_from(["true", "false"]),
        "text": st.sampled_from(["RV00012", "P1", "2026-09-14-a", "Keyworker 12"]),
    }
    usual = fitting[column.kind]
    if column.codes:
        usual = st.sampled_from(column.codes.ids)
    anything = st.text(
        st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=90
    )
    return st.one_of(usual, usual, usual, st.none(), st.sampled_from(ODD), anything)


def rows(table: type[Table]) -> st.SearchStrategy[dict[str, str | None]]:
    return st.fixed_dictionaries(
        {column.name: cells(column) for column in table.columns()}
    )


@pytest.mark.parametrize("table", IMPORTED.values(), ids=IMPORTED)
@given(data=st.data())
def test_sql_and_pydantic_judge_alike(
    bench: Bench, table: type[Table], data: st.DataObject
) -> None:
    given_rows = data.draw(st.lists(rows(table), min_size=1, max_size=8))
    expected = [by_hand(table, row) for row in given_rows]
    assert_alike(bench, table, given_rows, expected)


@pytest.mark.parametrize("table", IMPORTED.values(), ids=IMPORTED)
def test_every_odd_cell_in_every_column(bench: Bench, table: type[Table]) -> None:
    usual = {
        column.name: "2026-10-01" if column.kind == "date" else "1"
        for column in table.columns()
        if column.required and not column.codes
    } | {
        column.name: column.codes.ids[0]
        for column in table.columns()
        if column.required and column.codes
    }
    given_rows = [
        {column.name: usual.get(column.name) for column in table.columns()}
        | {column.name: odd}
        for column in table.columns()
        for odd in [*ODD, None]
    ]
    assert_alike(bench, table, given_rows, [by_hand(table, row) for row in given_rows])


def assert_alike(
    bench: Bench,
    table: type[Table],
    given_rows: list[dict[str, str | None]],
    expected: list[dict[str, Any] | None],
) -> None:
    bench.put("sheet", frame(table, given_rows))
    judged = bench.judge(table, staged(table))
    repeats = ("IMP-C04", "IMP-C05", "IMP-F04")
    repeated = {p.row for p in judged.problems if p.code in repeats}
    kept = {row.pop("sheet_row"): row for row in judged.rows.to_pylist()}
    held = {p.row for p in judged.problems} - repeated
    for number, wanted in enumerate(expected):
        assert (number in held) == (wanted is None), given_rows[number]
        if number in kept:
            stored = {name: kept[number][name] for name in wanted or {}}
            assert stored == wanted
    assert len(kept) + judged.held == len(given_rows)
