"""Loads and undo: what was loaded, by whom, and taking it away again."""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import batch_card, states
from metrics import RULES, Action, batches, undo


HELP = """
Each load is one batch. Undoing it takes its facts away and lets what it had replaced
stand again; decisions recorded meanwhile stay. A load on which a later one rests cannot
be undone before that one.
"""
EMPTY = "Nothing has been loaded yet."


def render(user: User) -> None:
    states.saved(session.said_before())
    found = batches(session.store(), session.scope())
    if not found:
        states.empty(EMPTY)
    for batch in reversed(found):
        batch_card.draw(batch, partial(_undo, batch.id))


def _undo(batch: int) -> None:
    action = Action.UNDO
    event = session.event(action, about=f"batch {batch}")
    undo(session.store(), batch, session.scope(action), event=event)
    session.say_next(f"Batch {batch} is undone. What it had replaced stands again.")
    st.rerun()


PAGE = Page(
    title="Loads and undo",
    question="What was loaded, by whom, and can it be taken away again?",
    needs=Action.UNDO,
    order=2,
    render=render,
    line=lambda user: (user.shown_as, f"rules {RULES}"),
    help=HELP,
    empty=EMPTY,
)
