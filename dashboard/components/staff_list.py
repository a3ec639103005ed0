"""Whose caseload is whose, who covers, and the acts: cover, hand over, leaving."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from metrics import counted, day
from metrics.staffing import Caseworker, Post


NO_WORKER = "no worker"


def draw(found: Sequence[Caseworker]) -> None:
    """Every caseload; those that nobody opens come first, and are counted above."""
    alone = [each for each in found if each.is_without_worker]
    people = sum(each.people for each in alone)
    if alone:
        st.warning(
            f"{counted(people, 'person')} on {counted(len(alone), 'caseload')} "
            "with no worker who signs in here.",
            icon=":material/person_off:",
        )
    rows = tuple(
        (
            name(each),
            each.people,
            ", ".join(p.subject for p in each.opened_by if not p.covering) or NO_WORKER,
            "; ".join(_cover(post) for post in each.cover) or "nobody",
        )
        for each in found
    )
    header = ("Caseload", "People", "Opened by", "Covered by")
    table.draw(Twin("Caseloads, those without a worker first", header, rows))


def cover(
    found: Sequence[Caseworker],
    today: date,
    act: Callable[[Caseworker, str, date], None],
) -> None:
    """Let a colleague open a caseload until a day."""
    colleagues = sorted({e.label for e in found if e.label and not e.is_without_worker})
    with st.form("cover"):
        whose = _caseload(found, "Whose caseload")
        by = st.selectbox("Covered by", colleagues, filter_mode=None)
        until = st.date_input(
            "Until, that day included",
            today + timedelta(14),
            min_value=today,
            format="DD/MM/YYYY",
        )
        if st.form_submit_button("Arrange cover") and whose and by:
            act(whose, by, until)


def hand_over(
    found: Sequence[Caseworker], act: Callable[[Caseworker, str], None]
) -> None:
    """Give everybody of a caseload another worker."""
    with st.form("hand_over"):
        whose = _caseload(found, "From the caseload")
        to = st.selectbox(
            "To the worker",
            sorted({each.label for each in found if each.label}),
            filter_mode=None,
        )
        if st.form_submit_button("Hand over everybody") and whose and to:
            act(whose, to)


def leaving(found: Sequence[Caseworker], act: Callable[[Post], None]) -> None:
    """End somebody's posts, at once."""
    posts = {p.subject: p for each in found for p in each.opened_by if not p.covering}
    if not posts:
        st.markdown("Nobody here signs in yet.")
        return
    with st.form("leaving"):
        who = st.selectbox("Who has left", sorted(posts), filter_mode=None)
        st.markdown(
            "They see nothing from their next click on. Their people stand without a "
            "worker until you arrange cover or hand over."
        )
        if st.form_submit_button("End their sign-in"):
            act(posts[who])


def name(each: Caseworker) -> str:
    """A caseload as it is named: the worker's label and the service."""
    return f"{each.label or NO_WORKER}, {each.service}"


def _caseload(found: Sequence[Caseworker], words: str) -> Caseworker | None:
    named = {name(each): each for each in found if each.label}
    chosen = st.selectbox(words, list(named), filter_mode=None)
    return named.get(chosen or "")


def _cover(post: Post) -> str:
    return f"{post.subject} until {day(post.until)}" if post.until else post.subject
