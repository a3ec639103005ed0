"""Papers and files of lists that are out, and which of them are to be destroyed."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import table
from metrics import Action, counted, day
from metrics.planning import Printed, note_destroyed


LOOK_EVERY = 2  # seconds
NONE = "None. Each bears a number and is good for 7 days at most."


def draw(look: Callable[[], Sequence[Printed]], today: date) -> None:
    """What is to be destroyed first, then every print, the newest first."""
    found = look()
    _watch(look, found)
    st.header("Prints and files that are out", anchor=False)
    if not found:
        st.caption(NONE)
        return
    due = [str(each.number) for each in found if each.to_destroy(today)]
    if due:
        st.warning(
            f"**{counted(len(due), 'print')} to be destroyed**: number "
            f"{', '.join(due)}.",
            icon=":material/delete_forever:",
        )
    columns = ("Print", "List", "As", "Valid until", "Now")
    rows = tuple(_row(each, today) for each in found)
    table.draw(Twin("Every print, the newest first", columns, rows))
    out = [each.number for each in found if each.destroyed_on is None]
    if out:
        number = st.selectbox("Which was destroyed?", out, filter_mode=None)
        if st.button("Note that it was destroyed"):
            _destroyed(number)


@st.fragment(run_every=LOOK_EVERY)
def _watch(look: Callable[[], Sequence[Printed]], drawn: Sequence[Printed]) -> None:
    """A list is made and numbered after the run in which it was asked for has begun, so
    that this run may not know of it yet.
    """
    if look() != drawn:
        st.rerun()


def _row(printed: Printed, today: date) -> tuple[str, str, str, str, str]:
    return (
        f"Number {printed.number}",
        printed.title,
        printed.form,
        day(printed.valid_until),
        _fate(printed, today),
    )


def _fate(printed: Printed, today: date) -> str:
    if printed.destroyed_on:
        return f"destroyed on {day(printed.destroyed_on)}"
    return "to be destroyed" if printed.to_destroy(today) else "in use"


def _destroyed(number: int) -> None:
    action = Action.RUN_GROUPS
    store, scope, event = session.store(), session.scope(action), session.event(action)
    note_destroyed(store, number, scope, event)
    session.say_next(f"Noted: list {number} was destroyed.")
    st.rerun()
