"""The privacy gate: what identifies a person is refused before anything is stored.

Headers first, then cells. A problem names the column and the class of what was found,
never the value. Which columns hold references, and whether these are pseudonyms by
declaration, the profile says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from metrics.intake._profile import FileKind
from metrics.intake.catalogue import held, refused
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.problems import Problem


@dataclass(frozen=True)
class Identity:
    """A class of what identifies: how it looks in a cell, and words in a header."""

    words: str
    header: str
    cell: str | None = None
    code: str = "IMP-C09"


_DATE = r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)?\d\d"
CLASSES = (
    Identity(
        "NHS numbers",
        r"nhs|chi_number|hospital_number",
        r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
        "IMP-C08",
    ),
    Identity(
        "National Insurance numbers",
        r"(^|_)nino?($|_)|national_insurance",
        r"(?i:\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(\d\d ?){3}[A-D]\b)",
    ),
    Identity(
        "postcodes",
        r"post_?code|zip_?code",
        r"(?i:\b(GIR ?0AA|[A-PR-UWYZ]"
        r"(\d{1,2}|[A-HK-Y]\d[\dABEHMNPRV-Y]?|\d[A-HJKPS-UW])"
        r" ?\d[ABD-HJLNP-UW-Z]{2})\b)",
    ),
    Identity("e-mail addresses", r"e_?mail", r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    Identity(
        "telephone numbers",
        r"phone|mobile|(^|_)tel($|_)",
        r"(?:\+44|\b0)[ (-]*[1-9](?:[ )-]*\d){8,9}\b",
    ),
    Identity(
        "dates of birth", r"(^|_)dob($|_)|birth", r"^\d{4}-\d\d-\d\d$|^[\d/]{8,10}$"
    ),
    Identity(
        "initials with a date of birth",
        r"initials|attributor",
        rf"(?i:^[A-Z]{{2,3}}{_DATE}[MF]?$)",
    ),
    Identity(
        "names", r"(^|_)((first|fore|last|sur|family|full|client|patient)_?)?names?$"
    ),
    Identity("addresses", r"(^|_)address|(^|_)street($|_)|house_number"),
)
REFERENCE_ONLY = ("dates of birth", "initials with a date of birth")
SHORTEST = 6  # no class fits a shorter text
PLACEHOLDERS = ("none", "na", "n/a", "null", "unknown")
FIX = "Take them out at the source, and export the file again. Nothing was saved."
EXPECTED = "the service's own references, and nothing by which others know a person."


def at_the_gate(sheet: Sheet, kind: FileKind) -> list[Problem]:
    """Every problem that keeps a file, or a row, out; none where it may pass.

    Columns that will not be stored are looked at too: they identify just as well.
    """
    cells = [each for name in sheet.header for each in _cells(sheet, kind, name)]
    return [*_headers(sheet, kind), *cells]


def _headers(sheet: Sheet, kind: FileKind) -> Iterator[Problem]:
    for name in sheet.header:
        known = canonical(name)
        alike = (each for each in CLASSES if re.search(each.header, known))
        found = next(alike, None)
        if found and known not in kind.header:
            words = f"this column is named for {found.words}."
            yield refused("IMP-B11", words, EXPECTED, FIX, row=1, column=name)


def _cells(sheet: Sheet, kind: FileKind, name: str) -> Iterator[Problem]:
    known = canonical(name)
    is_reference = known in kind.ids + kind.people
    classes = [
        each
        for each in CLASSES
        if each.cell and (is_reference or each.words not in REFERENCE_ONLY)
    ]
    suspects, distinct = _suspects(sheet.cells[name], classes)
    for each in classes:
        hits = [text for text in suspects if _is(each, text)]
        if hits and not _by_chance(each, distinct, hits):
            yield _identifying(sheet, name, each, hits)
    if is_reference and not kind.pseudonyms:
        yield from _name_like(sheet, name, person=known in kind.people)
    if known in kind.people:
        yield from _of_clients(sheet, kind, name)


def _suspects(
    column: pa.ChunkedArray, classes: list[Identity]
) -> tuple[list[str], pa.Array]:
    """The few distinct texts that any class may fit, by one quick pattern over all."""
    if (pc.max(pc.binary_length(column)).as_py() or 0) < SHORTEST:
        return [], pa.array([], pa.string())
    distinct = pc.unique(column).drop_null()
    distinct = distinct.filter(pc.greater_equal(pc.binary_length(distinct), SHORTEST))
    pattern = "|".join(f"({each.cell})" for each in classes)
    fits = pc.match_substring_regex(distinct, pattern)
    return distinct.filter(fits).to_pylist(), distinct


def _of_clients(sheet: Sheet, kind: FileKind, name: str) -> Iterator[Problem]:
    """Someone mentioned is never named by a client's reference: that is a link, and a
    link is made only where both have agreed (safety.md IG-22).
    """
    own = [sheet.cells[each] for each in sheet.header if canonical(each) in kind.ids]
    known = pc.unique(pa.chunked_array([part for c in own for part in c.chunks]))
    found = pc.fill_null(
        pc.is_in(sheet.cells[name], value_set=known.drop_null()), False
    )
    if pc.any(found).as_py():
        words = "people mentioned must not be named by a client's reference."
        row = sheet.cells[SHEET_ROW].filter(found)[0].as_py()
        fix = "Number the people of each client, as P1, P2. Nothing was saved."
        yield refused("IMP-F03", words, EXPECTED, fix, row=row, column=name)


def _is(each: Identity, text: str) -> bool:
    found = re.search(each.cell or "", text)
    if not found:
        return False
    return each.code != "IMP-C08" or is_nhs_number(re.sub(r"\D", "", found[0]))


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last one is the check digit: weights 10 to 2, modulus 11."""
    total = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
    check = 11 - total % 11
    return (
        len(digits) == 10
        and int(digits) > 0
        and check % 11 == int(digits[9])
        and check != 10
    )


