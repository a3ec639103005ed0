"""The switch between invented people, which stands in the demonstration only."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.access import User


def draw(users: Sequence[User], key: str, on_change: Callable[[], None]) -> None:
    """Who is looking. It stands in the address, so that a page can be shown again."""
    names = {user.subject: f"{user.shown_as}, {user.place}" for user in users}
    st.sidebar.selectbox(
        "You are (demonstration only)",
        list(names),
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        filter_mode=None,
        on_change=on_change,
    )
