"""How the records went: doses, days of use, ratings, and answers without a cut-off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import charts_client, session
from dashboard.components import chart
from dashboard.components.plain import plain
from metrics import day, records
from metrics.records import Course


@dataclass(frozen=True)
class Words:
    """What stands over the pictures, for who reads them."""

    heading: str
    first: str
    none: str
    dose: tuple[str, str]
    use: tuple[str, str]
    ratings: tuple[str, str]
    answers: tuple[str, str]


FOR_THE_WORKER = Words(
    heading="Timelines",
    first="As recorded. One unit a picture; one medicine and form a dose picture.",
    none="No dose and no outcome form is recorded.",
    dose=("Dose recorded", "The dose as recorded"),
    use=("Days of use", "Days of the 28 before each form"),
    ratings=("How it is going", "Their own ratings, 20 is good"),
    answers=(
        "What they answered, as it went",
        "Shown as they went, and never flagged: no source sets a cut-off. Only this "
        "person's own line says something; it is never compared with anybody's.",
    ),
)
# Beside the person: to them, and no rule in it.
IN_THE_ROOM = Words(
    heading="How it went",
    first="As it stands in your record. If something is not right, say so.",
    none="No dose and no form of yours is recorded yet.",
    dose=("Your dose", "The dose as recorded"),
    use=("Your days of use", "Days of the 28 before each form that we filled in"),
    ratings=("How you say it is going", "Your own ratings, 20 is good"),
    answers=(
        "What you answered, as it went",
        "Your own answers, never compared with anybody's. None is right or wrong.",
    ),
)


def draw(client: str, today: date, words: Words = FOR_THE_WORKER) -> None:
    """One picture a unit, each with its sentence and its table."""
    st.header(words.heading, anchor=False)
    found = session.ask(records.courses, client, today, session.scope())
    st.caption(words.first if found.doses or found.use else words.none)
    for number, dose in enumerate(found.doses):
        _one(*words.dose, (dose,), f"dose_{number}")
    _one(*words.use, found.use, "use")
    _one(*words.ratings, found.ratings, "ratings")
    _answers(*words.answers, found.answers)


def _one(title: str, measured: str, courses: tuple[Course, ...], key: str) -> None:
    if any(each.drawn for each in courses):
        chart.draw(charts_client.course(title, measured, courses), key=key)
    elif courses:
        st.subheader(title, anchor=False)
        st.markdown(_told(courses))


def _answers(title: str, caption: str, courses: Iterable[Course]) -> None:
    """Closed until opened: each answer as it went."""
    told = list(courses)
    if not told:
        return
    with st.expander(title):
        st.caption(caption)
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
