"""A CSV file as it stands: every cell as text, every row by its spreadsheet number.

Nothing is guessed: no separator, no type, no encoding. What cannot be read for certain is
refused with the row. What a cell may hold is decided later; characters that hide are
found in `characters.py`, quotes that never close in `quotes.py`.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import csv as arrow_csv

from metrics.intake.catalogue import CSV, SAVE_AS, put_right, refused
from metrics.intake.quotes import open_quote
from metrics.problems import Outcome, Problem


MOST_ROWS = 10_000_000
MOST_COLUMNS = 500
LONGEST_LINE = 1_000_000
FIRST_ROW = "column names, separated by commas, in the first row."
BOM = b"\xef\xbb\xbf"
WIDE_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class Sheet:
    """A file as read. `cells` has the file's columns in order, and `sheet_row`.

    Empty cells are null. A refused file has no cells.
    """

    name: str
    path: Path
    sha256: str
    header: tuple[str, ...]
    cells: pa.Table
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return any(each.outcome is Outcome.REFUSE for each in self.problems)


class Unreadable(Exception):
    """Carries the problem for which a file is not taken; never shown as it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read(path: Path) -> Sheet:
    """Read one file. It never fails over what stands in it: that is a problem."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    name = display_name(path.name)
    problems: list[Problem] = []
    header: tuple[str, ...] = ()
    cells = pa.table({})
    try:
        text = _decoded(data, path, problems)
        header, cells = _parsed(text, problems)
    except Unreadable as stop:
        problems.append(stop.problem)
    return Sheet(name, path, sha256, header, cells, tuple(problems))


def display_name(name: str) -> str:
    """A file's name as it may be shown: no path, nothing that hides, not too long."""
    shown = "".join(each for each in Path(name).name if each.isprintable())
    return re.sub(r"[^\w.()& +-]", "_", shown)[-80:] or "file"


def _decoded(data: bytes, path: Path, problems: list[Problem]) -> bytes:
    """The same text in UTF-8 without its mark."""
    _require_text(data, path)
    wide = WIDE_BOMS.get(data[:2])
    if wide:
        problems.append(
            put_right("IMP-A02", "this file was in UTF-16 and was read as such.", CSV)
        )
        try:
            return data[2:].decode(wide).encode()
        except UnicodeError:
            raise Unreadable(
                refused("IMP-A12", "part of this file is damaged.", CSV, SAVE_AS)
            ) from None
    text = data.removeprefix(BOM)
    if not text.isascii():
        _require_utf8(text)
    return text


def _require_text(data: bytes, path: Path) -> None:
    if not data.strip():
        code = "IMP-B03" if data else "IMP-B01"
        found = "the selected file is empty."
        raise Unreadable(refused(code, found, CSV, "Select the file you meant."))
    if data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        code = "IMP-H02" if path.suffix.lower() == ".csv" else "IMP-H01"
        found = "the selected file must be a CSV; this is a workbook or an archive."
        raise Unreadable(refused(code, found, CSV, SAVE_AS))
    if data.count(b"\n") > MOST_ROWS:
        found = f"this file has more than {MOST_ROWS:,} rows."
        fix = "Divide it into several files."
        raise Unreadable(refused("IMP-B18", found, CSV, fix))


def _require_utf8(text: bytes) -> None:
    try:
        text.decode()
    except UnicodeDecodeError as error:
        row = text.count(b"\n", 0, error.start) + 1
        found = f"this is not UTF-8 at byte {error.start + 1}."
        code = "IMP-A03"
        if 0xA0 <= text[error.start + 1] if text[error.start] == 0xED else False:
            code = "IMP-A12"
        elif not text[: error.start].isascii():
            code, found = "IMP-A04", "this file holds two encodings."
        raise Unreadable(refused(code, found, CSV, SAVE_AS, row=row)) from None


def _parsed(
    text: bytes, problems: list[Problem]
) -> tuple[tuple[str, ...], pa.Table]:
    _require_commas(text)
    _note_line_ends(text, problems)
    if b'"' in text:
        row = open_quote(text)
        if row:
            found = "a quotation mark is opened here and not closed as it should be."
            fix = "Write a quotation mark inside a cell twice, or take it out."
            raise Unreadable(refused("IMP-B05", found, CSV, fix, row=row))
    rows = _rows(text)
    header = _header(rows)
    body = rows.slice(1).rename_columns(list(header))
    numbers = pa.array(range(2, rows.num_rows + 1), pa.int64())
    body = body.append_column("sheet_row", numbers)
    return header, _without_blank(body, problems)


def _require_commas(text: bytes) -> None:
    first = text[:LONGEST_LINE].splitlines()[0]
    if first.lower().startswith(b"sep="):
        found = "the first row says which separator a spreadsheet should use."
        raise Unreadable(refused("IMP-B20", found, FIRST_ROW, "Take the row out.", 1))
    if not first.strip(b" \t,"):
        found = "the first row is empty."
        fix = "Let the column names stand in the first row, with nothing above them."
        raise Unreadable(refused("IMP-B15", found, FIRST_ROW, fix, row=1))
    if b"," not in first and re.search(rb"[;\t|]", first):
        found = "the columns are not separated by commas."
        raise Unreadable(refused("IMP-B04", found, CSV, SAVE_AS, row=1))
    if max(map(len, text.splitlines())) > LONGEST_LINE:
        found = "a line of this file is longer than a million characters."
        raise Unreadable(refused("IMP-B16", found, CSV, SAVE_AS))


def _note_line_ends(text: bytes, problems: list[Problem]) -> None:
    returns = text.count(b"\r")
    if returns and not (returns == text.count(b"\r\n") == text.count(b"\n")):
        found = "the lines of this file end in different ways; each was read as a line."
        problems.append(put_right("IMP-B07", found, CSV))


def _rows(text: bytes) -> pa.Table:
    """Every row as text, the header among them; one name a column, f0 and on."""
    uneven: list[arrow_csv.InvalidRow] = []

    def noted(row: arrow_csv.InvalidRow) -> str:
        uneven.append(row)
        return "skip"

    width = len(next(iter_cells(text)))
    if width > MOST_COLUMNS:
        found = f"this file has {width} columns."
        expected = f"{MOST_COLUMNS} columns at most."
        fix = "Export only the columns that are wanted."
        raise Unreadable(refused("IMP-B17", found, expected, fix))
    names = [f"f{place}" for place in range(width)]
    rows = arrow_csv.read_csv(
        io.BytesIO(text),
        arrow_csv.ReadOptions(
            column_names=names, use_threads=False, block_size=4 * LONGEST_LINE
        ),
        arrow_csv.ParseOptions(
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=noted,
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            check_utf8=False,
        ),
    )
    if uneven:
        _raise_uneven(uneven)
    return rows


def iter_cells(text: bytes) -> Iterator[tuple[str, ...]]:
    raise NotImplementedError


def _raise_uneven(uneven: list[arrow_csv.InvalidRow]) -> None:
    first = uneven[0]
    listed = ", ".join(str(row.number) for row in uneven[:10])
    more = f" and {len(uneven) - 10} more" if len(uneven) > 10 else ""
    found = (
        f"rows with too many or too few cells: {listed}{more}; row {first.number} has "
        f"{first.actual_columns}."
    )
    expected = f"{first.expected_columns} cells in every row, as in the first."
    fix = "Correct these rows; nothing is filled up or moved along."
    raise Unreadable(refused("IMP-B08", found, expected, fix, row=first.number))
