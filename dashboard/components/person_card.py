"""One person on a list: when the review is due, why to ask or review, what to ask.

Three reasons, then how many more. No colour, badge or number ranks anybody.
"""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.components.plain import plain
from metrics import counted, day, listed
from metrics.records import Judged, Person


REASONS_SHOWN = 3
NO_CONCERN = "No concern recorded here."


def draw(person: Person, today: date, open_person: Callable[[str], None]) -> None:
    """The card, with its button first."""
    with st.container(border=True, key=f"card_{person.label}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"open_{person.label}", help=None):
                open_person(person.client_id)
            st.markdown(f"**{plain(person.label)}** · {head(person, today)}")
        for reason in person.reasons[:REASONS_SHOWN]:
            st.markdown(f"- {said(reason)}")
        st.markdown(below(person))


def head(person: Person, today: date) -> str:
    """Review and changes: "review due 4 November 2026 · changed: dose"."""
    if person.next_review is None:
        review = "no next review is recorded"
    elif person.next_review < today:
        review = f"review was due {day(person.next_review)}"
    else:
        review = f"review due {day(person.next_review)}"
    changed = f" · changed: {listed(person.changed)}" if person.changed else ""
    return plain(review + changed)


def said(reason: Judged) -> str:
    """A reason with the recorded answers that it rests on."""
    behind = "; ".join(reason.said)
    title = f"**{plain(reason.indicator.title)}**"
    return f"{title}: {plain(behind)}" if behind else title


def below(person: Person) -> str:
    """What else there is: more reasons, nothing recorded, and what to ask."""
    parts = []
    more = len(person.reasons[REASONS_SHOWN:])
    if more:
        parts.append(f"{plain('+')} {more} more, opened on the person's page.")
    if not person.reasons:
        parts.append(NO_CONCERN)
        if person.asks:
            parts.append(f"{counted(len(person.asks), 'thing')} not known.")
        parts.append("Check the care record.")
    if person.asks:
        parts.append(f"Ask about: {plain(listed(person.asks[:REASONS_SHOWN]))}.")
    return " ".join(parts)
