"""Warnings for an area: what workers read above a list, and the form for one.

Nothing here is about a person.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import session
from dashboard.components.plain import plain
from metrics import STANDS_AT_MOST, AreaWarning, area_warnings, day


LONGEST = 200
USUAL = timedelta(14)


def draw() -> None:
    """Those that stand today where the reader works; nothing where there is none."""
    for each in session.ask(area_warnings, session.today(), session.scope()):
        st.warning(
            f"**Warning for the area of {plain(each.service)}**, until "
            f"{day(each.until)}: {plain(each.words)}",
            icon=":material/campaign:",
        )


def standing(found: Sequence[AreaWarning], end: Callable[[AreaWarning], None]) -> None:
    """Each that stands, with a button that ends it."""
    for each in found:
        key = f"{each.service} {each.written_at:%Y%m%d %H%M%S %f}"
        with st.container(border=True, key=f"warning {key}"):
            st.markdown(
                f"**{plain(each.service)}** · written {day(each.written_at.date())} · "
                f"stands until {day(each.until)}"
            )
            st.markdown(plain(each.words))
            if st.button("End it now", key=f"end {key}"):
                end(each)


def form(
    services: Sequence[str], today: date, save: Callable[[str, str, date], None]
) -> None:
    """Where, what and until when: save(service, words, until)."""
    st.header("Write a warning", anchor=False)
    # With each write the data version is another, and so the form is empty again.
    with st.form(f"area_warning_{session.store().version}"):
        service = st.selectbox("For everybody who works at", services, filter_mode=None)
        words = st.text_area(
            "What was found, where, and what to tell people. No names.",
            max_chars=LONGEST,
        )
        until = st.date_input(
            "Until, that day included",
            today + USUAL,
            min_value=today,
            max_value=today + STANDS_AT_MOST,
            format="DD/MM/YYYY",
        )
        if st.form_submit_button("Warn") and service:
            save(service, words, until)
