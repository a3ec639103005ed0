"""The sentences of the import about a whole file, by case of safety.md 3.3.

What is wrong with one cell stands in `store/faults.py`, with several columns or rows of
it in `store/rules.py`. No sentence has a place for a value that a file holds: only for
the names of columns, and numbers.
"""

from dataclasses import replace

from metrics.problems import Outcome, Problem


def refused(
    code: str,
    found: str,
    expected: str,
    fix: str,
    row: int | None = None,
    column: str | None = None,
) -> Problem:
    """A problem for which a whole file is not taken."""
    return Problem(code, Outcome.REFUSE, found, expected, fix, row=row, column=column)


def held(
    code: str, found: str, expected: str, fix: str, row: int, column: str
) -> Problem:
    """A problem for which one row is not taken."""
    return Problem(code, Outcome.HOLD, found, expected, fix, row=row, column=column)


def warned(
    code: str,
    found: str,
    expected: str,
    fix: str,
    row: int | None = None,
    column: str | None = None,
) -> Problem:
    """Something to look at; the rows are taken."""
    return Problem(code, Outcome.WARN, found, expected, fix, row=row, column=column)


def put_right(
    code: str,
    found: str,
    expected: str,
    row: int | None = None,
    column: str | None = None,
) -> Problem:
    """A change that was made to what stands in the file."""
    fix = "Nothing to do."
    return Problem(
        code, Outcome.NORMALISE, found, expected, fix, row=row, column=column
    )


CSV = "a CSV file with commas, in UTF-8, with column names in its first row."
SAVE_AS = "Save it from your spreadsheet as “CSV UTF-8 (comma delimited)”."
CSV_FIX = f"{SAVE_AS} Or choose the separator that the file uses."
KINDS_OF_FILE = "a CSV file, an Excel workbook (.xlsx), Parquet, or a zip of CSV files."
AGAIN = "Export it again, and select the new file. Nothing was saved."

# What a load finds when it compares a delivery with a store. The place is filled in.
COLUMNS = {"client": "client_id", "interview": "interview", "person": "person_id"}
UNKNOWN = Problem(
    "IMP-F02",
    Outcome.HOLD,
    "this belongs to a client, an interview or a person who is not known here.",
    "a reference that stands in the delivery, or was loaded before.",
    "Correct the reference, or load the rows that it belongs to.",
)
OTHER_PERSON = Problem(
    "IMP-C06",
    Outcome.HOLD,
    "the sex recorded for this reference is another one: it may be another person.",
    "one reference for one person, for good.",
    "Check the reference. If it is the same person, undo the load that was wrong.",
    column="sex",
)
DEATH_STANDS = Problem(
    "IMP-D13",
    Outcome.WARN,
    "a death is recorded for this person, and this row says something else. The death "
    "stands: they are on no list, plan or invitation.",
    "the same in both.",
    "Ask their worker which is right. A wrong record of a death is withdrawn by hand.",
    column="status",
)
AFTER_DEATH = Problem(
    "IMP-D13",
    Outcome.HOLD,
    "this is dated after the recorded death of the person it speaks of.",
    "nothing dated after a death.",
    "Check the reference, the date and the record of the death.",
)
INTERVIEW_AFTER_DEATH = replace(AFTER_DEATH, code="IMP-F11")
OLDER = Problem(
    "IMP-J03",
    Outcome.REFUSE,
    "an older extract after a newer one: a newer record of this stands already.",
    "extracts in the order of their days.",
    "Check the as-at date. To go back, undo the newer load first.",
)
LATER_STANDS = Problem(
    "IMP-J03",
    Outcome.WARN,
    "a newer record of this stands, so this row was not stored.",
    "a row that is newer than the record.",
    "Nothing to do, unless the as-at date is wrong.",
)
WORKER_STANDS = Problem(
    "IMP-J03",
    Outcome.WARN,
    "a worker has recorded this otherwise since; the worker's record stands.",
    "the same in both.",
    "Their worker is asked, on their caseload, which of the two is right.",
)
WORKER_REPLACED = replace(
    WORKER_STANDS,
    code="IMP-J02",
    found="a worker has recorded this otherwise, and this row is newer: it counts now.",
    fix="Their worker is asked, on their caseload, which of the two is right.",
)
FALL = Problem(
    "IMP-J04",
    Outcome.WARN,
    "this delivery has over 20 % fewer rows than the one before.",
    "about as many rows as last time.",
    "Check that the export left nothing out. To save it all the same, say why.",
)
LOADED = Problem(
    "IMP-J01",
    Outcome.REFUSE,
    "already loaded.",
    "a file that was not loaded before.",
    "Nothing to do: what is stored stays as it is.",
)
TAKEN_BACK = Problem(
    "IMP-D12",
    Outcome.NORMALISE,
    "the client took this permission back in the app, so it stays withdrawn.",
    "a permission that the client did not take back.",
    "Nothing to do. If they agree again, their worker records it in the app.",
    column="state",
)
WITHDRAWN = Problem(
    "IMP-D12",
    Outcome.WARN,
    "this person takes back, or does not give, what they had agreed to before. It "
    "counts first of all, and at once: on every list and plan that needs it.",
    "what they said last.",
    "Nothing to do here. Whoever invites people reads it on their lists.",
    column="state",
)
LINK_LEFT_OUT = Problem(
    "IMP-F03",
    Outcome.NORMALISE,
    "the link to a client was not kept: both must agree to network planning.",
    "a link between two clients who both agree to network planning.",
    "Nothing to do. Ask each of them for permission first.",
    column="linked_client_id",
)
