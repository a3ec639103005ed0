"""What changed: days of use before a group and half a year on, over all of the year."""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import before_and_after, planning_line
from metrics import Action
from metrics.planning import changed


HELP = """
Only people who were in a group of this financial year **and gave service improvement**
are counted, over all groups together and from ten people on. One measure and one time
were fixed beforehand: days of illicit opiates in 28, from the last form before somebody
joined to the one nearest to half a year on.

**Whoever has no later form stands beside every figure**, and is never counted as
better: leaving is not by chance. There is no comparison group and no test of
significance, and change would have come to some in any case. How it is for one person
stands on their own worker's page.
"""
EMPTY = "Nobody was in a group this year who agreed to be counted."


def render(user: User) -> None:
    found = session.ask(changed, session.today(), session.scope())
    before_and_after.draw(found)


PAGE = Page(
    title="What changed",
    question="What changed for those who were in a group, and of whom is it not known?",
    needs=Action.RUN_GROUPS,
    order=7,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Reading what was recorded before and after",
)
