"""A private question, on a screen that shows nothing else.

The line that this program tells nobody stands here full width, with the number from the
settings. What was answered is never shown again: it is with the safeguarding lead.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.components.asked_alone import TELLS_NOBODY
from dashboard.components.plain import plain
from dashboard.components.sitting_acts import Acts
from dashboard.components.sitting_buttons import large
from metrics import SAFEGUARDING_NUMBER
from metrics.casework import OpenSitting, Reply, Step, asked, disclosed_kinds, form


MOST = 5  # new people offered at once, as by every question about people
WHAT = "What is it about? Choose all that it is."
WHOM = "Is it about somebody who will be mentioned? Say the number they will have."
NOBODY_MENTIONED = "nobody who will be mentioned, or rather not say"
WHERE_TO = "You can skip this. The answer goes to the safeguarding lead."
WRITTEN = "It is written down for the safeguarding lead, and not shown again here."


def tells_nobody() -> None:
    """The line, full width, wherever somebody enters a disclosure."""
    st.warning(
        f"**{TELLS_NOBODY}** {plain(SAFEGUARDING_NUMBER)}", icon=":material/call:"
    )


def draw(held: OpenSitting, step: Step, acts: Acts) -> None:
    """The question alone. A yes asks what it is about, and of whom, then is saved."""
    st.header(plain(asked(step)), anchor=False)
    st.markdown(WHERE_TO)
    with st.container(key="answers"):
        if acts.said_yes(step):
            _about(held, step, acts)
        else:
            _answers(step, acts)
    tells_nobody()
    if st.button("Somebody came in: hide the private questions", key="came_in"):
        acts.not_alone()


def _answers(step: Step, acts: Acts) -> None:
    how = form(step)
    with st.container(horizontal=True, key="options"):
        for code in (*how.options, *how.unanswered):
            if large(code.label.capitalize(), f"{_name(step)}_{code.id}"):
                if code.id == "yes" and _asks_more(step):
                    acts.say_yes(step)
                elif code in how.unanswered:
                    acts.answer(step, Reply(unanswered=code.id))
                else:
                    kinds = tuple(disclosed_kinds(step)) if code.id == "yes" else ()
                    acts.answer(step, Reply(code.id, kinds=kinds))


def _asks_more(step: Step) -> bool:
    """Whether a yes may be about one thing or another, or about somebody mentioned."""
    return len(disclosed_kinds(step)) > 1


def _about(held: OpenSitting, step: Step, acts: Acts) -> None:
    kinds = disclosed_kinds(step)
    chosen = st.pills(
        WHAT,
        list(kinds),
        selection_mode="multi",
        format_func=kinds.__getitem__,
        key=f"{_name(step)}_kinds",
    )
    person = st.selectbox(
        WHOM,
        held.choices(MOST),
        index=None,
        format_func=lambda n: f"Person {n}",
        placeholder=NOBODY_MENTIONED,
        key=f"{_name(step)}_person",
    )
    if large("Write it down", f"{_name(step)}_save", disabled=not chosen):
        acts.answer(step, Reply("yes", kinds=tuple(chosen), person=person))


def _name(step: Step) -> str:
    return "_".join(("private", *step.key))


def written(go_on: Callable[[], None]) -> None:
    """After a yes: whom to speak to, before anything else is asked."""
    st.header("Written down", anchor=False)
    st.markdown(WRITTEN)
    tells_nobody()
    if st.button("Go on", key="go_on", type="primary"):
        go_on()
