"""The client in the room: their own answers, on a screen that shows nothing else."""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import circle_profile, courses, states
from metrics import Action, day, records


HELP = """
To look at together. Here stands only what is recorded of you and what you answered
yourself: nothing of anybody else, and nothing that was asked in private.

The menu is put away while this is open. *Back to the page* brings it again.
"""
EMPTY = "Nobody is open. Choose a person on your caseload first."


def render(user: User) -> None:
    client, today = session.opened_client(), session.today()
    if client is None:
        states.nobody_open(EMPTY)
        return
    if st.button("Back to the page"):
        session.go("client")
    page = session.ask(records.client, client, today, session.scope())
    # The style sheet puts the menu away: it leads to other people.
    with st.container(key="room"):
        courses.draw(client, today, courses.IN_THE_ROOM)
        circle_profile.draw(page, today)


PAGE = Page(
    title="Room view",
    question="What did you tell us?",
    needs=Action.SEE_OWN_WORDS,
    order=7,
    render=render,
    line=lambda user: (f"As known on {day(session.today())}",),
    heading=lambda: "What you told us",
    help=HELP,
    empty=EMPTY,
    listed=False,
    doses=True,
)
