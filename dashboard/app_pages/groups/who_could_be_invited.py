"""Who could be invited: a funnel that says whom to ask what next, and who could ask."""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import circle_list, funnel_steps, planning_line, states
from metrics import Action, funnel


HELP = """
From everybody in treatment to those for whom a place is possible. The first lines count
people whose records are not yours to open, so they are rounded, and names stay on their
own keyworkers' caseloads. From **said yes** on, people agreed to be considered and are
listed by pseudonym.

Under each step stands what could be asked of those who are before it, and by whom:
their own keyworker, never you. Why somebody waits stays with their worker: here it
reads *own care comes first*. **Not known is never a no**: who was not asked is counted
apart.

Nobody is chosen or left out by this page, and nobody is ranked.
"""
EMPTY = """
Nobody here has said yes to network planning yet. Keyworkers ask, one person at a time.
Other offers need no ties: mutual aid or a lived-experience organisation, "bring people
you choose", own network work.
"""
NO_TIES = """
No confirmed ties yet. A tie needs both people to have been interviewed in the last 90
days and both to have agreed. Other offers need no ties: mutual aid or a
lived-experience organisation, "bring people you choose", own network work.
"""


def render(user: User) -> None:
    found = session.ask(funnel, session.today(), session.scope())
    funnel_steps.counts(found.counts, user.place)
    if not found.said_yes:
        states.empty(EMPTY)
        return
    funnel_steps.said_yes(found)
    circle_list.limits(found.said_yes)
    if not any(each.tied for each in found.said_yes):
        states.empty(NO_TIES)
    funnel_steps.steps(found)


PAGE = Page(
    title="Who could be invited",
    question="Who could be asked what next, and by whom?",
    needs=Action.SEE_CRITERIA_OUTCOMES,
    order=1,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Reading who agreed, and how far each has come",
    rules=True,
)
