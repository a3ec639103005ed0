"""Who looked: who saw, changed or took out what, on a person, by a user, when."""

from functools import partial

from dashboard import noting, session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import act_list, states
from metrics import RULES, Act, Action, Trail, actors, acts, verify_trail
from metrics.oversight import acts_csv


HELP = """
Every opening of a person or a list, every decision, load, release and refusal stands
here once, with who did it, in which role, and how it ended. Reading this page is
written down too. No answer, dose or name stands here.

Each line seals the one before it. **Check the trail** follows the seals from the first
line to the last, and says where one does not fit.
"""
EMPTY = "Nothing was done that fits this. Choose a longer time, or take a filter away."
MOST = 1000


def render(user: User) -> None:
    held, scope = session.store(), session.scope()
    chosen = act_list.choose(actors(held, scope))
    narrowed = " ".join(each for each in (chosen.label, chosen.who) if each)
    if narrowed:
        noting.once("acts_read", Action.SEE_AUDIT, f"acts of: {narrowed}")
    found = acts(
        held,
        scope,
        label=chosen.label,
        who=chosen.who,
        since=chosen.since,
        at_most=MOST,
    )
    if found:
        act_list.draw(found, MOST)
        act_list.take(partial(_file, found))
    else:
        states.empty(EMPTY)
    act_list.check(partial(_checked, user))


def _file(found: list[Act]) -> str:
    content = acts_csv(found).encode()
    return session.offer("audit-trail.csv", content, Action.SEE_AUDIT)


def _checked(user: User) -> Trail:
    noting.once("trail_checked", Action.SEE_AUDIT, "check of the trail")
    return verify_trail(session.store(), session.scope())


PAGE = Page(
    title="Who looked",
    question="Who saw, changed or took out what, and when?",
    needs=Action.SEE_AUDIT,
    order=1,
    render=render,
    line=lambda user: (user.shown_as, "all services", f"rules {RULES}"),
    help=HELP,
    empty=EMPTY,
    loading="Reading the audit trail",
)
