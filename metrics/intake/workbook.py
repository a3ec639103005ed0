"""An Excel workbook (.xlsx): its sheets as tables of text, and what a sheet hides.

The cells come from the fastest reader, as text. Beside them the sheet's own XML is
searched for what that text would not tell: a formula, an error, merged cells, a number
that has lost digits. Hidden sheets are left out unless chosen; hidden rows are read,
and both are listed. Nothing in a workbook is followed or run.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import join, normpath
from zipfile import ZipFile

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from metrics.intake import archive, sheet
from metrics.intake.catalogue import AGAIN, held, put_right, refused, warned
from metrics.intake.sheet import (
    UnreadableError,
    numbered,
    require_names,
    too_many_rows,
    without_blank,
)
from metrics.problems import Problem


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_UNPACKED = 1_000_000_000
EXPECTED = "an Excel workbook (.xlsx) of plain values."
VALUES = "Copy the sheet, paste it as values only, and select the new file."
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(
    rb'<(?:\w+:)?c\b([^>]*?\br="([A-Z]+)([0-9]+)"[^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)',
    re.S,
)
ROW = rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"'
COLUMN = rb'<(?:\w+:)?col\b[^>]*\bhidden="(?:1|true)"'
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ERROR = re.compile(rb'\bt="e"')
MANY_DIGITS = re.compile(rb"v>-?[0-9]{16}")
LOST_DIGITS = re.compile(rb"<(?:\w+:)?v>-?(?:[0-9]{16,}|[0-9.]+[eE]\+1[4-9])")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*ref="([A-Z]+)([0-9]+):[A-Z]+([0-9]+)"')
MIDNIGHT = r"^(\d{4}-\d\d-\d\d) 00:00:00$"


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: its name, its part, and whether it can be seen."""

    name: str
    part: str
    shown: bool


@dataclass(frozen=True)
class Read:
    """A sheet as read, or what speaks against it."""

    name: str
    header: tuple[str, ...]
    cells: pa.Table
    problems: tuple[Problem, ...]


def require_no_other(data: bytes) -> None:
    """Refuse what only looks like a workbook: the older binary format, or a lock."""
    if data[:8] != OLE:
        return
    if ENCRYPTED in data:
        found = "this workbook is password protected."
        fix = "Take the password off, and select the file again."
        raise UnreadableError(refused("IMP-H03", found, EXPECTED, fix))
    found = "this is an older kind of workbook (.xls)."
    fix = "Save it as an Excel workbook (.xlsx) or as CSV UTF-8."
    raise UnreadableError(refused("IMP-H01", found, EXPECTED, fix))


def is_workbook(members: Sequence[str]) -> bool:
    """Whether an archive is a workbook of any kind."""
    return "[Content_Types].xml" in members or "mimetype" in members


def sheets(
    data: bytes, book: ZipFile, chosen: Sequence[str], problems: list[Problem]
) -> Iterator[Read]:
    """Every sheet that is shown, or those chosen; what is left out is listed."""
    _require_plain_parts(book, problems)
    pages = _pages(book)
    wanted = [page for page in pages if page.name in chosen or not chosen]
    if not wanted:
        found = "the sheet that was chosen is not in this workbook."
        expected = f"one of: {', '.join(page.name for page in pages)}."
        raise UnreadableError(refused("IMP-H08", found, expected, "Choose another."))
    reader = _reader(data)
    for page in wanted:
        if page.shown or page.name in chosen:
            yield _read(reader, book, page)
        else:
            rows = max(0, _height(reader, page) - 1)
            found = f"the sheet {page.name} is hidden; its {rows} rows were not read."
            fix = "Choose it by its name if it belongs to the delivery."
            problems.append(warned("IMP-H07", found, EXPECTED, fix))


def _require_plain_parts(book: ZipFile, problems: list[Problem]) -> None:
    """No macro, nothing outside, nothing embedded, no XML that declares entities."""
    names = [each.lower() for each in book.namelist()]
    if "mimetype" in names or "xl/workbook.bin" in names:
        found = "this is not an .xlsx workbook."
        raise UnreadableError(refused("IMP-H01", found, EXPECTED, AGAIN))
    if any("vbaproject" in each or "macrosheets" in each for each in names):
        found = "this workbook holds macros."
        raise UnreadableError(refused("IMP-H01", found, EXPECTED, VALUES))
    outside = ("xl/externallinks/", "xl/embeddings/", "xl/activex/", "xl/connections")
    if any(each.startswith(outside) for each in names):
        found = "this workbook links to other files or holds one."
        raise UnreadableError(refused("IMP-H10", found, EXPECTED, VALUES))
    notes = [n for n in names if re.match(r"xl/(comments|threadedcomments)", n)]
    if notes:
        found = "there are comments in this workbook; they were not read."
        problems.append(put_right("IMP-H10", found, EXPECTED))
    for name in book.namelist():
        if name.lower().endswith((".xml", ".rels")):
            _require_no_entities(archive.contents(book, name))


def _require_no_entities(xml: bytes) -> None:
    """Only UTF-8 without a DOCTYPE: in another encoding one could hide."""
    start = xml[:200]
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in start:
        found = "this workbook holds declarations that no spreadsheet writes."
        raise UnreadableError(refused("IMP-H05", found, EXPECTED, AGAIN))


