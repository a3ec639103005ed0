"""Dates that a column writes in another way: one answer for all of it, not for a cell.

A moment is read as its day in London, and listed. Where the steward confirms that the
day stands first, 03/04/2026 is read so, and listed too.

Nothing is ever guessed of one cell. Which form a single date must have is the judge's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import TABLES
from metrics.intake._profile import FileKind
from metrics.intake.catalogue import put_right, refused, warned
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.periods import LONDON
from metrics.problems import Outcome, Problem


EITHER_WAY = "IMP-C12"
EXPECTED = "dates as 2026-11-02 in the whole column."
FIX = "Export the column in this one form."
DAY_FIRST = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
CONFIRMED = "the dates of this column were read with the day first, as confirmed."
CHECK = "Compare one date that you know: 03/04/2026 was read as 3 April 2026."
MOMENT = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$"


def days_of_moments(sheet: Sheet, kind: FileKind) -> Sheet:
    """The same sheet with each moment of a date column as its day in London."""
    cells, problems = sheet.cells, list(sheet.problems)
    for name in sheet.header:
        if canonical(name) not in _date_columns(kind):
            continue
        odd = pc.fill_null(pc.match_substring_regex(cells[name], MOMENT), False)
        if not pc.any(odd).as_py():
            continue
        days = pa.array(map(_day, cells[name].filter(odd).to_pylist()), pa.string())
        put = pc.replace_with_mask(
            cells[name].combine_chunks(), odd.combine_chunks(), days
        )
        for row in cells[SHEET_ROW].filter(odd).to_pylist():
            found = "this moment was read as its day in London."
            problems.append(put_right("IMP-C19", found, "a date.", row, name))
        cells = cells.set_column(cells.column_names.index(name), name, [put])
    return replace(sheet, cells=cells, problems=tuple(problems))


def day_first(sheet: Sheet, kind: FileKind) -> Sheet:
    """The same sheet with 03/04/2026 as 3 April, where a whole column is written so.

    A column in which a month stands first, or another form beside this one, stays as it
    is, and is refused by the judge.
    """
    cells, problems = sheet.cells, list(sheet.problems)
    for name in sheet.header:
        if canonical(name) not in _date_columns(kind):
            continue
        texts = pc.unique(cells[name]).drop_null().to_pylist()
        parts = {text: re.fullmatch(DAY_FIRST, text) for text in texts}
        days = {text: _turned(found) for text, found in parts.items() if found}
        if not days or len(days) < len(texts) or not all(days.values()):
            continue
        put = pa.array(
            [days.get(text) for text in cells[name].to_pylist()], pa.string()
        )
        first = cells[SHEET_ROW].filter(pc.is_valid(cells[name]))[0].as_py()
        problems.append(warned("IMP-C12", CONFIRMED, EXPECTED, CHECK, first, name))
        cells = cells.set_column(cells.column_names.index(name), name, put)
    return replace(sheet, cells=cells, problems=tuple(problems))


def _turned(found: re.Match[str]) -> str | None:
    """The date as we write it; None where its second part can be no month."""
    day, month, year = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}" if int(month) <= 12 else None


def _date_columns(kind: FileKind) -> set[str]:
    """The file's columns that become a date of ours."""
    return {
        mapped.column
        for fills in kind.fills
        for name, mapped in fills.columns.items()
        if mapped.column and TABLES[fills.table].column(name).kind == "date"
    }


def _day(moment: str) -> str:
    """Without a zone it is London's own; what is no moment is left to the judge."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return (at.astimezone(LONDON) if at.tzinfo else at).date().isoformat()


def whole_columns(sheet: Sheet, problems: Sequence[Problem]) -> list[Problem]:
    """A refusal for each column that mixes forms, or has the month first."""
    rows: dict[str, list[int]] = {}
    for each in problems:
        held = each.code == EITHER_WAY and each.outcome is Outcome.HOLD
        if each.file == sheet.name and held and each.column:
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
