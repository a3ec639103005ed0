"""Record today: one click on what happened, its day, save. It counts at once.

A death takes a second step in plain words: nobody is taken off every list by a slip of
the hand. Which facts there are stands in `metrics/contracts/today.py`.
"""

from datetime import date, timedelta

import streamlit as st

from dashboard import session
from dashboard.components.plain import plain
from metrics import Action, casework
from metrics import day as in_words
from metrics.casework import DIED, TODAY_FACTS, TodayFact


LONGEST_AGO = timedelta(days=365)
DEATH = (
    "Saving this takes them at once off every list, plan, invitation and print. "
    "If it is recorded by mistake, only your data steward can withdraw it."
)
SURE = "Yes: I know that this person has died"


def draw(client: str, today: date) -> None:
    """The facts as buttons; then the day, and save. Nothing for who may not record."""
    if not session.may(Action.RECORD_FACT):
        return
    # One box for all of it, so that what opens in it closes nothing below.
    with st.container(key="record_today"):
        _draw(client, today)


def _draw(client: str, today: date) -> None:
    st.header("Record today", anchor=False)
    # With each write the data version is another, and so all buttons are free again.
    version = session.store().version
    chosen = st.pills(
        "What happened? One click, then its day.",
        list(TODAY_FACTS),
        format_func=lambda fact: TODAY_FACTS[fact].label,
        key=f"today_{version}",
    )
    _mistakes(client, today)
    if chosen is None:
        return
    fact = TODAY_FACTS[chosen]
    with st.container(border=True, key="today_form"):
        day = st.date_input(
            fact.dated,
            value=today,
            min_value=today - LONGEST_AGO,
            max_value=today,
            format="DD/MM/YYYY",
            key=f"day_of_{chosen}_{version}",
        )
        ready, worker = _second_step(client, fact, version)
        if st.button("Save", key="save_today", type="primary", disabled=not ready):
            _save(client, fact, day, worker)


def _mistakes(client: str, today: date) -> None:
    """What this worker recorded today, each with a button that takes it back."""
    scope = session.scope(Action.RECORD_FACT)
    for each in session.ask(casework.recorded_today, client, today, scope):
        said = f"{TODAY_FACTS[each.fact].label}, {in_words(each.happened_on)}"
        key = f"take_back_{each.fact}_{each.happened_on}"
        if st.button(f"Recorded by mistake? Take back: {said}", key=key):
            whose, event = session.acting(Action.RECORD_FACT, client, "take_back")
            casework.take_back(session.store(), each, whose, event)
            session.say_next(f"Taken back: {said}. It counts no longer.")
            st.rerun()


def _save(client: str, fact: TodayFact, on: date, worker: str | None) -> None:
    scope, event = session.acting(Action.RECORD_FACT, client, "record_today")
    casework.record_fact(session.store(), client, fact, on, scope, event, worker)
    session.say_next(f"{fact.saved} The day: {in_words(on)}.")
    if fact.leaves:
        session.go("my-caseload")
    st.rerun()


def _second_step(client: str, fact: TodayFact, version: int) -> tuple[bool, str | None]:
    """What a death and a move need besides the day; whether it may be saved."""
    if fact.id == DIED:
        st.markdown(plain(DEATH))
        return st.checkbox(SURE, key=f"sure_{version}"), None
    if fact.moves:
        scope = session.scope(Action.RECORD_FACT)
        workers = session.ask(casework.workers, client, scope)
        worker = st.selectbox(
            "Who works with them from then on?",
            list(workers),
            index=None,
            placeholder="Choose a worker",
            key=f"worker_{version}",
        )
        return worker is not None, worker
    return True, None
