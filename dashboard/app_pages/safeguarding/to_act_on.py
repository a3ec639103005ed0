"""To act on: what clients disclosed that the safeguarding lead must read."""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import disclosure_card, page_line, pager, states
from metrics import Action, counted, safeguarding


HELP = """
What somebody said, asked alone, that a person must act on: pressure or fear, debt,
violence at home, suicide or self-harm, a child, supply, harm in a group. **Not yet
read** stands first, until you say that you read it. Saying so tells nobody else, and
closes nothing: what you do is recorded where your service records it.

**This program tells nobody.** Whoever enters a disclosure is told to speak to you at
once. Nothing of this page stands on any other, is printed, or can be taken away as a
file. Opening it is written down.
"""
EMPTY = (
    "Nothing was disclosed here. This program holds only what was entered in it: what "
    "people tell you in other ways is not here."
)


def render(user: User) -> None:
    today = session.today()
    states.saved(session.said_before())
    found = session.ask(safeguarding.to_act_on, today, session.scope())
    if not found:
        states.empty(EMPTY)
        return
    unread = sum(not each.is_read for each in found)
    st.markdown(
        f"**{unread} not yet read** · {counted(len(found), 'disclosure')} in all"
    )
    for told in pager.draw(found, "disclosures"):
        disclosure_card.draw(told, today, _read)


def _read(row_id: int) -> None:
    action = Action.ACKNOWLEDGE_DISCLOSURES
    store, scope = session.store(), session.scope(action)
    safeguarding.acknowledge(store, row_id, scope, session.event(action))
    session.say_next("Noted that you read it.")
    st.rerun()


PAGE = Page(
    title="To act on",
    question="What was disclosed, and what was not read yet?",
    needs=Action.SEE_DISCLOSURES,
    order=1,
    render=render,
    line=page_line.as_known,
    help=HELP,
    empty=EMPTY,
    loading="Reading what was disclosed",
)
