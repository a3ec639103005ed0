"""The line under the title of a page of group planning: who, where, how recent, how
complete. Completeness is about: who plans may not count everybody.
"""

from dashboard import session
from dashboard.access import User
from metrics import RULES, completeness, day


def draw(user: User) -> tuple[str, ...]:
    """Its parts, in order."""
    found = session.ask(completeness, session.today(), session.scope())
    as_at = f"data to {day(found.as_at)}" if found.as_at else "no client records yet"
    if found.in_100 is None:
        complete = "how many records to expect is not stated"
    else:
        complete = f"about {found.in_100} in 100 expected records"
    return (user.shown_as, user.place, as_at, complete, f"rules {RULES}")
