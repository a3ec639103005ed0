"""Buying circles: who buys with whom among those who agreed, and what can be discussed.

For planning only: pseudonyms and outcomes, never a clinical reason. It is shown here
and nowhere else; it cannot be taken away as a file.
"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    circle_list,
    circle_picture,
    planning_line,
    states,
)
from metrics import Action, Circles, circles, day


HELP = """
A **circle** is people who agreed to network planning, joined by ties that **both** of
two people reported in the last 90 days: that they buy or pool money with the other.
What only one of them said is not shown, counted or hinted at. *How sure* speaks of a
circle as a whole; nobody is marked, and where somebody stands means nothing.

**Could be discussed** means that recorded facts meet the published criteria. Reasons
stay with the worker: here it reads *own care comes first*.
"""
EMPTY = """
No confirmed ties yet. A tie is shown when two people who agreed to network planning
have each said, in the last 90 days, that they buy or pool money with the other. Other
offers need no ties: mutual aid or a lived-experience organisation, "bring people you
choose", own network work.
"""
NOBODY = "Nobody here has agreed to network planning yet. Keyworkers ask."


def render(user: User) -> None:
    found = session.ask(circles, session.today(), session.scope())
    if not found.everybody:
        states.empty(NOBODY)
        return
    circle_list.answer(found)
    circle_list.limits(found.everybody)
    if found.circles:
        _circles(found, user)
    else:
        states.empty(EMPTY)
    st.header("Everybody who agreed", anchor=False)
    circle_list.people(found)


def _circles(found: Circles, user: User) -> None:
    circle = circle_picture.opened(found)
    if circle is None:
        circle_picture.everybody(found, f"{user.place}, {day(session.today())}")
        circle_list.draw(found, circle_picture.open_one)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        circle_picture.one(found, circle)
    with right:
        circle_list.one(circle)


PAGE = Page(
    title="Buying circles",
    question="Who buys with whom, among those who agreed, and who could be discussed?",
    needs=Action.SEE_CIRCLES,
    order=2,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Reading who agreed, and their circles",
    rules=True,
)
