"""Report an incident: what looked wrong, or nearly was?"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import incident_card, page_line, states
from metrics import Action, report_incident


HELP = """
Report whatever the program said, or left unsaid, that did harm or could have: a wrong
reason, somebody missing from a list, a wrong date. What was on the screen is kept with
it: the rule set, the version of the data and the newest load.

Whoever answers for clinical safety reads it on *Incidents*, and can turn a rule off at
once. It is not the place for anything about a client.
"""


def render(user: User) -> None:
    states.saved(session.said_before())
    incident_card.form(_report)


def _report(page: str, note: str) -> None:
    action = Action.REPORT_INCIDENT
    event = session.event(action, about=page)
    role = event.role
    number = report_incident(
        session.store(), page, note, role, session.scope(action), event
    )
    session.say_next(f"Reported as {number}. Nobody has been told: speak to them too.")
    st.rerun()


PAGE = Page(
    title="Report an incident",
    question="What looked wrong, or nearly was?",
    needs=Action.REPORT_INCIDENT,
    order=9,
    render=render,
    line=page_line.draw,
    help=HELP,
    empty="Nothing is listed here; what is reported stands on Incidents.",
)
