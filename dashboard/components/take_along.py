"""What leaves the page: text for the record, a sheet for the person, the room view.

Each is made when asked for, and written down; none holds anybody else's words or a
restricted fact. Neither title nor file name says who it is about.
"""

from datetime import date

import streamlit as st

from dashboard import prints, session
from dashboard.components import interview_link
from metrics import Action, casework, day


ROOM, TEXT, SHEET = "Room view", "Copy as text", "Sheet for the person"
FILE, TITLE = "my-sheet.pdf", "For me"
SAFE = "Safe to take home?"
YES, NO = "Yes, they say so", "No, or not sure"
NOT_PRINTED = "Then nothing is printed. Look at it together on the screen: Room view."


def draw(client: str, today: date) -> None:
    """A row of buttons; nothing for who may not read the client's own words."""
    if not session.may(Action.SEE_OWN_WORDS):
        return
    with st.container(horizontal=True):
        interview_link.draw(client)
        if st.button(ROOM):
            session.go("room-view")
        with st.popover(TEXT):
            _text(client, today)
        with st.popover(SHEET):
            _sheet(client, today)


def _text(client: str, today: date) -> None:
    st.markdown("Their own facts only. Paste it into their case record.")
    if st.button("Show the text", key="show_text"):
        scope, event = session.acting(Action.SEE_OWN_WORDS, client, "text for record")
        text = casework.case_text(session.store(), client, today, scope, event)
        st.code(text, language=None, wrap_lines=True)


def _sheet(client: str, today: date) -> None:
    """Asked first whether it is safe to take home; nothing is chosen beforehand."""
    safe = st.radio(SAFE, (YES, NO), index=None, key="safe_to_take_home")
    if safe == NO:
        st.markdown(NOT_PRINTED)
    if safe != YES:
        return
    store = session.store()
    scope, event = session.acting(Action.SEE_OWN_WORDS, client, "sheet for the person")

    def made() -> bytes:
        parts = casework.sheet(store, client, today, scope, event)
        entries = tuple(prints.Entry(part.title, part.lines) for part in parts)
        return prints.pdf(prints.Printed(TITLE, (f"{day(today)}",), entries))

    st.download_button(
        "Print the sheet", made, FILE, "application/pdf", on_click="ignore"
    )
