"""What a cell may turn out to be that it should not: a class of value, never the value.

Each class has its case id (safety.md 3.3), its sentence, what to do, and the SQL that
tells it from the others. The first that fits is named. What is accepted stands in the
contracts; that any cell at all is refused is decided in `judge.py`.
"""

from dataclasses import dataclass

from metrics.contracts import Column


@dataclass(frozen=True)
class Fault:
    """A class of value: `when` is SQL over the cell's text, called `cell`."""

    code: str
    when: str
    found: str
    fix: str


IDS = ("client_id", "person_id", "other_person_id", "linked_client_id")
REFERENCES = ("interview", "asked_on")  # without them a tie has no date
FORMULA = "left(cell, 1) IN ('=', '+', '-', '@', '＝')"  # noqa: RUF001
PLACEHOLDER = "lower(cell) IN ('none', 'na', 'n/a', 'null', '-', 'unknown')"
SCIENTIFIC = r"regexp_full_match(cell, '[0-9](\.[0-9]+)?[eE]\+?[0-9]+')"

_NO_ID = Fault(
    "IMP-C03",
    "cell IS NULL OR " + PLACEHOLDER,
    "there is no reference here.",
    "Write the reference that your own system uses.",
)
_NO_DATE = Fault(
    "IMP-F09",
    "cell IS NULL",
    "this is empty, and without it the row has no date.",
    "Fill it in.",
)
_EMPTY = Fault("IMP-B12", "cell IS NULL", "this is empty.", "Fill it in.")
_CHANGED_ID = Fault(
    "IMP-C02",
    SCIENTIFIC,
    "a spreadsheet has changed this reference into a number.",
    "Export it again with the column as text.",
)
_FORMULA = Fault(
    "IMP-G01",
    FORMULA + " AND NOT regexp_full_match(cell, '-[0-9.]+')",
    "this starts like a formula.",
    "Write plain text, without = + - or @ at the start.",
)
_LONG = Fault("IMP-B16", "true", "this text is too long.", "Shorten it.")
_PICTURE = Fault(
    "IMP-A10",
    "regexp_matches(cell, '[\\x{2600}-\\x{27BF}\\x{1F000}-\\x{1FAFF}]')",
    "there is a picture in this cell, where a code belongs.",
    "Use one of the codes as they are written here.",
)
_CODE = Fault(
    "IMP-D04",
    "true",
    "this is not one of the codes.",
    "Use one of the codes as they are written here.",
)
_NO_ORT = Fault(
    "IMP-E16",
    "regexp_matches(lower(cell), 'naltrexone|lofexidine|dihydrocodeine')",
    "this is not a medicine of this list.",
    "Leave the row out: only ORT medicines belong here.",
)
_PRODUCT = Fault(
    "IMP-E14",
    "true",
    "this is not one of the medicines as they are written here.",
    "Use one of the codes; nothing is guessed from a spelling.",
)
_DATES = (
    Fault(
        "IMP-C14",
        "regexp_full_match(cell, '[0-9]{5}')",
        "this looks like a spreadsheet's date number.",
        "Export it again with the column as a date.",
    ),
    Fault(
        "IMP-C15",
        r"regexp_full_match(cell, '[0-9]{1,2}[-/. ]\w{1,3}[-/. ][0-9]{2}')",
        "this has a year of two digits.",
        "Write the year in full.",
    ),
    Fault(
        "IMP-C12",
        r"regexp_full_match(cell, '[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}')",
        "this date may be read with day and month either way round.",
        "Export it as 2026-11-02; or confirm, before the file is read, that the day "
        "stands first.",
    ),
    Fault(
        "IMP-C19",
        r"regexp_full_match(cell, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].+')",
        "this date has a time with it.",
        "Leave the time out.",
    ),
    Fault(
        "IMP-C18",
        "TRY_CAST(cell AS DATE) < DATE '1900-01-01'",
        "this date is before 1900.",
        "Correct the date.",
    ),
    Fault(
        "IMP-C17",
        "regexp_full_match(cell, '[0-9-]{10}') AND TRY_CAST(cell AS DATE) > $today",
        "this date is in the future.",
        "Correct the date, or leave the row out until then.",
    ),
    Fault("IMP-C16", "true", "this is not a date.", "Correct the date."),
)
_NUMBERS = (
    Fault(
        "IMP-E01",
        r"regexp_full_match(lower(cell), '[0-9.]+ ?(mg|ml|g|days?|units?)')",
        "this has a unit in it.",
        "Put only the number here, and the unit in its own column.",
    ),
    Fault(
        "IMP-E08",
        r"regexp_full_match(lower(cell), '[0-9.]+ ?(µg|μg|mcg|ug)')",
        "this is in micrograms.",
        "Write the dose in the unit of its own column.",
    ),
    Fault(
        "IMP-E04",
        "regexp_full_match(cell, '-?[0-9][0-9,]*,[0-9]+')",
        "this number has a comma in it.",
        "Write it with a point, and without commas between thousands.",
    ),
    Fault(
        "IMP-E05",
        r"regexp_matches(lower(cell), '[0-9] ?[-/–→] ?[0-9]|^prn$|^[~≈<>]')",
        "this is a range or an estimate, not one number.",
        "Write the one number that is recorded, or leave it empty.",
    ),
)
_DOSE = (
    Fault(
        "IMP-E06",
        "TRY_CAST(cell AS DOUBLE) <= 0 OR lower(cell) IN ('nan', 'inf', 'infinity') "
        "OR regexp_matches(lower(cell), '[0-9]e[0-9+]')",
        "this number cannot be a dose.",
        "Correct it, or leave it empty.",
    ),
    Fault(
        "IMP-E07",
        "TRY_CAST(cell AS DOUBLE) IS NOT NULL",
        "this number is outside the limits.",
        "Check it against the record.",
    ),
)
_NUMBER = (
    Fault(
        "IMP-D07",
        "cell IN ('99', '999', '-1', '-9', '9999')",
        "this looks like a code for missing, not a number.",
        'Leave it empty where it was not asked, or write "declined".',
    ),
    Fault(
        "IMP-D02",
        "true",
        "this is not a number that can be right here.",
        "Correct it, or leave it empty where it was not asked.",
    ),
)


def faults_of(column: Column) -> tuple[Fault, ...]:
    """Every class of value that a cell of the column may be refused for, in order."""
    if column.name in IDS:
        return (_NO_ID, _CHANGED_ID, _FORMULA, _LONG)
    empty = _NO_DATE if column.name in REFERENCES else _EMPTY
    return (empty, *_classes(column))


def _classes(column: Column) -> tuple[Fault, ...]:
    if column.codes:
        medicine = (_NO_ORT, _PRODUCT) if column.codes.id == "medicine" else (_CODE,)
        return (_FORMULA, _PICTURE, *medicine)
    if column.kind == "date":
        return _DATES
    if column.name in ("dose", "strength"):
        return (*_NUMBERS, *_DOSE, _NUMBER[-1])
    if column.kind in ("integer", "decimal"):
        return (*_NUMBERS, *_NUMBER)
    return (_CODE,) if column.kind == "boolean" else (_FORMULA, _LONG)