def _pages(book: ZipFile) -> list[Page]:
    try:
        root = fromstring(archive.contents(book, "xl/workbook.xml"))
        rels = fromstring(archive.contents(book, "xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError, DefusedXmlException):
        found = "this workbook could not be read: it is damaged or not complete."
        raise UnreadableError(refused("IMP-H06", found, EXPECTED, AGAIN)) from None
    parts = {each.get("Id"): each.get("Target", "") for each in rels}
    return [
        Page(
            each.get("name", ""),
            normpath(join("xl", parts.get(each.get(RELATION), ""))).lstrip("/"),
            each.get("state", "visible") == "visible",
        )
        for each in root.iter(f"{MAIN}sheet")
    ]


def _reader(data: bytes) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(data)
    except fastexcel.FastExcelError:
        raise UnreadableError(_damaged()) from None


def _rows(reader: fastexcel.ExcelReader, page: Page) -> pa.Table:
    """Every row from the first on, also empty ones, so that numbers stay right."""
    try:
        found = reader.load_sheet(
            page.name, header_row=None, skip_rows=0, dtypes="string"
        )
        return pa.table(found.to_arrow())
    except fastexcel.FastExcelError:
        raise UnreadableError(_damaged()) from None


def _height(reader: fastexcel.ExcelReader, page: Page) -> int:
    return int(_rows(reader, page).num_rows)


def _damaged() -> Problem:
    found = "this workbook could not be read: it is damaged or not complete."
    return refused("IMP-H06", found, EXPECTED, AGAIN)


def _read(reader: fastexcel.ExcelReader, book: ZipFile, page: Page) -> Read:
    problems: list[Problem] = []
    header: tuple[str, ...] = ()
    cells = pa.table({})
    try:
        header, cells = _cells(_rows(reader, page), problems)
        problems += _hidden_in(archive.contents(book, page.part), header)
    except KeyError:
        problems.append(_damaged())
    except UnreadableError as stop:
        problems.append(stop.problem)
    if any(each.outcome == "refuse" for each in problems):
        cells = cells.slice(0, 0)
    return Read(page.name, header, cells, tuple(problems))


def _cells(rows: pa.Table, problems: list[Problem]) -> tuple[tuple[str, ...], pa.Table]:
    if not rows.num_rows or not rows.num_columns:
        found = "this sheet is empty."
        fix = "Select the sheet or the file you meant."
        raise UnreadableError(refused("IMP-B01", found, EXPECTED, fix))
    if rows.num_rows > sheet.MOST_ROWS:
        raise UnreadableError(too_many_rows())
    filled = [name for name in rows.column_names if rows[name].null_count < len(rows)]
    rows = rows.select(filled)
    header = tuple(rows[name][0].as_py() or "" for name in filled)
    require_names(header)
    texts = [_without_midnight(rows[name]) for name in filled]
    cells = numbered(pa.table(texts, names=list(header)), header)
    return header, without_blank(cells, problems)


def _without_midnight(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A cell that a spreadsheet holds as a date comes with a time of nought."""
    text = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    return pc.replace_substring_regex(text, MIDNIGHT, r"\1")


def _hidden_in(xml: bytes, header: tuple[str, ...]) -> Iterator[Problem]:
    """What stands in the sheet's own XML and not in its text."""
    rows = columns = 0
    if b"hidden=" in xml:
        rows, columns = len(re.findall(ROW, xml)), len(re.findall(COLUMN, xml))
    if rows or columns or b"<autoFilter" in xml:
        found = f"{rows} rows and {columns} groups of columns are hidden or filtered."
        fix = "They were read too. Show them, and check that they belong here."
        yield warned("IMP-H07", found, EXPECTED, fix)
    places = _Places(xml, header)
    if _may_be_odd(xml):
        yield from places.odd()
    for first, top, bottom in MERGED.findall(xml) if b"mergeCell" in xml else ():
        for row in range(max(2, int(top)), min(int(bottom), int(top) + 1000) + 1):
            found = "this cell is merged with others, so that its value is not certain."
            column = places.column(first.decode())
            yield held("IMP-H09", found, EXPECTED, VALUES, row, column)


def _may_be_odd(xml: bytes) -> bool:
    """Whether any cell is worth a second look, by searches that are quick where none
    is: a sheet of thirty thousand rows is tens of millions of characters.
    """
    if b"<f" in xml or b":f" in xml or b't="e"' in xml:
        return True
    signs = (b"e+1", b"E+1")
    return any(sign in xml for sign in signs) or bool(MANY_DIGITS.search(xml))


class _Places:
    """Which column of the table a cell's letters mean."""

    def __init__(self, xml: bytes, header: tuple[str, ...]) -> None:
        self._xml, self._header = xml, header
        self._names: dict[str, str] = {}

    def column(self, letters: str) -> str:
        """The column's own name, or its letters where the table has no such column."""
        if not self._names:
            used = sorted(
                {each[1].decode() for each in CELL.findall(self._xml) if each[3]},
                key=lambda each: (len(each), each),
            )
            self._names = dict(zip(used, self._header, strict=False))
        return self._names.get(letters, letters)

    def odd(self) -> Iterator[Problem]:
        for attributes, letters, number, inside in CELL.findall(self._xml):
            row, column = int(number), letters.decode()
            if FORMULA.search(inside) or ERROR.search(attributes):
                found = "this cell holds a formula or an error, not a plain value."
                yield self._held("IMP-H09", found, VALUES, row, column)
            elif b't="' not in attributes.replace(b't="n"', b"") and LOST_DIGITS.search(
                inside
            ):
                found = "a spreadsheet has changed this into a number, and cut it."
                fix = "Export it again with the column as text."
                yield self._held("IMP-C02", found, fix, row, column)

    def _held(self, code: str, found: str, fix: str, row: int, letters: str) -> Problem:
        if row == 1:
            return refused(code, found, EXPECTED, fix, row=1)
        return held(code, found, EXPECTED, fix, row, self.column(letters))
