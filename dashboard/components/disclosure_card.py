"""A disclosure as the safeguarding lead reads it, and the button that it was read."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.components.plain import plain
from metrics import ago, day
from metrics.safeguarding import Disclosed


NOT_YET_READ = "Not yet read"


def draw(told: Disclosed, today: date, read: Callable[[int], None]) -> None:
    """What was said, when, and by whom it was entered."""
    with st.container(border=True):
        mark = "" if told.is_read else f":material/mail: **{NOT_YET_READ}** · "
        st.markdown(
            f"{mark}**{plain(told.label)}**: {plain(told.kind)}, said "
            f"{day(told.said_on)} ({ago(told.said_on, today)})"
        )
        st.markdown("  \n".join(_more(told)))
        if not told.is_read and st.button(
            "I have read this", key=f"read_{told.row_id}", type="primary"
        ):
            read(told.row_id)


def _more(told: Disclosed) -> list[str]:
    lines = [f"Entered by {plain(told.entered_by or 'a file that was loaded')}."]
    if told.about:
        lines.append(
            f"It is about {plain(told.about)}, as this client numbered people."
        )
    if told.kept_apart:
        lines.append("That person is known here: the two are kept apart in planning.")
    if told.read_at:
        who = plain(told.read_by or "somebody")
        lines.append(f"Read by {who} on {day(told.read_at.date())}.")
    return lines
