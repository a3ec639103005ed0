"""A CSV file as it stands: every cell as text, every row by its spreadsheet number.

Nothing is guessed: no separator, no type, no encoding. What cannot be read for certain
is refused with the row. What a cell may hold is decided later; characters that hide are
found in `characters.py`.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from metrics.intake._profile import canonical
from metrics.intake.catalogue import CSV, SAVE_AS, put_right, refused
from metrics.problems import Outcome, Problem


SHEET_ROW = "sheet_row"
MOST_ROWS = 10_000_000
MOST_COLUMNS = 500
LONGEST_LINE = 1_000_000
FIRST_ROW = "column names, separated by commas, in the first row."
CONTROLS = bytes({*range(32), 127} - {10, 13})
EDGES = (b" ,", b", ", b" \n", b" \r", b"\n ", b'" ', b' "')
BOM = b"\xef\xbb\xbf"
WIDE_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class Sheet:
    """A file as read. `cells` has the file's columns in order, and `sheet_row`.

    Empty cells are null. A refused file has no cells. `plain`: nothing in it is hidden,
    foreign or has a space at an end, so that no cell needs a second look.
    """

    name: str
    path: Path
    sha256: str
    header: tuple[str, ...]
    cells: pa.Table
    problems: tuple[Problem, ...]
    rows: int = 0
    plain: bool = False

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


def read(path: Path) -> Sheet:
    """Read one file. It never fails over what stands in it: that is a problem."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    name = display_name(path.name)
    problems: list[Problem] = []
    header: tuple[str, ...] = ()
    cells, plain = pa.table({}), True
    try:
        text = _decoded(data, path, problems)
        plain = _is_plain(text)
        header, cells = _parsed(text, problems)
    except UnreadableError as stop:
        problems.append(stop.problem)
    rows = cells.num_rows
    return Sheet(name, path, sha256, header, cells, tuple(problems), rows, plain)


def display_name(name: str) -> str:
    """A file's name as it may be shown: no path, nothing that hides, not too long."""
    shown = "".join(each for each in Path(name).name if each.isprintable())
    return re.sub(r"[^\w.()& +-]", "_", shown)[-80:] or "file"


