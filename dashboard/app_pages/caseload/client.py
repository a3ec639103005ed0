"""One client: what do I need to know for the next ten minutes?"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    agreements,
    area_warnings,
    asked_alone,
    caseload_filters,
    changes,
    circle_profile,
    client_facts,
    courses,
    decision,
    domains,
    group_offer,
    people_around,
    person_card,
    reason,
    record_today,
    states,
    take_along,
)
from metrics import Action, records
from metrics.records import ClientPage


HELP = "Each reason opens to recorded answers, their dates and the rule. You decide."
EMPTY = "Nobody is open. Choose a person on your caseload first."


def render(user: User) -> None:
    page = _asked()
    if page is None:
        states.nobody_open(EMPTY)
        return
    today, client = session.today(), page.person.client_id
    states.saved(session.said_before())
    area_warnings.draw()
    asked_alone.first(page.person)
    st.markdown(person_card.heading(page.person, today))
    take_along.draw(client, today)
    record_today.draw(client, today)
    changes.draw(page.person, today)
    reason.draw_all(page.person, decision.saving(client))
    client_facts.script(page.person)
    domains.draw(page.domains)
    client_facts.draw(page.facts)
    asked_alone.asked(client)
    courses.draw(client, today)
    people_around.draw(client, today)
    if session.may(Action.SEE_OWN_WORDS):
        circle_profile.draw(page, today)
    agreements.draw(client, today)
    group_offer.draw(page, today, decision.saving(client))


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
