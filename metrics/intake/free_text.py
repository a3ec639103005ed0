"""Free text in a file: left out where it may tell who somebody is, and listed.

No search for names finds them all, so a column of free text is short, is shown to those
who may open the person, and is never counted. Nothing is ever translated. Which columns
are free text the contract says; what may stand in any cell is `gate.py`.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import TABLES
from metrics.intake._profile import FileKind
from metrics.intake.catalogue import warned
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.problems import Problem


CODE = "IMP-D14"
_CALENDAR = {*calendar.day_name, *calendar.month_name, "I"}
# A handle, a place, or what somebody is called, whatever its capitals.
_TELLING = re.compile(
    r"@\w|\b(street|road|lane|avenue|close|court|flat|house|estate|terrace|"
    r"aka|known as|called|nicknamed|goes by)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
FOUND = (
    "these words may tell who somebody is or where they live, so they were left out; "
    "the rest of the row is taken."
)
EXPECTED = "words about the fact alone: no name, nickname, place or handle."
FIX = "Word them again at the source, and load the file again; or leave them out."


def without_telling(sheet: Sheet, kind: FileKind) -> Sheet:
    """The same sheet without the free text that may tell who somebody is."""
    cells, problems = sheet.cells, list(sheet.problems)
    for name in sheet.header:
        if canonical(name) in _free_columns(kind):
            distinct = pc.unique(cells[name]).drop_null().to_pylist()
            telling = pa.array([each for each in distinct if tells(each)], pa.string())
            if len(telling):
                hit = pc.is_in(cells[name], value_set=telling)
                problems += _left_out(cells[SHEET_ROW].filter(hit), name)
                put = pc.if_else(hit, pa.scalar(None, pa.string()), cells[name])
                cells = cells.set_column(cells.column_names.index(name), name, put)
    return replace(sheet, cells=cells, problems=tuple(problems))


def tells(text: str) -> bool:
    """Whether a text may tell who somebody is: by a word that only names do without,
    or by a capital where a sentence has none.
    """
    return bool(_TELLING.search(text)) or any(
        word[0].isupper() and not word.isupper() and word not in _CALENDAR
        for word in _WORD.findall(text)[1:]
    )


def _left_out(rows: pa.ChunkedArray, column: str) -> Iterator[Problem]:
    for row in rows.to_pylist():
        yield warned(CODE, FOUND, EXPECTED, FIX, row, column)


def _free_columns(kind: FileKind) -> set[str]:
    """The file's columns that become free text of ours."""
    return {
        mapped.column
        for fills in kind.fills
        for name, mapped in fills.columns.items()
        if mapped.column and TABLES[fills.table].column(name).free
    }