def _is_plain(text: bytes) -> bool:
    """Over the whole file at once, which is quicker than over its cells."""
    if not text.isascii() or len(text.translate(None, CONTROLS)) != len(text):
        return False
    return b" " not in text or not any(edge in text for edge in EDGES)


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
            raise UnreadableError(
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
        raise UnreadableError(refused(code, found, CSV, "Select the file you meant."))
    if data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        code = "IMP-H02" if path.suffix.lower() == ".csv" else "IMP-H01"
        found = "the selected file must be a CSV; this is a workbook or an archive."
        raise UnreadableError(refused(code, found, CSV, SAVE_AS))
    if data.count(b"\n") > MOST_ROWS:
        found = f"this file has more than {MOST_ROWS:,} rows."
        fix = "Divide it into several files."
        raise UnreadableError(refused("IMP-B18", found, CSV, fix))


def _require_utf8(text: bytes) -> None:
    try:
        text.decode()
    except UnicodeDecodeError as error:
        row = text.count(b"\n", 0, error.start) + 1
        found = f"this is not UTF-8 at byte {error.start + 1}."
        code = "IMP-A03"
        if text[error.start] == 0xED:  # half of a pair that UTF-16 writes
            code = "IMP-A12"
        elif not text[: error.start].isascii():
            code, found = "IMP-A04", "this file holds two encodings."
        raise UnreadableError(refused(code, found, CSV, SAVE_AS, row=row)) from None


def _parsed(text: bytes, problems: list[Problem]) -> tuple[tuple[str, ...], pa.Table]:
    _require_commas(text)
    if _has_long_line(text):
        raise UnreadableError(_long_line())
    _note_line_ends(text, problems)
    if b'"' in text:
        _require_closed_quotes(text)
    header = _header(text)
    rows = _rows(text, len(header))
    numbers = pa.array(range(2, rows.num_rows + 1), pa.int64())
    body = rows.slice(1).rename_columns(list(header))
    return header, _without_blank(body.append_column(SHEET_ROW, numbers), problems)


def _require_commas(text: bytes) -> None:
    first = text[:LONGEST_LINE].splitlines()[0]
    if first.lower().startswith(b"sep="):
        found = "the first row says which separator a spreadsheet should use."
        raise UnreadableError(
            refused("IMP-B20", found, FIRST_ROW, "Take the row out.", 1)
        )
    if not first.strip(b" \t,"):
        found = "the first row is empty."
        fix = "Let the column names stand in the first row, with nothing above them."
        raise UnreadableError(refused("IMP-B15", found, FIRST_ROW, fix, row=1))
    if b"," not in first and re.search(rb"[;\t|]", first):
        found = "the columns are not separated by commas."
        raise UnreadableError(refused("IMP-B04", found, CSV, SAVE_AS, row=1))


def _has_long_line(text: bytes) -> bool:
    """Only where half of such a length holds no line's end are the lines measured."""
    half = LONGEST_LINE // 2
    starts = range(0, len(text), half)
    if all(text.find(b"\n", start, start + half) >= 0 for start in starts[:-1]):
        return False
    return max(map(len, text.splitlines())) > LONGEST_LINE


def _note_line_ends(text: bytes, problems: list[Problem]) -> None:
    returns = text.count(b"\r")
    if returns and not (returns == text.count(b"\r\n") == text.count(b"\n")):
        found = "the lines of this file end in different ways; each was read as a line."
        problems.append(put_right("IMP-B07", found, CSV))


def _lines(text: bytes) -> Iterator[list[str]]:
    """Row by row as Python's strict reader sees them; only where quotes matter."""
    opened = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    return csv.reader(opened, strict=True)


def _require_closed_quotes(text: bytes) -> None:
    """pyarrow reads on where a quote is wrong; the strict reader says in which row."""
    rows = 0
    try:
        for _ in _lines(text):
            rows += 1
    except csv.Error as error:
        if "limit" in str(error):
            raise UnreadableError(_long_line()) from None
        found = "a quotation mark is opened in this row and not closed as it should be."
        fix = "Write a quotation mark inside a cell twice, or take it out."
        raise UnreadableError(
            refused("IMP-B05", found, CSV, fix, row=rows + 1)
        ) from None


def _header(text: bytes) -> tuple[str, ...]:
    try:
        header = tuple(next(_lines(text)))
    except csv.Error:
        raise UnreadableError(_long_line()) from None
    if len(header) > MOST_COLUMNS:
        found = f"this file has {len(header)} columns."
        expected = f"{MOST_COLUMNS} columns at most."
        fix = "Export only the columns that are wanted."
        raise UnreadableError(refused("IMP-B17", found, expected, fix))
    _require_names(header)
    return header


def _require_names(header: tuple[str, ...]) -> None:
    if len(header) > 1 and sum(1 for name in header if name.strip()) == 1:
        raise UnreadableError(_title())
    for place, name in enumerate(header, start=1):
        if not name.strip():
            found = f"column {place} has no name."
            fix = "Name it, or take the column out."
            raise UnreadableError(refused("IMP-B14", found, FIRST_ROW, fix, row=1))
        if re.match(r"\s*[=+@]|\s*-\D", name) or "<" in name:
            found = f"the name of column {place} is a formula or holds a tag."
            fix = "Write plain column names."
            raise UnreadableError(refused("IMP-B19", found, FIRST_ROW, fix, row=1))
    seen: dict[str, int] = {}
    for place, name in enumerate(header, start=1):
        before = seen.setdefault(canonical(name), place)
        if before != place:
            found = f"columns {before} and {place} have the same name."
            fix = "Take one of the two columns out."
            raise UnreadableError(refused("IMP-B09", found, FIRST_ROW, fix, row=1))


def _rows(text: bytes, width: int) -> pa.Table:
    """Every row as text, the header among them; one name a column, f0 and on."""
    uneven: list[arrow_csv.InvalidRow] = []

    def noted(row: arrow_csv.InvalidRow) -> str:
        uneven.append(row)
        return "skip"

    names = [f"f{place}" for place in range(width)]
    try:
        rows = arrow_csv.read_csv(
            io.BytesIO(text),
            # One thread: only then does pyarrow number the rows it complains of.
            arrow_csv.ReadOptions(
                column_names=names, use_threads=False, block_size=LONGEST_LINE
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
    except pa.ArrowInvalid:
        raise UnreadableError(_long_line()) from None
    if uneven:
        title = width == 1 and len(uneven) > rows.num_rows
        raise UnreadableError(_title() if title else _uneven(uneven))
    return rows


def _uneven(rows: list[arrow_csv.InvalidRow]) -> Problem:
    first = rows[0]
    listed = ", ".join(str(row.number) for row in rows[:10])
    more = f" and {len(rows) - 10} more" if len(rows) > 10 else ""
    found = (
        f"rows with too many or too few cells: {listed}{more}; row {first.number} has "
        f"{first.actual_columns}."
    )
    expected = f"{first.expected_columns} cells in every row, as in the first."
    fix = "Correct these rows; nothing is filled up or moved along."
    return refused("IMP-B08", found, expected, fix, row=first.number)


def _title() -> Problem:
    found = "the first row is a title, not the column names."
    fix = "Take out what stands above the column names, and below the rows."
    return refused("IMP-B15", found, FIRST_ROW, fix, row=1)


def _long_line() -> Problem:
    found = "a row or a cell of this file is far too long."
    return refused("IMP-B16", found, CSV, SAVE_AS)


def _without_blank(cells: pa.Table, problems: list[Problem]) -> pa.Table:
    """The rows in which anything stands; the others are counted, not lost."""
    first, *others = (pc.is_valid(cells[name]) for name in cells.column_names[:-1])
    for other in others:
        first = pc.or_(first, other)
    filled = cells.filter(first)
    blank = cells.num_rows - filled.num_rows
    if blank:
        found = f"{blank} empty rows were left out."
        problems.append(put_right("IMP-B03", found, "rows in which something stands."))
    return filled
