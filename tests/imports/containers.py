"""Workbooks, archives and Parquet files as a service, or an attacker, might send them.

Each is made here from a few cells, so that what is odd about it can be read in the
test. What must be said of it stands in `cases.py`.
"""

import io
import stat
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet


Row = Sequence[Any]
HEADER = ("client_id", "as_at", "service", "status")
CLIENT = ("RV1", date(2026, 11, 1), "Riverside", "in_treatment")
PLAIN = (HEADER, CLIENT)


def workbook(
    rows: Sequence[Row] = PLAIN,
    change: Callable[[Worksheet], None] | None = None,
    **more: Sequence[Row],
) -> bytes:
    """A workbook whose first sheet is `client`; `more` are further sheets."""
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "client"
    for row in rows:
        first.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    if change:
        change(first)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_parts(data: bytes, **parts: str | bytes) -> bytes:
    """The same archive with parts added or put in another's place ("/" is "__")."""
    given = {name.replace("__", "/"): text for name, text in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, text in given.items():
            new.writestr(name, text)
    return made.getvalue()


def with_entities(data: bytes) -> bytes:
    """A workbook whose styles declare entities that grow tenfold each."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        styles = book.read("xl/styles.xml").decode()
    declared = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return with_parts(data, **{"xl/styles.xml": declared + styles})


def in_1904() -> bytes:
    """The plain workbook, its dates counted from 1904 as older Macs did."""

    def counted(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        book.epoch = CALENDAR_MAC_1904

    return workbook(change=counted)


def archive(packed: int = zipfile.ZIP_DEFLATED, **members: str) -> bytes:
    """A zip of CSVs, each named for its table."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as new:
        for name, text in members.items():
            new.writestr(f"{name}.csv", text)
    return made.getvalue()


def archive_of(name: str, text: str | bytes, link: bool = False) -> bytes:
    """A zip of one member with any name, a link if need be."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED
        if link:
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
        new.writestr(member, text)
    return made.getvalue()


def parquet(**columns: Any) -> bytes:
    """A Parquet file of these columns."""
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def formula(sheet: Worksheet) -> None:
    sheet["C2"] = "=1+1"


def broken_formula(sheet: Worksheet) -> None:
    sheet["C2"] = "#REF!"


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("C2:D2")


def hidden_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:D2"


def commented(sheet: Worksheet) -> None:
    sheet["C2"].comment = Comment("seen by nobody", "somebody")


def second_hidden(sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    book.worksheets[1].sheet_state = "hidden"
