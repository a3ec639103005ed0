"""Caseloads: is the work shared fairly, and whom does nobody work with?"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import planning_line, shared_work, states
from metrics import Action, caseloads


HELP = """
How many people each keyworker works with, how many reviews fall due by the end of the
week or are overdue, and how many were not asked about network planning yet. Numbers are
rounded to the nearest 10, since whoever runs the service may not open every record: 0
to 7 read alike.

The **soft limit** is a number to talk about, not a rule, and it says nothing of how
hard the work is. **No worker** stands first: people whom nobody is looking after.
Nobody is ranked, and times per worker are nowhere kept.
"""
EMPTY = "Nobody is in treatment here yet. Load client records first."


def render(user: User) -> None:
    found = session.ask(caseloads, session.today(), session.scope())
    if not found.workers and not found.no_worker:
        states.empty(EMPTY)
        return
    shared_work.no_worker(found.no_worker)
    st.header("By keyworker", anchor=False)
    shared_work.workers(found)


PAGE = Page(
    title="Caseloads",
    question="Is the work shared fairly, and whom does nobody work with?",
    needs=Action.SEE_CASELOADS,
    order=6,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Counting caseloads",
)
