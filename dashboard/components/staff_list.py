"""Whose caseload is whose, who covers, and the acts: cover, hand over, leaving."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import states, table
from dashboard.components.plain import plain
from metrics import counted, day, first_up
from metrics.staffing import Caseworker, Cover, Post


NO_WORKER = "no worker"
A_CASELOAD = "Choose a caseload"
CHOOSE_BOTH = "Choose a caseload and a worker. Nothing was saved."


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
        by = _worker("Covered by", colleagues)
        until = st.date_input(
            "Until, that day included",
            today + timedelta(14),
            min_value=today,
            format="DD/MM/YYYY",
        )
        if st.form_submit_button("Arrange cover"):
            if whose and by:
                act(whose, by, until)
            else:
                states.refused(CHOOSE_BOTH)


def hand_over(
    found: Sequence[Caseworker], act: Callable[[Caseworker, str], None]
) -> None:
    """Give everybody of a caseload another worker."""
    with st.form("hand_over"):
        whose = _caseload(found, "From the caseload")
        to = _worker("To the worker", sorted({e.label for e in found if e.label}))
        if st.form_submit_button("Hand over everybody"):
            if whose and to:
                act(whose, to)
            else:
                states.refused(CHOOSE_BOTH)


def covered(standing: Sequence[Cover]) -> None:
    """What a worker reads of cover: whose people are on their list too, and who else
    opens their own.
    """
    for each in standing:
        until = f" until {day(each.until)}" if each.until else ""
        if each.is_given:
            st.markdown(
                f"You cover **{plain(each.whose)}**{until}: their people stand here."
            )
        else:
            st.markdown(f"**{plain(each.by)}** covers your people{until}.")


def leaving(found: Sequence[Caseworker], act: Callable[[Post], None]) -> None:
    """End somebody's posts, at once."""
    posts = {p.subject: p for each in found for p in each.opened_by if not p.covering}
    if not posts:
        st.markdown("Nobody here signs in yet.")
        return
    with st.form("leaving"):
        who = _worker("Who has left", sorted(posts))
        st.markdown(
            "They see nothing from their next click on. Their people stand without a "
            "worker until you arrange cover or hand over."
        )
        if st.form_submit_button("End their sign-in"):
            if who:
                act(posts[who])
            else:
                states.refused("Choose who has left. Nothing was saved.")


def name(each: Caseworker) -> str:
    """A caseload as it is named: the worker's label and the service."""
    return f"{each.label or first_up(NO_WORKER)}, {each.service}"


def _caseload(found: Sequence[Caseworker], words: str) -> Caseworker | None:
    named = {name(each): each for each in found if each.label}
    chosen = st.selectbox(
        words, list(named), index=None, placeholder=A_CASELOAD, filter_mode=None
    )
    return named.get(chosen or "")


def _worker(words: str, workers: Sequence[str]) -> str | None:
    """Nobody chosen beforehand: a slip would move everybody, or shut somebody out."""
    return st.selectbox(
        words, workers, index=None, placeholder="Choose a worker", filter_mode=None
    )


def _cover(post: Post) -> str:
    return f"{post.subject} until {day(post.until)}" if post.until else post.subject
