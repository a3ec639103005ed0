"""Beginning a sitting: which one, what to say first, how it is asked, if alone.

Nothing is chosen beforehand: who is in the room is looked at, never assumed.
"""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.components import paper_form
from dashboard.components.plain import plain
from metrics import SURVEYS, TABLES, counted, day
from metrics.casework import KINDS, Kind, LeftOpen


NOT_ALONE = (
    "Somebody else is in the room: the private questions are not asked today. Ask the "
    "rest alone if you can; an answer given beside somebody may be another answer."
)
NOBODY_ASKED = ("not_recorded", "no")


def draw(begin: Callable[[str, str, str], None]) -> None:
    """The sittings as cards; of the chosen one, what to say and what to look at."""
    chosen = st.radio(
        "Which sitting?",
        list(KINDS),
        format_func=lambda kind: _title(KINDS[kind]),
        captions=[_when(KINDS[kind]) for kind in KINDS],
        index=None,
        key="sitting_kind",
    )
    if chosen is None:
        return
    kind = KINDS[chosen]
    if kind.asked_of == "worker":
        # Nobody is asked: it is what the worker knows, wherever the person is.
        if st.button("Begin", type="primary", key="begin"):
            begin(chosen, *NOBODY_ASKED)
        return
    with st.container(border=True, key="sitting_first"):
        _say_first(kind)
        mode = _chosen("How is it asked?", "mode")
        alone = _chosen("Are you alone with the person?", "alone")
        if alone == "no":
            st.warning(NOT_ALONE, icon=":material/group:")
        ready = mode is not None and alone is not None
        if st.button("Begin", type="primary", disabled=not ready, key="begin"):
            begin(chosen, str(mode), str(alone))
    paper_form.draw(kind)


def left_open(found: tuple[LeftOpen, ...], go_on: Callable[[str], None]) -> None:
    """Sittings begun and not closed: after a reload or a dropped connection."""
    st.header("Left open", anchor=False)
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Go on", key=f"go_on_{each.label}"):
                go_on(each.client_id)
            st.markdown(
                f"**{plain(each.label)}** · {plain(each.title)} · begun "
                f"{day(each.began_at.date())}"
            )


def earlier(began: date, today: date) -> None:
    """A sitting of another day: its questions are about the days before that one."""
    if began != today:
        st.info(
            f"Begun on {day(began)}. Its questions are about the 28 days before that "
            "day. Stop here to keep what was said, and begin anew.",
            icon=":material/event:",
        )


def _title(kind: Kind) -> str:
    return f"{plain(kind.title)} · about {counted(kind.minutes, 'minute')}"


def _when(kind: Kind) -> str:
    return plain(kind.when)


def _say_first(kind: Kind) -> None:
    said = [line for name in kind.surveys for line in SURVEYS[name].say_first]
    if not said:
        return
    st.markdown("**Say first:**")
    st.markdown("\n".join(f"- {plain(line)}" for line in dict.fromkeys(said)))


def _chosen(label: str, column: str) -> str | None:
    codes = TABLES["sitting"].column(column).codes
    labels = {code.id: code.label for code in codes or () if code.id in OFFERED[column]}
    return st.radio(
        label,
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        horizontal=True,
        key=f"sitting_{column}",
    )


OFFERED = {
    "mode": ("in_person", "by_phone", "on_paper", "self_completed"),
    "alone": ("yes", "no"),
}
