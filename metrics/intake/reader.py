"""Reading a file: which format its content is, and the tables of text in it.

The content decides, not the name; where the two disagree the file is refused. A
container that is refused gives one sheet without cells, which carries the problem.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from metrics.intake import archive, csv_file, parquet_file, workbook
from metrics.intake.catalogue import CSV, KINDS_OF_FILE, SAVE_AS, refused
from metrics.intake.choices import NONE, Choices
from metrics.intake.scanning import require_harmless
from metrics.intake.sheet import Sheet, UnreadableError, display_name
from metrics.problems import Problem


SUFFIXES = (".csv", ".xlsx", ".parquet", ".zip")
OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")


def read(path: Path, choices: Choices = NONE) -> list[Sheet]:
    """Every table of a file. It never fails over what stands in it: that is a problem
    of a sheet.
    """
    data = path.read_bytes()
    start = Sheet(
        display_name(path.name),
        path,
        hashlib.sha256(data).hexdigest(),
        (),
        pa.table({}),
        (),
        (f"{path.stem}.csv",),
    )
    problems: list[Problem] = []
    try:
        found = list(_tables(data, start, choices, problems))
    except UnreadableError as stop:
        found = [replace(start, problems=(stop.problem,))]
    first, *others = found or [start]
    return [replace(first, problems=(*problems, *first.problems)), *others]


def _tables(
    data: bytes, start: Sheet, choices: Choices, problems: list[Problem]
) -> Iterator[Sheet]:
    require_harmless(data, start.path)
    suffix = start.path.suffix.lower()
    _require_as_named(data, suffix)
    if data[:4] == archive.ZIP:
        yield from _of_zip(data, start, choices, problems)
    elif data[:4] == parquet_file.MAGIC:
        said: list[Problem] = []
        yield _filled(start, *parquet_file.parsed(data, said), said)
    else:
        yield _csv(start, data, choices)


def _require_as_named(data: bytes, suffix: str) -> None:
    """Content and name say the same. Raises UnreadableError."""
    if suffix in OTHERS or data[:8] == workbook.OLE:
        workbook.require_no_other(data)
        found = f"files of this kind ({suffix}) are not read."
        raise UnreadableError(refused("IMP-H01", found, KINDS_OF_FILE, SAVE_AS))
    packed = data[:4] == archive.ZIP
    told = {".csv": "CSV", ".xlsx": "xlsx", ".zip": "zip", ".parquet": "Parquet"}
    right = {
        ".csv": not packed and data[:4] != parquet_file.MAGIC,
        ".xlsx": packed,
        ".zip": packed,
        ".parquet": data[:4] == parquet_file.MAGIC,
    }
    if not right.get(suffix, True):
        found = f"this file is named {told[suffix]} and holds something else."
        raise UnreadableError(refused("IMP-H02", found, CSV, SAVE_AS))


def _of_zip(
    data: bytes, start: Sheet, choices: Choices, problems: list[Problem]
) -> Iterator[Sheet]:
    is_book = start.path.suffix.lower() == ".xlsx"
    most = workbook.MOST_UNPACKED if is_book else archive.MOST_UNPACKED
    packed = archive.opened(data, most)
    if workbook.is_workbook(packed.namelist()) != is_book:
        found = "this file is named for one format and holds another."
        raise UnreadableError(refused("IMP-H02", found, KINDS_OF_FILE, SAVE_AS))
    if not is_book:
        for member, text in archive.tables(packed, problems):
            name = archive.member_name(start.name, member)
            named = replace(start, name=name, called=(Path(member).name,))
            yield _csv(named, text, choices)
        return
    pages = list(workbook.sheets(data, packed, choices.sheets, problems))
    for page in pages:
        alone = start.called if len(pages) == 1 else ()
        shown = display_name(page.name)
        named = replace(
            start,
            name=f"{start.name}, sheet {shown}",
            called=(f"{shown}.csv", *alone),
            page=page.name,
        )
        yield _filled(named, page.header, page.cells, False, page.problems)


def _csv(start: Sheet, data: bytes, choices: Choices) -> Sheet:
    problems: list[Problem] = []
    try:
        require_harmless(data)
        return _filled(start, *csv_file.parsed(data, choices, problems), problems)
    except UnreadableError as stop:
        return replace(start, problems=(*problems, stop.problem), plain=True)


def _filled(
    start: Sheet,
    header: tuple[str, ...],
    cells: pa.Table,
    plain: bool,
    problems: Sequence[Problem],
) -> Sheet:
    return replace(
        start,
        header=header,
        cells=cells,
        rows=cells.num_rows,
        plain=plain,
        problems=tuple(problems),
    )
