"""Separations: who must not meet, held by the safeguarding lead and seen here only."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import page_line, separation_list, states
from metrics import Action, UserError, safeguarding


HELP = """
Two people who must not meet: because of what one did to the other, a court, bail or
licence condition, or another reason. The planner keeps them apart in silence: nobody
else reads this list, no reason is given, and whoever plans reads the same words as for
a full group or a time that does not fit.

Past its review date a separation **stays in force**. To review it, add the same two
people again with a new date; once you end it, it stays on record below. Separation
checks cover only what is recorded here: look at the main record, and at what domestic
abuse and public protection meetings decided, before you sign a list.
"""
HELD = "Held apart from today on. The planner keeps to it in silence."
ENDED = "Ended from today on. It stays on record, under Ended."
EMPTY = "Nobody is held apart yet. Add a pair below."


def render(user: User) -> None:
    today = session.today()
    states.saved(session.said_before())
    found = session.ask(safeguarding.separations, today, session.scope())
    if found:
        separation_list.draw(found, today)
    else:
        states.empty(EMPTY)
    st.header("Add a pair, or review one", anchor=False)
    separation_list.form(today, partial(_do, safeguarding.hold_apart, HELD))
    separation_list.end(found, partial(_do, safeguarding.end_separation, ENDED))
    gone = session.ask(safeguarding.separations_ended, today, session.scope())
    separation_list.ended(gone)


def _do(act: Callable[..., None], said: str, *what: object) -> None:
    event = session.event(Action.HOLD_APART)
    try:
        act(session.store(), *what, session.scope(), event)
    except UserError as error:
        states.refused(str(error))
        return
    session.say_next(said)
    st.rerun()


PAGE = Page(
    title="Separations",
    question="Who must not meet, and which pairs are due to be looked at again?",
    needs=Action.HOLD_APART,
    order=2,
    render=render,
    line=page_line.as_known,
    help=HELP,
    empty=EMPTY,
    loading="Reading who must not meet",
)
