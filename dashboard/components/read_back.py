"""The end of a sitting: what was said, read back in plain words, and put right.

Then what happens with it. What only the safeguarding lead reads is never read back.
"""

from itertools import groupby

import streamlit as st

from dashboard.components.plain import plain
from dashboard.components.sitting_acts import Acts
from metrics.casework import OpenSitting, Step, asked, in_words, section, way


WHAT_HAPPENS = """
**What happens with it.** Your own worker reads it, and whoever stands in for them. It
is used to talk with you about support. Where you and somebody else have both agreed to
network planning, and both say that you buy together, those who plan groups can see
that. Private answers go to the safeguarding lead. You may take an answer back at any
time.
"""
PRIVATE = "Asked. What was said is with the safeguarding lead, and is not shown here."


def draw(held: OpenSitting, acts: Acts) -> None:
    """Each answer with a button to put it right; then finish."""
    st.header("Read this back: is it right?", anchor=False)
    for title, steps in groupby(held.steps, key=section):
        st.subheader(plain(title), anchor=False)
        _part(held, list(steps), acts)
    st.markdown(WHAT_HAPPENS)
    if held.may_ask_more and st.button(
        "There is time: ask two more questions about each person", key="longer"
    ):
        acts.longer()
    if st.button("It is right: finish", key="finish", type="primary"):
        acts.finish()


def _part(held: OpenSitting, steps: list[Step], acts: Acts) -> None:
    if steps[0].private:
        st.markdown(PRIVATE)
        return
    for step in steps:
        label = " ".join(part for part in (asked(step), way(step)) if part)
        text, button = st.columns([5, 1], vertical_alignment="center")
        text.markdown(f"{plain(label)} **{plain(in_words(held, step))}**")
        if button.button("Put right", key="_".join(("right", *step.key))):
            acts.correct(step)
