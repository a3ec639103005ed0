"""Changing a plan by hand: who is where, where it meets; and saving it by name."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics.planning import (
    PLACES,
    TIMES,
    Group,
    Made,
    lock,
    meet_at,
    move,
    remove,
    titles,
    undo,
    unlock,
)


NEW_GROUP = "a new group"
NOT_SAFE = (
    "Who must not meet is not looked at here. Safeguarding looks at every list before "
    "it can be printed."
)


def draw(made: Made, keep: Callable[[Made], None]) -> str | None:
    """The controls; `keep` takes the changed plan. Returns a name to save it under, in
    the run in which it was sent off.
    """
    _by_hand(made, keep)
    if made.draft.plan.groups:
        _place(made, keep)
    return _name(made)


def _by_hand(made: Made, keep: Callable[[Made], None]) -> None:
    plan = made.draft.plan
    st.subheader("Change it by hand", anchor=False)
    who = st.selectbox(
        "Person",
        sorted(made.draft.request.by_id),
        format_func=lambda label: f"{label}, {_where(made, label)}",
    )
    names = [f"{title}, {_meets(group)}" for group, title in _titled(made)]
    where = st.selectbox(
        "Into", range(len(names) + 1), format_func=[*names, NEW_GROUP].__getitem__
    )
    placed, locked = plan.group_of(who) is not None, who in made.draft.locked
    with st.container(horizontal=True):
        if st.button("Move", icon=":material/move_item:"):
            keep(move(made, who, where))
        if st.button("Take out", icon=":material/person_remove:", disabled=not placed):
            keep(remove(made, who))
        if st.button(
            "Unlock" if locked else "Lock", icon=":material/lock:", disabled=not placed
        ):
            keep(unlock(made, who) if locked else lock(made, who))
        if st.button(
            "Undo", icon=":material/undo:", disabled=made.draft.before is None
        ):
            keep(undo(made))
    st.caption(NOT_SAFE)


def _place(made: Made, keep: Callable[[Made], None]) -> None:
    """Where a group meets: the service's own words, as they will stand on the list."""
    names = [f"{title}, {_meets(group)}" for group, title in _titled(made)]
    with st.form("place", border=False):
        left, right = st.columns(2)
        group = left.selectbox(
            "Group", range(len(names)), format_func=names.__getitem__
        )
        place = _where_it_meets(right, made.draft.request.rules.venues)
        if st.form_submit_button("Settle the place", icon=":material/location_on:"):
            keep(meet_at(made, group, place))


def _where_it_meets(column: DeltaGenerator, kinds: Sequence[str]) -> str:
    """One of the kinds of place that the rules name, or the service's own words."""
    if kinds:
        return column.selectbox(
            "Where it meets", kinds, format_func=lambda code: PLACES.get(code, code)
        )
    return column.text_input(
        "Where it meets",
        max_chars=60,
        help="It stands on the list that is handed out. Empty: not settled.",
    )


def _titled(made: Made) -> list[tuple[Group, str]]:
    plan = made.draft.plan
    return list(zip(plan.groups, titles(plan), strict=True))


def _meets(group: Group) -> str:
    meets = TIMES.get(group.meeting.slot or "", "time not settled")
    place = group.meeting.venue
    return f"{meets}, {PLACES.get(place, place)}" if place else meets


def _where(made: Made, label: str) -> str:
    at = made.draft.plan.group_of(label)
    where = "not placed" if at is None else titles(made.draft.plan)[at]
    return f"{where}, locked" if label in made.draft.locked else where


def _name(made: Made) -> str | None:
    with st.form("save", border=False):
        title = st.text_input(
            "Name of the plan",
            made.title or "Plan",
            max_chars=60,
            help="A day or a place, and never why somebody would be in a group.",
        )
        return title if st.form_submit_button("Save", icon=":material/save:") else None
