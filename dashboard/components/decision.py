"""Recording a decision: a choice, a reason, a note; nothing chosen beforehand.

Declining takes as many clicks as agreeing. What the choices and reasons are stands in
the contract of `decision`.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import session
from dashboard.components.plain import plain
from metrics import Action, casework, day
from metrics.casework import choices_about
from metrics.records import Decided


# Called with what the decision is about, what was shown, then choice, reason and note.
Save = Callable[..., None]
NOTE = "A note without names (500 characters at most)"
LONGEST = 500


def saving(client: str) -> Save | None:
    """How a decision about a client is saved; None for who may not decide."""
    return partial(_save, client) if session.may(Action.DECIDE) else None


def _save(client: str, about: str, shown: list[str], *said: str) -> None:
    scope, event = session.acting(Action.DECIDE, client, about)
    casework.decide(session.store(), client, about, said, shown, scope, event)
    session.say_next("Saved: your decision, with your reason.")
    st.rerun()


def draw(
    about: str, decided: Decided | None, save: Callable[[str, str, str], None]
) -> None:
    """The newest decision, and the form for the next: save(choice, reason, note)."""
    choices = {choice.id: choice for choice in choices_about(about)}
    # With each decision the form is another one, and nothing is chosen in it again.
    form = f"{about}_{decided.at.isoformat() if decided else 'first'}"
    if decided:
        st.markdown(_said(decided))
    chosen = st.radio(
        "What do you decide?",
        list(choices),
        format_func=lambda choice: choices[choice].label,
        index=None,
        horizontal=True,
        key=f"choice_{form}",
    )
    if chosen is None:
        return
    reasons = {code.id: code.label for code in choices[chosen].reasons}
    reason = st.radio(
        "Why?",
        list(reasons),
        format_func=reasons.__getitem__,
        index=None,
        key=f"reason_{form}_{chosen}",
    )
    note = st.text_area(NOTE, max_chars=LONGEST, key=f"note_{form}")
    if st.button("Save the decision", key=f"save_{form}", disabled=reason is None):
        save(chosen, str(reason), note)


def _said(decided: Decided) -> str:
    choices = {choice.id: choice for choice in choices_about(decided.about)}
    choice = choices[decided.choice]
    reason = next(c.label for c in choice.reasons if c.id == decided.reason)
    note = f" Note: {plain(decided.note)}." if decided.note else ""
    return (
        f"Decided {day(decided.at.date())}: **{choice.label}**, {reason}.{note} "
        "A new decision stands beside it; nothing is overwritten."
    )
