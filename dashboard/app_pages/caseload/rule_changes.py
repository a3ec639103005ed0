"""Rule changes: who of my people would a proposed change move?"""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import caseload_filters, rule_proposals, states
from dashboard.components.opening import open_client
from metrics import Action, records


HELP = """
Before a number in a rule changes, whoever answers for clinical safety proposes it. Here
stands, for each proposal, who of your people would newly be listed for that reason, and
who no longer. Nothing has changed yet, and nobody's care does.

You know these people. If a change would list somebody for no good reason, or would lose
somebody who should be seen, say so under *Report an incident*: it reaches whoever
proposed it. Leave the pseudonym out.
"""
EMPTY = "No change to a rule is proposed. When there is one, *My caseload* says so."


def render(user: User) -> None:
    found = session.ask(records.rule_changes, session.today(), session.scope())
    if not found:
        states.empty(EMPTY)
    for change in found:
        rule_proposals.own_people(change, open_client)


PAGE = Page(
    title="Rule changes",
    question="Who of my people would a proposed change move?",
    needs=Action.SEE_CASELOAD,
    order=8,
    render=render,
    line=lambda user: caseload_filters.line(user, session.today(), session.scope()),
    help=HELP,
    empty=EMPTY,
    loading="Asking both rules",
    doses=True,
)
