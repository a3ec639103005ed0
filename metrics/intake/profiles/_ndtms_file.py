"""The file of the core data set before it is mapped: version, identifiers, missing.

Identifiers never get further than this: a file that holds them is refused, or, where
the steward chose so, they are taken out here, the date of birth after it has become an
age band. `NA`, and 99 where the data set says so, are nothing; dates become ours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import TABLES
from metrics.intake.catalogue import put_right, refused, warned
from metrics.intake.choices import Choices
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.problems import Problem


CLIENT, BAND = "clientid", "age_band"
DATES = ("triaged", "disd", "submoddt", "topdate")
MEDICINE_FLAGS: dict[tuple[str, str, str | None], tuple[str, ...]] = {
    ("methadone", "oral_solution", "phdosmet"): (
        "phmeth",
        "phmetstbl",
        "phmetwth",
        "phmetmain",
    ),
    ("methadone", "injection", None): ("phmethinj",),
    ("buprenorphine", "not_recorded", "phdosbup"): (
        "phbupren",
        "phbupstbl",
        "phbupwth",
        "phbupmain",
    ),
    ("buprenorphine_naloxone", "not_recorded", "phdosbup"): (
        "phbuna",
        "phbunastbl",
        "phbunawth",
        "phbunamain",
    ),
    # Weekly or monthly is not said, and no dose is collected: none is made up.
    ("buprenorphine", "not_recorded", None): ("phbudi", "phbudiwth", "phbudimain"),
    ("diamorphine", "injection", None): ("phdiainj",),
}
VERSIONS = (
    ({"phbupren", "phbudi"}, "R or a later one"),
    ({"phmetmain", "phbupmain", "phmetstbl"}, "P or Q"),
    ({"phmain", "phstbl"}, "the time of K"),
)
IDENTIFIERS = {
    "finitial": "initials",
    "sinitial": "initials",
    "dob": "dates of birth",
    "pc": "postcodes",
    "gpptce": "names of practices",
}
# Of the data set, and not used here: they are listed in one sentence.
UNUSED = re.compile(
    r"refld|cplandt|consent|episodid|modid|submid|topid|titid|titdate|titreat|prevtr|"
    r"nation|route|utla|dat|la|pct|rfls|sexualo|disable\d|homeless|prntstat|drug\d|"
    r"drug1age|alcddays|alcunits|childwth|pregnant|dualdiag|hep\w+|topcc|refmoddt|"
    r"faomoddt|modst|modend|modexit|modal|naloxad|crtmhn|domvic|sexwork|cir\w+|"
    r"(psy|rec)\w+|ph(stbl|wth|main|relpr|sup\w+|us\w+)|accmneed|daysvoln|shotheft|"
    r"drgsell|oththeft|assault"
)
NUMERIC = re.compile(
    r"(alc|opi|cra|coca|amph|cann|otdrg|ivdrg)use|consmp|phstat|psyhstat|quallife|"
    r"pwork|educat|volnpwork|phdos(met|bup)"
)
# In every way of writing them: quicker than making each cell of a file a capital.
NOT_ASKED = tuple(
    "".join(letters)
    for words in (("Nn", "Aa"), ("Nn", "/", "Aa"))
    for letters in product(*words)
)
EXPECTED = "the core data set without what identifies a person."
DROP = (
    "Take these columns out at the source, or choose to have them taken out here "
    "(--drop-identifiers). Nothing was saved."
)
FORMS = {
    "national": r"^\d{8}$",
    "ours": r"^\d{4}-\d\d-\d\d$",
    "slashes": r"^\d\d?/\d\d?/\d{4}$",
}
MONTH_FIRST = r"^\d\d?/(1[3-9]|[2-9]\d)/"


def reshaped(sheets: Sequence[Sheet], choices: Choices, day: date) -> list[Sheet]:
    """Each file without identifiers and with what is missing as nothing."""
    return [_File(sheet, choices, day).sheet() for sheet in sheets]


class _File:
    """One file as it is put in order."""

    def __init__(self, sheet: Sheet, choices: Choices, day: date) -> None:
        self._sheet, self._choices, self._day = sheet, choices, day
        self._problems: list[Problem] = list(sheet.problems)
        names = {"client": CLIENT}
        self._names = {
            names.get(canonical(name), canonical(name)): name for name in sheet.header
        }
        self._columns = {
            known: sheet.cells[name] for known, name in self._names.items()
        }
        self._rows = sheet.cells[SHEET_ROW]

    def sheet(self) -> Sheet:
        self._note_version()
        self._without_missing()
        self._without_identifiers()
        self._without_unused()
        self._dates()
        cells = pa.table({**self._columns, SHEET_ROW: self._rows})
        return replace(
            self._consenting(self._sheet, cells), problems=tuple(self._problems)
        )

    def _consenting(self, sheet: Sheet, cells: pa.Table) -> Sheet:
        """Without the rows of those who did not agree to be in the data set."""
        agreed = (
            self._sheet.cells[self._names["consent"]]
            if "consent" in self._names
            else None
        )
        if agreed is not None:
            no = pc.fill_null(pc.equal(pc.utf8_upper(agreed), "N"), False)
            for row in self._rows.filter(no).to_pylist():
                found = "CONSENT is N, so this row was left out."
                self._problems.append(
                    put_right("IMP-D11", found, EXPECTED, row, "CONSENT")
                )
            cells = cells.filter(pc.invert(no))
        return replace(sheet, cells=cells, header=tuple(self._columns))

    def _note_version(self) -> None:
        known = set(self._columns)
        version = next((said for marks, said in VERSIONS if marks & known), None)
        if version:
            found = f"by its columns this is version {version} of the core data set."
            self._problems.append(put_right("IMP-B10", found, EXPECTED))

    def _without_missing(self) -> None:
        for name, column in self._columns.items():
            absent = pc.is_in(column, value_set=pa.array(NOT_ASKED))
            if NUMERIC.fullmatch(name):
                absent = pc.or_(absent, pc.fill_null(pc.equal(column, "99"), False))
            count = pc.sum(absent).as_py() or 0
            if count:
                none = pa.scalar(None, pa.string())
                self._columns[name] = pc.if_else(absent, none, column)
                found = f"{count} cells say that this was not asked; read as missing."
                self._say(put_right("IMP-D07", found, "a value, or NA.", column=name))

    def _without_identifiers(self) -> None:
        for name, words in IDENTIFIERS.items():
            if name not in self._columns:
                continue
            if not self._choices.identifiers_dropped:
                found = f"this column holds {words}."
                self._say(refused("IMP-B11", found, EXPECTED, DROP, 1, name))
                continue
            column = self._columns.pop(name)
            if name == "dob":
                self._columns[BAND] = self._bands(column)
            found = f"this column holds {words}; it was taken out, and is not stored."
            self._say(put_right("IMP-B11", found, EXPECTED, 1, name))

    def _without_unused(self) -> None:
        unused = [name for name in self._columns if UNUSED.fullmatch(name)]
        for name in unused:
            del self._columns[name]
        if unused:
            listed = ", ".join(self._names[name] for name in unused)
            found = f"these columns of the data set are not used here: {listed}."
            fix = "Nothing to do: they are not stored."
            self._problems.append(warned("IMP-B11", found, EXPECTED, fix, row=1))

    def _bands(self, born: pa.ChunkedArray) -> pa.ChunkedArray:
        """Each date of birth as the age band on the day for which the file speaks."""
        bands = [_band(_read(text), self._day) for text in born.to_pylist()]
        return pa.chunked_array([pa.array(bands, pa.string())])

    def _dates(self) -> None:
        """One form in the file, which becomes ours; in slashes the day is first."""
        found = {name: self._columns[name] for name in DATES if name in self._columns}
        texts = [pc.unique(column) for column in found.values()]
        forms = {form for form, sign in FORMS.items() if _any(texts, sign)}
        if len(forms) > 1:
            words = "this file mixes two forms of dates."
            fix = "Export it with one form for all dates."
            self._say(refused("IMP-C11", words, "dates as YYYYMMDD.", fix))
        elif "slashes" in forms and _any(texts, MONTH_FIRST):
            words = "the dates of this file have the month first."
            fix = "Export it with dates as YYYYMMDD."
            self._say(refused("IMP-C13", words, "dates as YYYYMMDD.", fix))
        for form in forms - {"ours"}:
            for name, column in found.items():
                self._columns[name] = _ours(column, form)

    def _say(self, problem: Problem) -> None:
        column = self._names.get(problem.column or "", problem.column)
        self._problems.append(replace(problem, column=column))


def _any(texts: Iterable[pa.Array], sign: str) -> bool:
    fits = (pc.match_substring_regex(each, sign) for each in texts)
    return any(pc.any(each).as_py() for each in fits)


def _ours(column: pa.ChunkedArray, form: str) -> pa.ChunkedArray:
    """Each distinct text once."""
    coded = pc.dictionary_encode(column.combine_chunks())
    return pa.chunked_array([_date_as_ours(coded.dictionary, form).take(coded.indices)])


def _date_as_ours(texts: pa.Array, form: str) -> pa.Array:
    if form == "national":
        return pc.replace_substring_regex(texts, r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3")
    padded = pc.replace_substring_regex(texts, r"^(\d)/", r"0\1/")
    padded = pc.replace_substring_regex(padded, r"/(\d)/", r"/0\1/")
    return pc.replace_substring_regex(padded, r"^(\d\d)/(\d\d)/(\d{4})$", r"\3-\2-\1")


def _read(text: str | None) -> date | None:
    parts = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", text or "")
    slashes = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text or "")
    try:
        if parts:
            return date(*map(int, parts.groups()))
        if slashes:
            return date(*map(int, reversed(slashes.groups())))
    except ValueError:
        return None
    return None


def _band(born: date | None, on: date) -> str | None:
    if born is None or born > on:
        return None
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((code for code, low, high in _BANDS if low <= age <= high), None)


def _edges() -> Iterator[tuple[str, int, int]]:
    codes = TABLES["client"].column("age_band").codes
    for code in codes.ids if codes else ():
        ends = [int(each) for each in re.findall(r"\d+", code)]
        if code.startswith("under"):
            yield code, 0, ends[0] - 1
        else:
            yield code, ends[0], ends[1] if len(ends) > 1 else 119


_BANDS = tuple(_edges())
