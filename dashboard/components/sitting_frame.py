"""Round the question of a sitting: how far it is, when it was saved, and the cover.

Left idle, the screen is covered by the browser itself, with nothing sent and nobody
signed out: style.css waits two minutes from the last answer. One key (Enter) or one
touch takes the cover away, and the same question stands there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import session
from dashboard.components.plain import plain
from dashboard.components.sitting_acts import Acts
from metrics import counted
from metrics.casework import OpenSitting, Step, saved_words, sections


COVERED = "Covered, because nothing was touched for two minutes. Nothing is lost."


@contextmanager
def screen(private: bool) -> Iterator[None]:
    """Where the question stands, under a cover that comes by itself. Each run of the
    page draws both anew, which is what starts the two minutes again.
    """
    turn = (session.kept("sitting_turn") or 0) + 1
    session.keep("sitting_turn", turn)
    name = "private" if private else "open"
    with st.container(key=f"sitting_{name}_{turn}"):
        yield
    with st.container(key=f"cover_{turn}"):
        st.markdown(COVERED)
        st.button("Go on", key=f"lift_{turn}", type="primary", shortcut="Enter")


def head(held: OpenSitting) -> DeltaGenerator:
    """How far, how long still, when it was saved; all parts at the side of a laptop.
    Returns the place beside them.
    """
    minutes = held.minutes_left
    parts = [
        plain(held.kind.title),
        f"about {counted(minutes, 'minute')} left" if minutes else "",
        saved_words(held),
    ]
    st.caption(" · ".join(part for part in parts if part))
    done, steps = held.done, len(held.steps)
    st.progress(done / steps if steps else 1.0, text=f"{done} of {steps} asked")
    question, side = st.columns([4, 1], gap="medium")
    with side.container(key="sitting_list"):
        st.markdown(
            "\n".join(
                f"- {plain(each.title)}: {each.done} of {each.steps}"
                for each in sections(held)
            )
        )
    return question


def below(held: OpenSitting, step: Step, acts: Acts) -> None:
    """Going back, and stopping here."""
    with st.container(horizontal=True, key="sitting_below"):
        if st.button(
            "Back one question",
            key="back",
            icon=":material/arrow_back:",
            disabled=held.before(step) is None,
        ):
            acts.back(held, step)
        if st.button("Stop here and keep what was said", key="stop"):
            acts.stop()
