"""A table as CSV or as a workbook, which a spreadsheet opens without running any of it.

Every such file that leaves the program is written here (safety.md IMP-G01). What may
leave, and who may take it, is decided elsewhere.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence


# A cell that begins so is a formula to some spreadsheet. The last four are full-width.
FORMULA = re.compile("^ *[=+@\t\n\0\uff1d\uff0b\uff0d\uff20-]")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table with its header; a text that would be a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([neutral(name) for name in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue()


def workbook(
    title: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> bytes:
    """The same as an Excel workbook of one sheet; every cell is text or a number."""
    from openpyxl import Workbook  # 8 MiB, which a load has no use for

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in (header, *rows):
        sheet.append([neutral(cell) for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def neutral(cell: object) -> object:
    """The same cell, or a text that a spreadsheet shows and does not run."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")  # would end the row unquoted
    return f"'{text}" if FORMULA.match(text) else text
