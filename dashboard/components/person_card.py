"""One person on a list: when the review is due, why to ask or review, what to ask.

Three reasons, then how many more. No colour, badge or number ranks anybody.
"""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.components.plain import plain
from metrics import counted, day, first_up, listed
from metrics.records import Judged, Person, Reason


REASONS_SHOWN = 3
NO_CONCERN = "No concern recorded here."
TO_READ = "opened on the person's page"
MARK, UNMARK = "Bring to supervision", "Marked for supervision: take away"


def draw(
    person: Person,
    today: date,
    open_person: Callable[[str], None],
    mark: Callable[[str, bool], None] | None = None,
) -> None:
    """The card, its button first; the mark for supervision where there may be one."""
    with st.container(border=True, key=f"card_{person.label}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"open_{person.label}"):
                open_person(person.client_id)
            st.markdown(f"**{plain(person.label)}** · {head(person, today)}")
            if mark:
                _mark(person, mark)
        shown = person.listed[:REASONS_SHOWN]
        if shown:
            st.markdown("\n".join(f"- {line(reason)}" for reason in shown))
        st.markdown(below(person))


def _mark(person: Person, mark: Callable[[str, bool], None]) -> None:
    words = UNMARK if person.marked else MARK
    if st.button(words, key=f"mark_{person.label}", type="tertiary"):
        mark(person.client_id, not person.marked)


def heading(person: Person, today: date) -> str:
    """The same as `head`, where nothing stands before it."""
    return first_up(head(person, today))


def head(person: Person, today: date) -> str:
    """Review and changes: "review due 4 November 2026 · changed: dose"."""
    if not person.changed:
        return plain(review(person, today))
    changed = f"changed since you looked: {listed(person.changed)}"
    return plain(f"{review(person, today)} · {changed}")


def review(person: Person, today: date) -> str:
    """When the next review is due."""
    if person.next_review is None:
        return "no next review is recorded"
    if person.next_review < today:
        return f"review was due {day(person.next_review)}"
    return f"review due {day(person.next_review)}"


def line(reason: Reason) -> str:
    """A reason as it stands on a list, with what is recorded behind it."""
    rests_on = "; ".join(reason.said) or ("" if reason.code else TO_READ)
    title = f"**{plain(reason.title)}**"
    return f"{title}: {plain(rests_on)}" if rests_on else title


def said(reason: Judged) -> str:
    """A reason with the recorded answers that it rests on."""
    rests_on = "; ".join(reason.said)
    title = f"**{plain(reason.indicator.title)}**"
    return f"{title}: {plain(rests_on)}" if rests_on else title


def below(person: Person) -> str:
    """What else there is: more reasons, nothing recorded, and what to ask."""
    parts = []
    if words := more(person):
        parts.append(f"{plain(words)}.")
    if not person.listed:
        parts.append(NO_CONCERN)
        if person.asks:
            parts.append(f"{counted(len(person.asks), 'thing')} not known.")
        parts.append("Check the care record.")
    if person.asks:
        parts.append(f"Ask about: {plain('; '.join(person.asks[:REASONS_SHOWN]))}.")
    return " ".join(parts)


def more(person: Person) -> str:
    """How many reasons there are beyond those shown, or nothing."""
    count = len(person.listed[REASONS_SHOWN:])
    return f"+ {count} more, opened on the person's page" if count else ""
