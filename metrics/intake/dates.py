"""Dates that a column writes in another way: one answer for all of it, not for a cell.

Nothing is ever guessed of one cell. Which form a single date must have is the judge's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from metrics.intake._profile import canonical
from metrics.intake.catalogue import refused
from metrics.intake.sheet import SHEET_ROW, Sheet
from metrics.problems import Problem


EITHER_WAY = "IMP-C12"
EXPECTED = "dates as 2026-11-02 in the whole column."
FIX = "Export the column in this one form."


def whole_columns(sheet: Sheet, problems: Sequence[Problem]) -> list[Problem]:
    """A refusal for each column that mixes forms, or has the month first."""
    rows: dict[str, list[int]] = {}
    for each in problems:
        if each.file == sheet.name and each.code == EITHER_WAY and each.column:
            rows.setdefault(each.column, []).append(each.row or 0)
    found = (_found(sheet, column, numbers) for column, numbers in rows.items())
    return [problem for problems in found for problem in problems]


def _found(sheet: Sheet, column: str, numbers: list[int]) -> Iterator[Problem]:
    name = next(each for each in sheet.header if canonical(each) == column)
    at = pc.is_in(sheet.cells[SHEET_ROW], value_set=pa.array(numbers, pa.int64()))
    parts = [re.split(r"\D", text) for text in sheet.cells[name].filter(at).to_pylist()]
    plain = pc.match_substring_regex(sheet.cells[name], r"^\d{4}-\d\d-\d\d$")
    if any(int(second) > 12 for _, second, *_ in parts):
        found = "the dates of this column have the month first."
        yield _whole("IMP-C13", found, sheet, name, numbers)
    elif pc.any(plain).as_py():
        found = "this column mixes two forms of dates."
        yield _whole("IMP-C11", found, sheet, name, numbers)


def _whole(
    code: str, found: str, sheet: Sheet, column: str, numbers: list[int]
) -> Problem:
    problem = refused(code, found, EXPECTED, FIX, row=min(numbers), column=column)
    return replace(problem, file=sheet.name)
