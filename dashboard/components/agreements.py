"""What they agreed to: one line a purpose; two clicks change it, at once."""

from datetime import date

import streamlit as st

from dashboard import session
from dashboard.components.plain import plain
from metrics import Action, casework, day, records
from metrics.records import Agreement


AT_ONCE = (
    "It counts at once, on every list and plan. Taking it back needs no reason, and "
    "their own care stays as it is."
)
OWN_CARE_ONLY = (
    "They agreed to none of these, as far as is recorded. Their records are used for "
    "their own care alone."
)
SAYS = {
    "given": "They agree, today",
    "declined": "They do not agree, today",
    "withdrawn": "They take it back, today",
}


def draw(client: str, today: date) -> None:
    """Each purpose as it stands, and the button that opens its change."""
    st.header("What they agreed to", anchor=False)
    st.caption(AT_ONCE)
    found = session.ask(records.agreements, client, today, session.scope())
    if not any(each.given for each in found):
        st.info(OWN_CARE_ONLY, icon=":material/lock:")
    for agreement in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(agreement.title)}**: {_said(agreement)}")
            if session.may(Action.RECORD_FACT):
                _change(client, agreement)


def _said(agreement: Agreement) -> str:
    if agreement.state is None or agreement.on is None:
        return "not asked, so not permitted"
    return f"{plain(agreement.state)}, {day(agreement.on)}"


def _change(client: str, agreement: Agreement) -> None:
    states = ("withdrawn",) if agreement.given else ("given", "declined")
    # A popover is one click, the button in it the second.
    with st.popover("Take back" if agreement.given else "Record"):
        for state in states:
            if st.button(SAYS[state], key=f"{agreement.purpose}_{state}"):
                _save(client, agreement, state)


def _save(client: str, agreement: Agreement, state: str) -> None:
    scope, event = session.acting(Action.RECORD_FACT, client, "permission")
    held = session.store()
    casework.record_permission(held, client, agreement.purpose, state, scope, event)
    session.say_next(f"Recorded: {agreement.title}: {state}. It counts from now on.")
    st.rerun()
