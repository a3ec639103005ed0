"""What loads did to a worker's own people, and a person must look at: facts about which
a file and a worker disagree, and people whose record was withdrawn.

A death about which records disagree stands above them (`disputed_deaths.py`).
"""

from datetime import date

import streamlit as st

from dashboard import session
from dashboard.components import disputed_deaths
from dashboard.components.plain import plain
from metrics import Action, casework, day, records
from metrics.casework import Contradicted, Right


SAYS: dict[Right, str] = {
    "worker_right": "Our own record is right",
    "file_right": "The file is right",
}
NEXT: dict[Right, str] = {
    "worker_right": "Tell your data steward, so that the next file says so too.",
    "file_right": "Put your own record right, on the person's page.",
}


def draw(today: date) -> None:
    """Deaths first, then the others, then whose record is gone; nothing where all is
    as it was.
    """
    scope = session.scope()
    disputed_deaths.draw(session.ask(records.disputed_deaths, today, scope))
    for each in session.ask(casework.contradicted, today, scope):
        with st.container(border=True, key=f"contradiction_{each.row_id}"):
            st.markdown(_said(each))
            if session.may(Action.RECORD_FACT):
                _answers(each)
    for gone in session.ask(records.withdrawn, today, scope):
        st.info(
            f"**{plain(gone.label)}: record withdrawn.** The load that brought it was "
            f"undone. What you decided up to {day(gone.decided_on)} is kept; ask your "
            "data steward whether they are still with you.",
            icon=":material/undo:",
        )


def _said(each: Contradicted) -> str:
    stands = "what a worker recorded" if each.ours_stands else "what the file says"
    return (
        f":material/rule: **{plain(each.label)}: {plain(each.words)}**, "
        f"{day(each.said_on)}. A worker recorded it here, and a file loaded "
        f"{day(each.loaded_on)} says something else. Meanwhile {stands} counts. Ask, "
        "and say which is right; this program does not choose."
    )


def _answers(each: Contradicted) -> None:
    with st.container(horizontal=True):
        for right, label in SAYS.items():
            if st.button(label, key=f"{right}_{each.row_id}"):
                _settle(each, right)


def _settle(each: Contradicted, right: Right) -> None:
    scope, event = session.acting(Action.RECORD_FACT, each.client_id, "contradiction")
    casework.settle(session.store(), each.row_id, right, scope, event)
    session.say_next(f"Written down: {SAYS[right].lower()}. {NEXT[right]}")
    st.rerun()
