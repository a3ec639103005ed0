"""Who must not meet: the pairs in force, forms that add and end one, those ended."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import pager, table
from metrics import counted, day
from metrics.safeguarding import CATEGORIES, ENDS, HeldApart


IN_FORCE = "in force; review due"
STILL_APART = (
    "Two people stay apart all the same while a check of the pair reads not cleared, "
    "or while one of them disclosed something about the other."
)
REVIEW_AFTER = timedelta(days=182)


def draw(held: Sequence[HeldApart], today: date) -> None:
    """Every pair, with what its review date says of it."""
    due = sum(each.review_is_due(today) for each in held)
    late = f", {counted(due, 'review')} due: each stays in force" if due else ""
    st.markdown(f"**{counted(len(held), 'pair')}** held apart{late}")
    some = pager.draw(held, "pairs held apart")
    rows = tuple(
        (
            f"{each.one} and {each.other}",
            each.category,
            day(each.recorded_on),
            _review(each, today),
        )
        for each in some
    )
    columns = ("Pair", "Why", "Recorded", "Looked at again")
    table.draw(Twin("People who must not meet, by pseudonym", columns, rows))


def form(today: date, save: Callable[[tuple[str, str], str, date], None]) -> None:
    """Two pseudonyms, a category and a review date; nothing chosen beforehand."""
    with st.form("hold_apart", clear_on_submit=False):
        left, right = st.columns(2)
        one = left.text_input("First pseudonym", max_chars=12, placeholder="RV-0148")
        other = right.text_input(
            "Second pseudonym", max_chars=12, placeholder="RV-0211"
        )
        category = st.radio(
            "Why must they not meet?",
            list(CATEGORIES),
            format_func=CATEGORIES.__getitem__,
            index=None,
            horizontal=True,
        )
        review = st.date_input(
            "Look at it again on",
            value=today + REVIEW_AFTER,
            min_value=today + timedelta(days=1),
            format="DD/MM/YYYY",
        )
        if st.form_submit_button("Hold these two apart"):
            save((one, other), category or "", review)


def end(held: Sequence[HeldApart], save: Callable[[int, str], None]) -> None:
    """Which pair, and why it ends; nothing chosen beforehand."""
    if not held:
        return
    st.header("End a separation", anchor=False)
    names = {each.row_id: f"{each.one} and {each.other}" for each in held}
    with st.form("end_separation", clear_on_submit=False):
        pair = st.selectbox(
            "Who need not be held apart any more?",
            list(names),
            format_func=names.__getitem__,
            index=None,
            placeholder="Choose a pair",
            filter_mode=None,
        )
        because = st.radio(
            "Why does it end?", list(ENDS), format_func=ENDS.__getitem__, index=None
        )
        st.caption(STILL_APART)
        if st.form_submit_button("End it from today on"):
            save(pair or 0, because or "")


def ended(gone: Sequence[HeldApart]) -> None:
    """Every pair that was held apart once, folded away: nothing is forgotten."""
    if not gone:
        return
    with st.expander(f"Ended: {counted(len(gone), 'pair')}"):
        rows = tuple(
            (
                f"{each.one} and {each.other}",
                each.category,
                day(each.recorded_on),
                day(each.ended_on) if each.ended_on else "",
                each.ended_because or "",
                each.ended_by or "",
            )
            for each in pager.draw(gone, "pairs ended")
        )
        columns = ("Pair", "Why", "Recorded", "Ended", "Why it ended", "By")
        table.draw(Twin("Pairs that are held apart no longer", columns, rows))


def _review(held: HeldApart, today: date) -> str:
    said = day(held.review_on)
    return f"{said}: {IN_FORCE}" if held.review_is_due(today) else said
