"""The measures that reports count, and how people are told apart in them.

All are asked of the last day of a quarter, over people in treatment on any day of it.
What is not asked, not answered, or out of date on that day is not known. Which of them a
release draws, and how small numbers are hidden, is `metrics/disclosure/policy.py`.
"""

from metrics.contracts import TABLES
from metrics.indicators._clause import Clause, Example
from metrics.indicators._measure import Answer, Breakdown, Measure, Never


IN_TREATMENT = "people in treatment on any day of the quarter"
SERVICE = Breakdown(id="service", title="Service", labels=None, lasting=False)
SEX = Breakdown(
    id="sex",
    title="Sex, as recorded",
    labels={"female": "women", "male": "men"},
    lasting=True,
)
BREAKDOWNS = {each.id: each for each in (SERVICE, SEX)}


def _yes_or_no(fact: str, yes: tuple[str, str, str], no: tuple[str, str, str]) -> tuple[
    Answer, Answer
]:
    """Two answers from one condition: id, label and words of each."""
    return (
        Answer(yes[0], yes[1], Clause(yes[2], fact)),
        Answer(no[0], no[1], Clause(no[2], f"NOT ({fact})")),
    )
