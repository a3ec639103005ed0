"""How the records went: doses, days of use, ratings, and answers without a cut-off."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from dashboard import charts_client, session
from dashboard.components import chart
from dashboard.components.plain import plain
from metrics import day, records
from metrics.records import Course


FIRST = "As recorded. One unit a picture; one medicine and form a dose picture."
NONE = "No dose and no outcome form is recorded."
ANSWERS = (
    "Shown as they went, and never flagged: no source sets a cut-off. Only this "
    "person's own line says something; it is never compared with anybody's."
)


def draw(client: str, today: date) -> None:
    """One picture a unit, each with its sentence and its table."""
    st.header("Timelines", anchor=False)
    found = session.ask(records.courses, client, today, session.scope())
    st.caption(FIRST if found.doses or found.use else NONE)
    for number, dose in enumerate(found.doses):
        _one("Dose recorded", "The dose as recorded", (dose,), f"dose_{number}")
    _one("Days of use", "Days of the 28 before each form", found.use, "use")
    _one("How it is going", "Their own ratings, 20 is good", found.ratings, "ratings")
    _answers(found.answers)


def _one(title: str, measured: str, courses: tuple[Course, ...], key: str) -> None:
    if any(each.drawn for each in courses):
        chart.draw(charts_client.course(title, measured, courses), key=key)
    elif courses:
        st.subheader(title, anchor=False)
        st.markdown(_told(courses))


def _answers(courses: Iterable[Course]) -> None:
    """Closed until opened: each answer as it went."""
    told = list(courses)
    if not told:
        return
    with st.expander("What they answered, as it went"):
        st.caption(ANSWERS)
        for number, each in enumerate(each for each in told if each.drawn):
            one = charts_client.course(each.title, plain(each.unit), (each,))
            chart.draw(one, key=f"answer_{number}")
        st.markdown(_told(each for each in told if not each.drawn))


def _told(courses: Iterable[Course]) -> str:
    """Too little for a line: every reading in words."""
    return "\n".join(
        f"- {plain(each.title)}: {plain(reading.words)}, {day(reading.on)}"
        for each in courses
        for reading in each.readings
    )
