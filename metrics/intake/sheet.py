"""A table of text as it stands in a file, in whichever format the file was.

Every cell is text, every row has its spreadsheet number; nothing is guessed. The
formats themselves are `csv_file.py`, `workbook.py`, `parquet_file.py` and `archive.py`.
What a cell may hold is decided later.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from metrics.intake.catalogue import put_right, refused
from metrics.problems import Outcome, Problem


SHEET_ROW = "sheet_row"
MOST_ROWS = 10_000_000
MOST_COLUMNS = 500
FIRST_ROW = "column names in the first row."


@dataclass(frozen=True)
class Sheet:
    """A table as read. `cells` has the file's columns in order, and `sheet_row`.

    Empty cells are null. A refused one has no cells. `called`: the names by which a
    profile may know it, as if each table were a CSV file of its own; `page`: the name
    of a workbook's sheet. `plain`: nothing in it is hidden, foreign or has a space at
    an end, so that no cell needs a second look.
    """

    name: str
    path: Path
    sha256: str
    header: tuple[str, ...]
    cells: pa.Table
    problems: tuple[Problem, ...]
    called: tuple[str, ...]
    rows: int = 0
    plain: bool = False
    page: str | None = None

    def without_cells(self) -> "Sheet":
        """What is left to be told of the file once its cells are judged."""
        return replace(self, cells=self.cells.slice(0, 0))

    @property
    def is_refused(self) -> bool:
        return any(each.outcome is Outcome.REFUSE for each in self.problems)


class UnreadableError(Exception):
    """Carries the problem for which a file is not taken; never shown as it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def display_name(name: str) -> str:
    """A file's name as it may be shown: no path, nothing that hides, not too long."""
    shown = "".join(each for each in Path(name).name if each.isprintable())
    return re.sub(r"[^\w.()& +-]", "_", shown)[-80:] or "file"


def canonical(header: str) -> str:
    """A header without its capitals, spaces and hyphens."""
    return re.sub(r"[\s_-]+", "_", header.strip().lower())


def require_names(header: tuple[str, ...]) -> None:
    """Raise UnreadableError unless every column has a plain name of its own."""
    if len(header) > MOST_COLUMNS:
        found = f"this file has {len(header)} columns."
        expected = f"{MOST_COLUMNS} columns at most."
        fix = "Export only the columns that are wanted."
        raise UnreadableError(refused("IMP-B17", found, expected, fix))
    if len(header) > 1 and sum(1 for name in header if name.strip()) == 1:
        raise UnreadableError(title())
    for place, name in enumerate(header, start=1):
        if not name.strip():
            found = f"column {place} has no name."
            fix = "Name it, or take the column out."
            raise UnreadableError(refused("IMP-B14", found, FIRST_ROW, fix, row=1))
        if not name.replace("\n", "").strip("\ufeff").isprintable():
            found = f"the name of column {place} holds a character that hides."
            fix = "Type the name again by hand."
            raise UnreadableError(refused("IMP-A07", found, FIRST_ROW, fix, row=1))
        if re.match(r"\s*[=+@]|\s*-\D", name) or "<" in name:
            found = f"the name of column {place} is a formula or holds a tag."
            fix = "Write plain column names."
            raise UnreadableError(refused("IMP-B19", found, FIRST_ROW, fix, row=1))
    _require_distinct(header)


def _require_distinct(header: tuple[str, ...]) -> None:
    seen: dict[str, int] = {}
    for place, name in enumerate(header, start=1):
        before = seen.setdefault(canonical(name), place)
        if before != place:
            found = f"columns {before} and {place} have the same name."
            fix = "Take one of the two columns out."
            raise UnreadableError(refused("IMP-B09", found, FIRST_ROW, fix, row=1))


def title() -> Problem:
    """What is said of a file in which something stands above its column names."""
    found = "the first row is a title, not the column names."
    fix = "Take out what stands above the column names, and below the rows."
    return refused("IMP-B15", found, FIRST_ROW, fix, row=1)


def too_many_rows() -> Problem:
    """What is said of a file that is longer than any that is read."""
    found = f"this file has more than {MOST_ROWS:,} rows."
    fix = "Divide it into several files."
    return refused("IMP-B18", found, "a shorter file.", fix)


def numbered(rows: pa.Table, header: tuple[str, ...]) -> pa.Table:
    """Rows whose first is the header as cells: named, and numbered from row 2."""
    numbers = pa.array(np.arange(2, rows.num_rows + 1))
    return rows.slice(1).rename_columns(list(header)).append_column(SHEET_ROW, numbers)


def without_blank(cells: pa.Table, problems: list[Problem]) -> pa.Table:
    """The rows in which anything stands; the others are counted, not lost."""
    first, *others = (pc.is_valid(cells[name]) for name in cells.column_names[:-1])
    for other in others:
        if pc.all(first).as_py():
            break
        first = pc.or_(first, other)
    blank = cells.num_rows - (pc.sum(first).as_py() or 0)
    if not blank:
        return cells
    found = f"{blank} empty rows were left out."
    problems.append(put_right("IMP-B03", found, "rows in which something stands."))
    return cells.filter(first)
