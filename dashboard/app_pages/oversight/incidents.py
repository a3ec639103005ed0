"""Incidents: what went wrong, or nearly, and has anybody read it?"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import incident_card, states
from metrics import RULES, Action, acknowledge_incident, incidents


HELP = """
Whatever somebody reported as wrong, or nearly wrong, with the page, the rule set, the
version of the data and the newest load at that moment. Those not yet read come first.

This program tells nobody that something was reported: look here. A rule can be turned
off on *Rule health*.
"""
EMPTY = "Nothing has been reported. Anybody can report from Help, on every page's menu."


def render(user: User) -> None:
    found = session.ask(incidents, session.today(), session.scope())
    if not found:
        states.empty(EMPTY)
    for each in found:
        incident_card.draw(each, _read)


def _read(number: str) -> None:
    action = Action.SEE_INCIDENTS
    event = session.event(action, about=f"{number} read")
    acknowledge_incident(session.store(), number, session.scope(action), event)
    st.rerun()


PAGE = Page(
    title="Incidents",
    question="What went wrong, or nearly, and has anybody read it?",
    needs=Action.SEE_INCIDENTS,
    order=5,
    render=render,
    line=lambda user: (user.shown_as, "all services", f"rules {RULES}"),
    help=HELP,
    empty=EMPTY,
    loading="Reading the incidents",
)
