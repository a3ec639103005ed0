"""The sentences of the import about a whole file, by case of safety.md 3.3.

What is wrong with one cell stands in `store/faults.py`, with several columns or rows of
it in `store/rules.py`. No sentence has a place for a value that a file holds: only for
the names of columns, and numbers.
"""

from metrics.problems import Outcome, Problem


def refused(
    code: str, found: str, expected: str, fix: str, row: int | None = None,
    column: str | None = None,
) -> Problem:
    """A problem for which a whole file is not taken."""
    return Problem(code, Outcome.REFUSE, found, expected, fix, row=row, column=column)


def held(code: str, found: str, expected: str, fix: str, row: int, column: str) -> Problem:
    """A problem for which one row is not taken."""
    return Problem(code, Outcome.HOLD, found, expected, fix, row=row, column=column)


def warned(
    code: str, found: str, expected: str, fix: str, row: int | None = None,
    column: str | None = None,
) -> Problem:
    """Something to look at; the rows are taken."""
    return Problem(code, Outcome.WARN, found, expected, fix, row=row, column=column)


def put_right(
    code: str, found: str, expected: str, row: int | None = None,
    column: str | None = None,
) -> Problem:
    """A change that was made to what stands in the file."""
    fix = "Nothing to do."
    return Problem(code, Outcome.NORMALISE, found, expected, fix, row=row, column=column)


CSV = "a CSV file with commas, in UTF-8, with column names in its first row."
SAVE_AS = "Save it from your spreadsheet as “CSV UTF-8 (comma delimited)”."
