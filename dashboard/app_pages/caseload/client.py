"""One client: what do I need to know for the next ten minutes?"""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    caseload_filters,
    circle_profile,
    client_facts,
    decision,
    group_offer,
    person_card,
    reason,
    states,
)
from metrics import Action, Suitability, casework, records, suitability_with_facts
from metrics.records import ClientPage, Judged


HELP = """
Reasons come first, each opening to the recorded answers, their dates and the rule.
Below stand the questions that would settle what is not known, then everything recorded.

A decision is yours: choose what you decided and why. Nothing is chosen beforehand.
"""
EMPTY = "Nobody is open. Choose a person on your caseload first."
DECIDE_ELSEWHERE = "Your role reads this page and records no decision here."


def render(user: User) -> None:
    page = _asked()
    if page is None:
        states.empty(EMPTY)
        return
    person = page.person
    states.saved(session.said_before())
    st.markdown(person_card.head(person, session.today()))
    st.header("To ask or review", anchor=False)
    if not person.reasons:
        st.markdown(f"{person_card.NO_CONCERN} Check the care record.")
    for judged in person.reasons:
        _reason(page, judged)
    for judged in person.in_hand:
        _reason(page, judged, "already in hand: ")
    st.header("Not known", anchor=False)
    st.markdown(client_facts.script(person))
    st.header("What is recorded", anchor=False)
    client_facts.draw(page.facts)
    st.header("How you see the circle", anchor=False)
    circle_profile.draw(page, session.today())
    st.header("A group offer?", anchor=False)
    save = partial(_decide, page) if session.may(Action.DECIDE) else None
    group_offer.draw(_suitability(page), page.group_offer, save)


def _reason(page: ClientPage, judged: Judged, before: str = "") -> None:
    with st.expander(f"{before}{person_card.said(judged)}"):
        reason.draw(judged)
        if session.may(Action.DECIDE):
            about = judged.indicator.id
            save = partial(_decide, page, about, reason.shown(judged))
            decision.draw(about, judged.decided, save)
        else:
            st.caption(DECIDE_ELSEWHERE)


def _decide(
    page: ClientPage, about: str, shown: list[str], choice: str, why: str, note: str
) -> None:
    client_id, action = page.person.client_id, Action.DECIDE
    event = session.event(action, client_id, about)
    casework.decide(
        session.store(),
        client_id,
        about,
        choice,
        why,
        note,
        shown,
        session.scope(action),
        event,
    )
    session.say_next("Saved: your decision, with your reason.")
    st.rerun()


def _suitability(page: ClientPage) -> Suitability:
    one = session.scope().only(page.person.client_id)
    (found,) = session.ask(suitability_with_facts, session.today(), one)
    return found


def _asked() -> ClientPage | None:
    client_id = session.opened_client()
    if client_id is None:
        return None
    return session.ask(records.client, client_id, session.today(), session.scope())


def _heading() -> str:
    page = _asked()
    return page.person.label if page else "Client"


def _line(user: User) -> tuple[str, ...]:
    frame = session.ask(records.frame, session.today(), session.scope())
    return (user.shown_as, user.place, *caseload_filters.freshness(frame))


PAGE = Page(
    title="Client",
    question="What do I need to know for the next ten minutes?",
    needs=Action.SEE_CLIENT,
    order=2,
    render=render,
    line=_line,
    heading=_heading,
    help=HELP,
    empty=EMPTY,
    loading="Reading this person's record",
    listed=False,
    doses=True,
)
