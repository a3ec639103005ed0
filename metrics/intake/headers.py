"""Headers: whether a file's columns are those of its kind, and under which names.

Order does not matter; capitals, spaces and hyphens are put right and listed; a column
that is not ours is left out and listed. Identity in a header is `gate.py`.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from metrics.intake._profile import FileKind
from metrics.intake.catalogue import put_right, refused, warned
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.problems import Problem
from metrics.store.judge import AGAIN


ENOUGH = 10  # in fewer rows an empty column says nothing
HEADERS = "the column names of the template."


def matched(sheet: Sheet, kind: FileKind | None) -> list[Problem]:
    """What is wrong with the header; nothing if it is as the kind declares it."""
    if kind is None:
        return [_unknown(sheet)]
    problems = [*_missing(sheet, kind), *_others(sheet, kind)]
    if not sheet.cells.num_rows and not kind.may_be_empty:
        found = "this file has column names and no rows."
        fix = "Select the file you meant. What is stored stays as it is."
        problems.append(refused("IMP-B02", found, "at least one row.", fix))
    return problems


def staged(sheet: Sheet, kind: FileKind) -> pa.Table:
    """The file's cells under the kind's names; a column that it lacks is all null.

    Where a kind fills tables with what a file repeats, it is marked who is repeated.
    """
    ours = {canonical(name): name for name in sheet.header}
    absent = pa.nulls(sheet.cells.num_rows, pa.string())
    columns = {
        name: sheet.cells[ours[name]] if name in ours else absent
        for name in kind.header
    }
    if any(fills.once or fills.newest for fills in kind.fills):
        columns[AGAIN] = _again(columns[kind.ids[0]])
    return pa.table({**columns, SHEET_ROW: sheet.cells[SHEET_ROW]})


def _again(references: pa.ChunkedArray) -> pa.Array:
    """Of each row, whether its reference stands in another row too, or is missing."""
    coded = references.combine_chunks().dictionary_encode()
    places = pc.fill_null(coded.indices, len(coded.dictionary)).to_numpy()
    times = np.bincount(places, minlength=len(coded.dictionary) + 1)
    times[-1] = 2
    return pa.array(times[places] > 1)


def _unknown(sheet: Sheet) -> Problem:
    if sheet.page is not None:
        found = f"this sheet is not one that is expected here: {sheet.page}."
        fix = "Choose the sheets to read by their names, or take this one out."
        return refused("IMP-H08", found, HEADERS, fix)
    looks_like_data = any(any(each.isdigit() for each in name) for name in sheet.header)
    code = "IMP-B14" if looks_like_data else "IMP-B12"
    found = "the first row is not the column names of any file that is expected here."
    fix = "Let the column names stand in the first row, or choose another profile."
    return refused(code, found, HEADERS, fix, row=1)


def _missing(sheet: Sheet, kind: FileKind) -> Iterator[Problem]:
    known = {canonical(name) for name in sheet.header}
    missing = [name for name in kind.required if name not in known]
    if missing:
        found = f"these columns are missing: {', '.join(missing)}."
        fix = "Add them all, then select the file again."
        yield refused("IMP-B12", found, HEADERS, fix, row=1)


def _others(sheet: Sheet, kind: FileKind) -> Iterator[Problem]:
    for name in sheet.header:
        known = canonical(name)
        if known not in kind.header:
            found = "this column is not ours; it was left out and is not stored."
            yield warned("IMP-B11", found, HEADERS, "Nothing to do.", 1, name)
            continue
        if known != name:
            found = f"this column was read as {known}."
            yield put_right("IMP-B10", found, HEADERS, 1, name)
        rows = sheet.cells.num_rows
        if rows >= ENOUGH and sheet.cells[name].null_count == rows:
            found = f"this column is empty: 0 of {rows} rows."
            fix = "Check that the export left nothing out; empty is read as not asked."
            yield warned(
                "IMP-D08", found, "something in at least one row.", fix, 1, name
            )
