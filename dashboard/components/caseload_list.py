"""The people of a caseload: cards with the button first, or a table under a picker.

Whom to open is held by the client and the version of the data that was on the screen,
never by the place in a list: a list moves when a record comes.
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import pager, person_card, table
from dashboard.components.person_card import REASONS_SHOWN
from metrics import counted, listed
from metrics.records import Caseload, Counted, Person


CARDS, TABLE = "cards", "table"
VIEWS = {CARDS: "cards", TABLE: "table"}
CHOOSE = "choose a person"
NOTHING = "nothing"


def _view() -> str:
    """Cards or the table, as the address says."""
    stands = session.from_address("show", VIEWS, CARDS)
    chosen = st.segmented_control(
        "Show as", list(VIEWS), default=stands, key="show_as", required=True
    )
    session.to_address("show", chosen, CARDS)
    return chosen


def summary(caseload: Caseload) -> None:
    """How many there are, how many reviews are due, and what is new to this reader."""
    st.markdown(
        f"**{counted(len(caseload.people), 'person')}** · "
        f"{counted(caseload.reviews_due, 'review')} due by the end of the week or "
        f"overdue · {caseload.changed} changed since you last looked"
    )


def narrowed(people: Sequence[Person], caseload: Caseload) -> None:
    """Say that the list is not everybody, so that nobody is taken for absent."""
    if len(people) < len(caseload.people):
        of = f"{counted(len(people), 'person')} of {len(caseload.people)}"
        st.caption(f"These filters show {of}.")


def draw(
    people: Sequence[Person],
    today: date,
    open_person: Callable[[str], None],
    mark: Callable[[str, bool], None] | None,
) -> None:
    """Those on the page of the list that is open, 25 at a time."""
    # Both in one row, so that the first person stands as high as can be.
    with st.container(horizontal=True):
        chosen = _view()
        shown = pager.draw(people, "people")
    if chosen == TABLE:
        _picker(people, open_person)
        _table(shown, today)
        return
    for person in shown:
        person_card.draw(person, today, open_person, mark)


def counts(caseload: Caseload) -> None:
    """Everybody by how they stand with each reason; each row adds up to all of them."""
    everybody = len(caseload.people)
    with st.expander("Counts by reason"):
        table.draw(
            Twin(
                f"Of {everybody} people. A row adds up to everybody; "
                "not known is never a no",
                ("Reason", "Listed", "Already in hand", "Not raised", "Not known"),
                tuple(_counted(each) for each in caseload.counted),
            )
        )


def _picker(people: Sequence[Person], open_person: Callable[[str], None]) -> None:
    clients = {person.label: person.client_id for person in people}
    # A new version of the data begins with nobody chosen.
    version = session.store().version
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Open a person",
            list(clients),
            index=None,
            placeholder=CHOOSE,
            key=f"picked_{version}",
            width=260,
        )
        pressed = st.button("Open", key="open_picked", disabled=chosen not in clients)
    if pressed and chosen in clients:
        open_person(clients[chosen])


def _table(people: Sequence[Person], today: date) -> None:
    rows = tuple(_row(person, today) for person in people)
    head = ("Person", "Review", "To ask or review", "Changed since you looked")
    table.draw(Twin("By next review, then by pseudonym", head, rows))


def _row(person: Person, today: date) -> tuple[str, ...]:
    lines = [reason.title for reason in person.listed[:REASONS_SHOWN]]
    if more := person_card.more(person):
        lines.append(more)
    changed = "not opened by you yet" if person.changed is None else NOTHING
    return (
        person.label,
        person_card.review(person, today),
        "; ".join(lines) or f"{person_card.NO_CONCERN} Check the care record.",
        listed(person.changed) if person.changed else changed,
    )


def _counted(each: Counted) -> tuple[str | int, ...]:
    title = each.indicator.title
    return (title, each.reason, each.in_hand, each.not_raised, each.not_known)
