"""Before a rule changes: which number, what instead, and how many people would move."""

import streamlit as st

from dashboard import session
from dashboard.components.plain import plain
from metrics import INDICATORS, changeable, count_moves


HIGHEST = 9999
Change = tuple[str, tuple[int, int]]  # a rule; its number, and the one in its place


def draw(service: str) -> Change | None:
    """Choose a number of a rule and another in its place; say what would follow at a
    service, and give back what was chosen.
    """
    st.header("Before a rule changes: who would move", anchor=False)
    st.markdown(
        "Nothing changes here. A rule changes with a new rule set, in which its words, "
        "its example and its number change together."
    )
    every = changeable()
    titles = {INDICATORS[name].title: name for name in every}
    rule, number, instead = st.columns([4, 1, 1], vertical_alignment="bottom")
    title = rule.selectbox(
        "Rule with a number", list(titles), index=None, placeholder="choose a rule"
    )
    numbers = every[titles[title]] if title else ()
    was = number.selectbox(
        "Its number", numbers, disabled=not title, placeholder="none yet"
    )
    becomes = instead.number_input(
        "Instead", 0, HIGHEST, value=was or 0, disabled=not title
    )
    if not title or was is None or becomes == was:
        return None
    change = titles[title], (was, int(becomes))
    today, scope = session.today(), session.scope()
    found = session.ask(count_moves, *change, service, today, scope)
    st.markdown(
        f"With {becomes} in place of {was}, at {plain(service)}: newly raised for "
        f"**{found.joins}** people, no longer raised for **{found.leaves}** people."
    )
    return change
