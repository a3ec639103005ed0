"""A CSV file: text into cells, by the declared encoding and separator.

What cannot be read for certain is refused with the row. Characters that hide are found
in `characters.py`.
"""

import csv
import io
import re
from collections.abc import Iterator

import pyarrow as pa
from pyarrow import csv as arrow_csv

from metrics.intake import sheet
from metrics.intake.catalogue import CSV, CSV_FIX, SAVE_AS, put_right, refused
from metrics.intake.choices import ENCODINGS, SEPARATORS, Choices
from metrics.intake.sheet import (
    FIRST_ROW,
    UnreadableError,
    numbered,
    require_names,
    title,
    too_many_rows,
    without_blank,
)
from metrics.problems import Problem


LONGEST_LINE = 1_000_000
CONTROLS = bytes({*range(32), 127} - {10, 13})
EDGES = (b" ,", b", ", b" \n", b" \r", b"\n ", b'" ', b' "')
BOM = b"\xef\xbb\xbf"
WIDE_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LETTERS_SHOWN = 20


def parsed(
    data: bytes, choices: Choices, problems: list[Problem]
) -> tuple[tuple[str, ...], pa.Table, bool]:
    """The header, the cells, and whether the text is plain throughout.

    Raises UnreadableError; what was put right is added to `problems`.
    """
    _require_text(data)
    text = _decoded(data, choices.encoding, problems)
    separator = SEPARATORS[choices.separator]
    _require_separator(text, separator.encode())
    if _has_long_line(text):
        raise UnreadableError(_long_line())
    _note_line_ends(text, problems)
    if b'"' in text:
        _require_closed_quotes(text, separator)
    header = _header(text, separator)
    rows = _rows(text, len(header), separator)
    cells = without_blank(numbered(rows, header), problems)
    return header, cells, _is_plain(text)


def _is_plain(text: bytes) -> bool:
    """Over the whole file at once, which is quicker than over its cells."""
    if not text.isascii() or len(text.translate(None, CONTROLS)) != len(text):
        return False
    return b" " not in text or not any(edge in text for edge in EDGES)


def _require_text(data: bytes) -> None:
    if not data.strip():
        code = "IMP-B03" if data else "IMP-B01"
        found = "the selected file is empty."
        raise UnreadableError(refused(code, found, CSV, "Select the file you meant."))
    if data.count(b"\n") > sheet.MOST_ROWS:
        raise UnreadableError(too_many_rows())


def _decoded(data: bytes, encoding: str | None, problems: list[Problem]) -> bytes:
    """The same text in UTF-8 without its mark."""
    wide = WIDE_BOMS.get(data[:2])
    if wide:
        problems.append(
            put_right("IMP-A02", "this file was in UTF-16 and was read as such.", CSV)
        )
        return _recoded(data[2:], wide)
    if data[:LONGEST_LINE].count(b"\0") * 4 > len(data[:LONGEST_LINE]):
        found = "this looks like UTF-16 without the mark that says so."
        raise UnreadableError(refused("IMP-A02", found, CSV, SAVE_AS))
    if encoding:
        return _as_chosen(data, encoding, problems)
    text = data.removeprefix(BOM)
    if not text.isascii():
        _require_utf8(text)
    return text


def _recoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except UnicodeError:
        raise UnreadableError(
            refused("IMP-A12", "part of this file is damaged.", CSV, SAVE_AS)
        ) from None


def _as_chosen(data: bytes, encoding: str, problems: list[Problem]) -> bytes:
    """By the encoding that somebody chose; the letters that depend on it are listed."""
    text = _recoded(data, encoding)
    letters = sorted({each for each in text.decode() if not each.isascii()})
    if letters:
        shown = " ".join(each for each in letters[:LETTERS_SHOWN] if each.isprintable())
        found = (
            f"this file was read as {ENCODINGS[encoding]}. "
            f"{len(letters)} different letters depend on that: {shown}."
        )
        problems.append(put_right("IMP-A03", found, CSV))
    return text


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
        fix = f"{SAVE_AS} If you know how it was written, choose that encoding."
        raise UnreadableError(refused(code, found, CSV, fix, row=row)) from None


def _require_separator(text: bytes, separator: bytes) -> None:
    first = text[:LONGEST_LINE].splitlines()[0]
    if first.lower().startswith(b"sep="):
        found = "the first row says which separator a spreadsheet should use."
        raise UnreadableError(
            refused("IMP-B20", found, FIRST_ROW, "Take the row out.", 1)
        )
    if not first.strip(b" \t," + separator):
        found = "the first row is empty."
        fix = "Let the column names stand in the first row, with nothing above them."
        raise UnreadableError(refused("IMP-B15", found, FIRST_ROW, fix, row=1))
    if separator not in first and re.search(rb"[;\t|,]", first):
        wanted = next(n for n, sign in SEPARATORS.items() if sign.encode() == separator)
        found = f"the columns are not separated by the sign chosen ({wanted})."
        raise UnreadableError(refused("IMP-B04", found, CSV, CSV_FIX, row=1))


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


def _lines(text: bytes, separator: str) -> Iterator[list[str]]:
    """Row by row as Python's strict reader sees them; only where quotes matter."""
    opened = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    return csv.reader(opened, strict=True, delimiter=separator)


def _require_closed_quotes(text: bytes, separator: str) -> None:
    """pyarrow reads on where a quote is wrong; the strict reader says in which row."""
    rows = 0
    try:
        for _ in _lines(text, separator):
            rows += 1
    except csv.Error as error:
        if "limit" in str(error):
            raise UnreadableError(_long_line()) from None
        found = "a quotation mark is opened in this row and not closed as it should be."
        fix = "Write a quotation mark inside a cell twice, or take it out."
        raise UnreadableError(
            refused("IMP-B05", found, CSV, fix, row=rows + 1)
        ) from None


def _header(text: bytes, separator: str) -> tuple[str, ...]:
    try:
        header = tuple(next(_lines(text, separator)))
    except csv.Error:
        raise UnreadableError(_long_line()) from None
    require_names(header)
    return header


def _rows(text: bytes, width: int, separator: str) -> pa.Table:
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
                delimiter=separator,
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
        above = width == 1 and len(uneven) > rows.num_rows
        raise UnreadableError(title() if above else _uneven(uneven))
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


def _long_line() -> Problem:
    found = "a row or a cell of this file is far too long."
    return refused("IMP-B16", found, CSV, SAVE_AS)
