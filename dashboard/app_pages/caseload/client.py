"""One client: what do I need to know for the next ten minutes?"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    caseload_filters,
    changes,
    circle_profile,
    client_facts,
    decision,
    group_offer,
    person_card,
    reason,
    record_today,
    states,
)
from metrics import Action, records, suitability_with_facts
from metrics.records import ClientPage


HELP = """
Reasons come first, each opening to the recorded answers, their dates and the rule; then
the questions that would settle what is not known. A decision is yours, with a reason.
"""
EMPTY = "Nobody is open. Choose a person on your caseload first."


def render(user: User) -> None:
    page = _asked()
    if page is None:
        states.empty(EMPTY)
        return
    today, client_id = session.today(), page.person.client_id
    save = decision.saving(client_id)
    states.saved(session.said_before())
    st.markdown(person_card.head(page.person, today))
    record_today.draw(client_id, today)
    st.header("Since the last review", anchor=False)
    changes.draw(page.person, today)
    st.header("To ask or review", anchor=False)
    reason.draw_all(page.person, save)
    st.header("Not known", anchor=False)
    st.markdown(client_facts.script(page.person))
    st.header("What is recorded", anchor=False)
    client_facts.draw(page.facts)
    st.header("How you see the circle", anchor=False)
    circle_profile.draw(page, today)
    st.header("A group offer?", anchor=False)
    scope = session.scope().only(client_id)
    found = session.ask(suitability_with_facts, today, scope)
    group_offer.draw(found[0], page.group_offer, save)


def _asked() -> ClientPage | None:
    client_id = session.opened_client()
    if client_id is None:
        return None
    return session.ask(records.client, client_id, session.today(), session.scope())


PAGE = Page(
    title="Client",
    question="What do I need to know for the next ten minutes?",
    needs=Action.SEE_CLIENT,
    order=2,
    render=render,
    line=lambda user: caseload_filters.line(user, session.today(), session.scope()),
    heading=lambda: page.person.label if (page := _asked()) else "Client",
    help=HELP,
    empty=EMPTY,
    listed=False,
    doses=True,
)
