"""Characters that hide, or come from elsewhere: found, trimmed or held, and listed.

Only characters: what a cell means is judged later. A file that is plain throughout, as
nearly all are, is passed over at once.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from metrics.intake._profile import FileKind
from metrics.intake.catalogue import held, put_right
from metrics.intake.sheet import Sheet, canonical
from metrics.problems import Problem


STRIPPED = " \t\n\r\v\f\u00a0\u00ad\u200b\ufeff"
LONGEST_CELL = 10_000
ODD = r"[^\x20-\x7e\n]"  # the only cells worth a second look
PLAIN = "plain text."
HIDDEN = ("IMP-A05", "there is a hidden character in this cell.")
KINDS = (
    (r"\x00", *HIDDEN),
    (
        r"[\u202a-\u202e\u2066-\u2069]",
        "IMP-A07",
        "this cell changes the direction of its text.",
    ),
    ("\ufffd", "IMP-A11", "this text was damaged before it reached us."),
    (r"[\x01-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\ufeff]", "IMP-A06", HIDDEN[1]),
)
RETYPE = "Type it again by hand at the source."


def read_through(sheet: Sheet, kind: FileKind) -> Sheet:
    """The same sheet with cells trimmed and composed, and what was found in them."""
    problems: list[Problem] = []
    cells = sheet.cells
    for name in () if sheet.plain else sheet.header:
        column = cells[name]
        odd = pc.fill_null(pc.match_substring_regex(column, f"{ODD}|^ | $"), False)
        if pc.any(odd).as_py():
            trimmed = _trimmed(column, odd)
            problems += _listed(cells, name, column, trimmed)
            problems += _found(cells, name, trimmed, odd, kind)
            cells = cells.set_column(cells.column_names.index(name), name, trimmed)
    for name in sheet.header:
        problems += _giant(cells, name)
    return replace(sheet, cells=cells, problems=(*sheet.problems, *problems))


def _trimmed(column: pa.ChunkedArray, odd: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = column.filter(odd).to_pylist()
    put = [unicodedata.normalize("NFC", text.strip(STRIPPED)) or None for text in texts]
    mask = odd.combine_chunks()
    return pa.chunked_array(
        [
            pc.replace_with_mask(
                column.combine_chunks(), mask, pa.array(put, pa.string())
            )
        ]
    )


def _listed(
    cells: pa.Table, name: str, before: pa.ChunkedArray, after: pa.ChunkedArray
) -> Iterator[Problem]:
    other = pc.not_equal(pc.fill_null(before, ""), pc.fill_null(after, ""))
    rows = cells["sheet_row"].filter(other).to_pylist()
    for row, text in zip(rows, before.filter(other).to_pylist(), strict=True):
        code, found = (
            "IMP-A06",
            "spaces or hidden characters at an end were taken away.",
        )
        if text == text.strip(STRIPPED):
            code, found = (
                "IMP-A09",
                "a letter and its mark were put into one character.",
            )
        yield put_right(code, found, PLAIN, row=row, column=name)


def _found(
    cells: pa.Table,
    name: str,
    column: pa.ChunkedArray,
    odd: pa.ChunkedArray,
    kind: FileKind,
) -> Iterator[Problem]:
    reference = canonical(name) in kind.ids + kind.people
    rows = cells["sheet_row"].filter(odd).to_pylist()
    for row, text in zip(rows, column.filter(odd).to_pylist(), strict=True):
        for pattern, code, found in KINDS:
            if text and re.search(pattern, text):
                yield held(code, found, PLAIN, RETYPE, row, name)
                break
        else:
            if reference and text and not text.isascii():
                found = "a letter or digit of another alphabet stands in a reference."
                yield held("IMP-A08", found, PLAIN, RETYPE, row, name)


def _giant(cells: pa.Table, name: str) -> Iterator[Problem]:
    column = cells[name]
    longest = pc.max(pc.binary_length(column)).as_py() or 0
    if longest > LONGEST_CELL:
        long = pc.greater(pc.utf8_length(column), LONGEST_CELL)
        for row in cells["sheet_row"].filter(long).to_pylist():
            found = f"this cell holds more than {LONGEST_CELL:,} characters."
            yield held("IMP-B16", found, "a short text.", "Shorten it.", row, name)
