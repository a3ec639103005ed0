"""The button that opens the interview of the client who is open."""

import streamlit as st

from dashboard import session
from metrics import Action, casework


def draw(client: str) -> None:
    """To begin, or to go on where it was left; nothing for who may not hold one."""
    if not session.may(Action.HOLD_INTERVIEW):
        return
    scope = session.scope(Action.HOLD_INTERVIEW)
    held = session.ask(casework.open_sitting, client, scope)
    label = "Go on with the interview" if held else "Start an interview"
    if st.button(label, key="interview", icon=":material/forum:"):
        session.go("interview")
