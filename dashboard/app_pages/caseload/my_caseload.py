"""My caseload: who should I ask or review next, and why?"""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    area_warnings,
    caseload_filters,
    caseload_list,
    contradictions,
    invitation_tasks,
    rule_proposals,
    staff_list,
    states,
    supervision,
)
from dashboard.components.opening import open_client
from metrics import Action, records
from metrics.staffing import cover_of


HELP = """
Everybody on your caseload, by the date of their next review. Nobody is ranked.

Reasons stand in **one order, the same for everybody**: first what is dated in the
last 28 days (something to read first, overdose, release from prison, leaving treatment,
missed doses, an ORT stop), when most harm happens; then dose review, since a dose too
low to hold is put right before anything else; naloxone; what changed since the last
review; the rest. Three are shown; the person's page has them all. *Something dated* is
a filter: it says nothing of how urgent.

**Not known** means not asked, asked and not answered, or too old to use; never a no.

**Bring to supervision** keeps a person on a list of your own until you take them off.
"""
EMPTY = (
    "Nobody is on this list. Either no client record names your label, or nothing has "
    "been loaded yet: ask your data steward."
)
NO_MATCH = "Nobody on your caseload fits these filters. Take one away to see more."


def render(user: User) -> None:
    states.saved(session.said_before())
    today = session.today()
    area_warnings.draw()
    rule_proposals.banner()
    contradictions.draw(today)
    caseload = session.ask(records.caseload, today, session.scope())
    if not caseload.people:
        states.empty(EMPTY)
        return
    caseload_list.summary(caseload)
    staff_list.covered(session.ask(cover_of, today, session.scope()))
    invitation_tasks.draw()
    people = caseload.narrowed(**caseload_filters.draw(caseload, today))
    mark = supervision.mark if session.may(Action.BRING_TO_SUPERVISION) else None
    caseload_list.narrowed(people, caseload)
    if people:
        caseload_list.draw(people, today, open_client, mark)
    else:
        states.empty(NO_MATCH)
    if mark:
        supervision.draw(caseload.marked, user, today)
    caseload_list.counts(caseload)


PAGE = Page(
    title="My caseload",
    question="Who should I ask or review next, and why?",
    needs=Action.SEE_CASELOAD,
    order=1,
    render=render,
    line=lambda user: caseload_filters.line(user, session.today(), session.scope()),
    help=HELP,
    empty=EMPTY,
    loading="Reading your caseload",
    doses=True,
)
