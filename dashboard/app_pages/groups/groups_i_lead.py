"""Groups I lead: those who agreed, who came, and a concern for the lead."""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import attendance, page_line, running, states
from metrics import Action
from metrics.planning import groups_led


HELP = """
You lead a group from the day you are named on its signed list until its last day. You
see those who agreed, and nobody else; not why they are in it, and nothing of their
records. Tick who came; record who leaves.

**Violence, pressure, debt, supply, or anything that frightens somebody** goes to the
safeguarding lead: speak to them at once, and send the concern here so that it is kept.
"""
EMPTY = (
    "You lead no group now. A group stands here once you are named on its signed list."
)


def render(user: User) -> None:
    states.saved(session.said_before())
    today = session.today()
    found = session.ask(groups_led, today, session.scope())
    if not found:
        states.empty(EMPTY)
        return
    for led in found:
        with st.container(border=True):
            running.head(led)
            attendance.draw(led, today)


PAGE = Page(
    title="Groups I lead",
    question="Who agreed, and who came?",
    needs=Action.LEAD_GROUPS,
    order=5,
    render=render,
    line=page_line.as_known,
    help=HELP,
    empty=EMPTY,
    loading="Reading the groups that you lead",
)
