"""The line under the title of pages that count nothing: who, where, by which rules.

Lines that say how complete the records are stand in `caseload_filters.py` and
`planning_line.py`; those of a release, in `release_page.py`.
"""

from dashboard import session
from dashboard.access import User
from metrics import RULES, day


RULE_SET = f"rules {RULES}"


def draw(user: User) -> tuple[str, ...]:
    return user.shown_as, user.place, RULE_SET


def as_known(user: User) -> tuple[str, ...]:
    """The same, with the day on which what stands below was known."""
    known = f"as known on {day(session.today())}"
    return user.shown_as, user.place, known, RULE_SET
