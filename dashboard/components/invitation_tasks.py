"""Tasks on a worker's own caseload: ask somebody about a group, keep their answer."""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.components.plain import plain
from metrics import Action
from metrics.planning import ANSWERS, Invitation, answer_invitation, invitations


ASK = (
    "Ask alone and in private. It is their own answer, a no costs nothing, and nobody "
    "is asked twice in a row."
)


def draw() -> None:
    """Nothing, where there is nobody to ask or the role does not ask."""
    action = Action.ANSWER_INVITATIONS
    if not session.may(action):
        return
    found = session.ask(invitations, session.today(), session.scope(action))
    if not found:
        return
    with st.container(border=True):
        names = "; ".join(plain(f"{each.label}, {_when(each)}") for each in found)
        st.markdown(f"**Ask about a group:** {names}")
        with st.expander("Record an answer"):
            st.caption(ASK)
            for each in found:
                _one(each)


def _one(asked: Invitation) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(asked.label)}**, {plain(_when(asked))}:")
        for code, words in ANSWERS.items():
            st.button(
                words,
                key=f"answer_{asked.label}_{asked.title}_{code}",
                on_click=partial(_save, asked, code),
            )


def _save(asked: Invitation, answer: str) -> None:
    action = Action.ANSWER_INVITATIONS
    event = session.event(action, asked.client_id)
    answer_invitation(session.store(), asked, answer, session.scope(action), event)


def _when(asked: Invitation) -> str:
    return f"{asked.title} ({asked.time.lower()})" if asked.time else asked.title
