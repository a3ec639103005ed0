"""One load as it was: when, of which day, which files, and the button to undo it."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.plain import plain
from metrics import Batch, counted, day


def draw(batch: Batch, take_away: Callable[[], None]) -> None:
    """The card. Undoing takes two clicks: one to open the question, one to answer."""
    with st.container(border=True, key=f"batch_{batch.id}"):
        st.markdown(
            f"**Batch {batch.id}** · loaded {day(batch.loaded_at.date())} by "
            f"{plain(batch.loaded_by)} · speaks for {day(batch.as_at)} · "
            f"{counted(_stored(batch), 'record')}"
        )
        st.markdown(
            f"{counted(batch.rows, 'row')} of "
            + ", ".join(plain(file["name"]) for file in batch.files)
        )
        if batch.day_first:
            st.markdown("Dates were read with the day first, as confirmed then.")
        if batch.held:
            st.markdown(f"{counted(batch.held, 'row')} left waiting: {_why(batch)}")
        if batch.undone_at:
            st.markdown(f"Undone {day(batch.undone_at.date())}.")
            return
        with st.popover("Undo this load"):
            st.markdown(
                f"Its {counted(_stored(batch), 'record')} go, and what they had "
                "replaced stands again. Decisions made meanwhile stay."
            )
            if st.button("Undo it", key=f"undo_{batch.id}"):
                take_away()


def _stored(batch: Batch) -> int:
    """How many facts it brought: of one row of a file there may be several."""
    return sum(each["new"] + each["changed"] for each in batch.counts.values())


def _why(batch: Batch) -> str:
    return plain(batch.reason or "no reason was kept")
