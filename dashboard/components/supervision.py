"""Those whom a worker will bring to supervision: a list of their own, to be printed.

On paper nothing restricted stands: what is to be read first is opened on the person's
page alone (design.md rule 13).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import prints, session
from dashboard.access import User
from dashboard.components.person_card import review
from dashboard.components.plain import plain
from metrics import RULES, Action, casework, counted, day
from metrics.records import Person, Reason


FILE = "supervision-list.pdf"
NOBODY = "Nobody is marked. Press *Bring to supervision* beside a person."
NOTHING = "Nothing recorded to ask or review. Check the care record."
DOSES = "Doses are as recorded, not for prescribing or supply."


def mark(client_id: str, keep: bool) -> None:
    """Keep a mark until it is taken away, and draw the list anew."""
    action = Action.BRING_TO_SUPERVISION
    event = session.event(action, client_id, "marked" if keep else "mark taken away")
    scope = session.scope(action)
    casework.bring_to_supervision(session.store(), client_id, keep, scope, event)
    st.rerun()


def draw(marked: Sequence[Person], user: User, today: date) -> None:
    """The list, each with a button that takes the mark away, and the print."""
    with st.expander(f"For supervision: {counted(len(marked), 'person')}"):
        if not marked:
            st.markdown(NOBODY)
            return
        for person in marked:
            with st.container(horizontal=True, vertical_alignment="center"):
                words = f"Take {person.label} off"
                if st.button(words, key=f"unmark_{person.label}", type="tertiary"):
                    mark(person.client_id, False)
                st.markdown(plain(review(person, today)))
        _print_button(user, today)


def paper(marked: Sequence[Person], user: User, today: date) -> prints.Printed:
    """The list as it goes to paper."""
    return prints.Printed(
        title="For supervision",
        head=(
            f"{user.shown_as}, {user.place}",
            f"Records as known on {day(today)}; rules {RULES}",
            DOSES,
        ),
        entries=tuple(
            prints.Entry(
                f"{person.label}, {review(person, today)}", tuple(_lines(person))
            )
            for person in marked
        ),
    )


def _lines(person: Person) -> list[str]:
    found = [_line(reason) for reason in person.listed if reason.code]
    if person.asks:
        found.append(f"Ask about: {'; '.join(person.asks)}")
    return found or [NOTHING]


def _line(reason: Reason) -> str:
    rests_on = "; ".join(reason.said)
    return f"{reason.title}: {rests_on}" if rests_on else reason.title


def _print_button(user: User, today: date) -> None:
    action = Action.BRING_TO_SUPERVISION
    store, scope = session.store(), session.scope(action)
    event = session.event(action, about="list printed")

    def made() -> bytes:
        # Read again, and written down, when it is pressed and not before.
        marked = casework.supervision_list(store, today, scope, event)
        return prints.pdf(paper(marked, user, today))

    st.download_button(
        "Print the list", made, FILE, "application/pdf", on_click="ignore"
    )
