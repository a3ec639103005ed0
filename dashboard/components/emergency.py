"""An emergency: the band while a record is open, what waits for review, and the forms
that open a record, shut it, and review what was opened.

The bands name nobody: they stand on every page (safety.md IG-06).
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import session
from dashboard.access import User, can
from dashboard.components import act_list
from dashboard.components.plain import plain
from metrics import Action, counted, day, london
from metrics.emergencies import (
    FINDINGS,
    LONGEST_NOTE,
    MINUTES,
    REASONS,
    Opening,
    OpenNow,
    open_now,
    to_review,
)


LOOK_EVERY = 20  # seconds: how soon a record shuts by itself
LAST_RESORT = (
    "For when somebody may come to harm and there is no time to ask. You read one "
    f"record for {MINUTES} minutes, and record nothing in it. **It is written down, "
    "and the privacy officer reviews it within five working days.**"
)


def band(user: User) -> None:
    """On every page: that something is open, and that something waits for review."""
    if session.opened().store is None:
        return
    # The style sheet puts it away where a client looks too.
    with st.container(key="emergency_band"):
        if can(user, Action.BREAK_GLASS) and (held := opened()):
            st.warning(
                f"A record is open in an emergency until {london(held.until):%H:%M}. "
                "Shut it on *Emergency access* when you have read it.",
                icon=":material/lock_open:",
            )
        if can(user, Action.REVIEW_EMERGENCIES):
            _waiting()


def opened() -> OpenNow | None:
    """What this person has open. Asked anew each time: an hour ends without a write."""
    return open_now(session.store(), session.scope(Action.BREAK_GLASS))


def form(open_it: Callable[[str, str, str], None]) -> None:
    """Whom, why and what happened: open_it(pseudonym, reason, words)."""
    st.warning(LAST_RESORT, icon=":material/emergency:")
    with st.form("emergency", border=False):
        label = st.text_input("The person's pseudonym, as RV-0148")
        reason = st.radio(
            "Why is there no time to ask?",
            tuple(REASONS),
            index=None,
            format_func=REASONS.__getitem__,
        )
        note = st.text_area(
            "What happened, in a few words. No names and no pseudonyms.",
            max_chars=LONGEST_NOTE,
        )
        pressed = st.form_submit_button(f"Open this record for {MINUTES} minutes")
    if pressed:
        open_it(label, reason or "", note)


def head(held: OpenNow, shut: Callable[[], None]) -> None:
    """Until when it is open, and the button that shuts it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        until = f"{london(held.until):%H:%M}"
        st.markdown(f"**{plain(held.label)}** · open until {until} · to read only")
        if st.button("Shut it now", icon=":material/lock:"):
            shut()
    _ends_by_itself()


@st.fragment(run_every=LOOK_EVERY)
def _ends_by_itself() -> None:
    if opened() is None:
        st.rerun()


def _waiting() -> None:
    scope = session.scope(Action.REVIEW_EMERGENCIES)
    found = session.ask(to_review, session.today(), scope)
    if found:
        late = f" {found.overdue} overdue." if found.overdue else ""
        st.warning(
            f"{counted(found.waiting, 'opening')} in an emergency to review, the first "
            f"by {day(found.first_due)}.{late}",
            icon=":material/rate_review:",
        )


def reviews(
    found: Sequence[Opening], today: date, save: Callable[[Opening, str], None]
) -> None:
    """A card for each: who, of whom, why, and what the review found or may find."""
    for each in found:
        at = london(each.at)
        with st.container(border=True, key=f"emergency_{each.at:%Y%m%d%H%M%S%f}"):
            st.markdown(
                f"**{plain(each.label)}** · opened {day(at.date())} at {at:%H:%M} by "
                f"{plain(act_list.name(each.who))}, {each.role}"
            )
            st.markdown(f"Why: {plain(each.why)}. In their words: {plain(each.note)}")
            st.markdown(_standing(each, today))
            if each.finding is None:
                _review(each, save)


def _standing(each: Opening, today: date) -> str:
    if each.finding and each.reviewed_at:
        return f"Reviewed {day(each.reviewed_at.date())}: {each.finding}."
    late = "**Overdue.** " if each.is_overdue(today) else ""
    return f"{late}Not yet reviewed: by {day(each.due)}."


def _review(each: Opening, save: Callable[[Opening, str], None]) -> None:
    key = f"{each.at:%Y%m%d%H%M%S%f}"
    found = st.radio(
        "What did you find?",
        tuple(FINDINGS),
        index=None,
        format_func=FINDINGS.__getitem__,
        key=f"finding_{key}",
    )
    pressed = st.button("Save the review", key=f"save_{key}", disabled=found is None)
    if pressed and found:
        save(each, found)