def _by_chance(each: Identity, distinct: pa.Array, hits: list[str]) -> bool:
    """One ten-digit reference in eleven passes the check: then few of many do."""
    spaced = any(re.search(r"\d[ -]\d", hit) for hit in hits)
    if each.code != "IMP-C08" or spaced:
        return False
    alike = pc.sum(pc.match_substring_regex(distinct, r"^\d{10}$")).as_py()
    return bool(alike >= 20 and 4 * len(hits) < alike)


def _identifying(sheet: Sheet, name: str, each: Identity, hits: list[str]) -> Problem:
    rows = sheet.cells.filter(
        pc.is_in(sheet.cells[name], value_set=pa.array(hits, pa.string()))
    )
    found = (
        f"{each.words} are not allowed; {rows.num_rows} cells of this column hold one."
    )
    first = rows["sheet_row"][0].as_py()
    return refused(each.code, found, EXPECTED, FIX, row=first, column=name)


def _name_like(sheet: Sheet, name: str, person: bool) -> Iterator[Problem]:
    """A reference without any digit, of two letters or more, may be a name. Of someone
    who was only mentioned the whole file is refused: they never agreed to be in it.
    """
    cells = sheet.cells
    like = pc.match_substring_regex(cells[name], r"^[^\d]*\p{L}[^\d]*\p{L}[^\d]*$")
    rows = [
        (row, text)
        for row, text in zip(
            cells.filter(like)["sheet_row"].to_pylist(),
            cells.filter(like)[name].to_pylist(),
            strict=True,
        )
        if text.lower() not in PLACEHOLDERS
    ]
    found = "this looks like a name."
    if person and rows:
        fix = "Number the people of each client, as P1, P2. Nothing was saved."
        yield refused("IMP-F06", found, EXPECTED, fix, row=rows[0][0], column=name)
        return
    for row, _ in rows:
        fix = "Write the reference that your own system uses."
        yield held("IMP-C10", found, EXPECTED, fix, row, name)
