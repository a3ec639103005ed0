"""Run groups: signed lists, invitations, sessions held, and the prints that are out."""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import planning_line, prints_out, running, states
from metrics import Action, caseloads
from metrics.planning import groups_to_run, prints


HELP = """
Once the safeguarding lead signed a list, name who leads the group and let the workers
ask: everybody on it stands as a task on their own worker's caseload, and the answer is
theirs. *No longer available* is one wording for whoever withdrew, left or died; *paused
by safeguarding* is one wording for every cause.

A list on paper or in a file bears a number and is good for **7 days at most**. Nothing
on it says why somebody is in a group. Destroy what has served, or no longer holds, and
note it here.
"""
EMPTY = "No plan is saved yet. Plan a group and save it, then it waits for sign-off."


def render(user: User) -> None:
    states.saved(session.said_before())
    today = session.today()
    found = session.ask(groups_to_run, today, session.scope())
    if not found:
        states.empty(EMPTY)
        return
    shared = session.ask(caseloads, today, session.scope(Action.SEE_CASELOADS))
    workers = [each.keyworker for each in shared.workers]
    for each in found:
        with st.container(border=True):
            running.draw(each, user, today, workers)
    prints_out.draw(partial(session.ask, prints, today, session.scope()), today)


PAGE = Page(
    title="Run groups",
    question="Who agreed, who came, and which lists are out?",
    needs=Action.RUN_GROUPS,
    order=4,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Reading the lists",
)
