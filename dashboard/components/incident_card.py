"""An incident, as reported and as read; and the form that reports one."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.plain import plain
from metrics import Reported, day


LONGEST = 500
WHERE = (
    "My caseload",
    "A client's page",
    "Cohorts",
    "An interview",
    "Groups",
    "Reports",
    "Data",
    "Safeguarding",
    "On paper",
    "Somewhere else",
)
NOBODY_TOLD = (
    "**This program tells nobody.** If somebody may come to harm, speak to your "
    "manager or the safeguarding lead now."
)


def draw(each: Reported, read: Callable[[str], None]) -> None:
    """The card, with a button until somebody has read it."""
    with st.container(border=True, key=f"incident_{each.number}"):
        standing = (
            f"Read on {day(each.read_at.date())}" if each.read_at else "Not yet read"
        )
        st.markdown(
            f"**{plain(each.number)}** · {day(each.at.date())} · {plain(each.page)} · "
            f"{standing}"
        )
        st.markdown(plain(each.note))
        load = each.newest_batch if each.newest_batch is not None else "none"
        st.caption(
            f"Reported by a {each.role}; rules {each.rule_set}, data version "
            f"{each.data_version}, newest load {load}"
        )
        if each.read_at is None and st.button("Read", key=f"read_{each.number}"):
            read(each.number)


def form(save: Callable[[str, str], None]) -> None:
    """Where, and what was seen: save(page, note). Nothing is chosen beforehand."""
    st.warning(NOBODY_TOLD, icon=":material/call:")
    page = st.selectbox(
        "Where did you see it?", WHERE, index=None, placeholder="choose a place"
    )
    note = st.text_area(
        "What happened, and what did you expect? No names and no pseudonyms.",
        max_chars=LONGEST,
    )
    if st.button("Report it", disabled=page is None) and page:
        save(page, note)
