"""A group that runs, for whoever planned it: people, invitations, sessions, files."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.charts import Twin
from dashboard.components import group_paper, states, table
from dashboard.components.plain import plain
from metrics import Action, AuditEvent, Scope, Store, UserError, day, first_up
from metrics.planning import (
    ANSWERS,
    NO_LONGER,
    Form,
    OnList,
    Paper,
    RunningGroup,
    SignOff,
    invite,
    print_list,
)


WEEKS = timedelta(weeks=12)
NOT_SIGNED = "Nobody is invited, and nothing is printed, before the list is signed off."
ASKING = "Their workers now find it on their caseloads."


def draw(
    running: RunningGroup, user: User, today: date, workers: Sequence[str]
) -> None:
    """All of one group. A list that is not signed is folded away."""
    head(running)
    if running.group.sign_off is not SignOff.SIGNED:
        st.caption(NOT_SIGNED)
        with st.expander("Who is on the list"):
            _people(running)
        return
    _people(running)
    _invitations(running, today, workers)
    _sessions(running)
    _files(running, user)


def head(running: RunningGroup) -> None:
    """The group, its state, and what to expect of an evening."""
    group = running.group
    when = ", ".join(part for part in (group.time, group.venue) if part)
    ends = f", until {day(group.ends_on)}" if group.ends_on else ""
    st.subheader(plain(group.title))
    lines = [
        f"**{plain(group.sign_off.value)}** · "
        f"from the plan “{plain(group.plan_title)}”",
        f"{plain(first_up(when) or 'No time chosen yet')} · led by "
        f"{plain(group.facilitator or 'nobody named yet')}{ends}",
    ]
    if running.expected:
        lines.append(plain(running.expected.words))
    st.markdown("  \n".join(lines))


def standing(person: OnList) -> str:
    """How it is with somebody on a list, one wording for whoever is not there."""
    if not person.available or person.left_on:
        return NO_LONGER
    if person.answer and person.answered_on:
        return f"{ANSWERS[person.answer]}, {day(person.answered_on)}"
    if person.invited_on:
        return f"their worker asks, since {day(person.invited_on)}"
    return "not invited yet"


def _people(running: RunningGroup) -> None:
    rows = tuple(
        (each.label, each.keyworker or "no worker named", standing(each))
        for each in running.group.people
    )
    columns = ("Person", "Keyworker", "Own answer")
    table.draw(Twin("On the list, by pseudonym", columns, rows))


def _invitations(running: RunningGroup, today: date, workers: Sequence[str]) -> None:
    """Who leads it and until when; then the tasks of the workers."""
    group = running.group
    at = workers.index(group.facilitator) if group.facilitator in workers else None
    with st.form(f"invite_{group.plan_id}_{group.number}"):
        leads = st.selectbox(
            "The keyworker who leads it", workers, index=at, filter_mode=None
        )
        ends = st.date_input(
            "Its last day",
            value=group.ends_on or today + WEEKS,
            min_value=today + timedelta(days=1),
            format="DD/MM/YYYY",
        )
        if st.form_submit_button("Let the workers ask everybody on it"):
            _invite(running, leads or "", ends)


def _invite(running: RunningGroup, leads: str, ends: date) -> None:
    action = Action.RUN_GROUPS
    store, scope, event = session.store(), session.scope(action), session.event(action)
    try:
        invite(store, running.group.key, leads, ends, scope, event)
    except UserError as error:
        states.refused(str(error))
        return
    session.say_next(ASKING)
    st.rerun()


def _sessions(running: RunningGroup) -> None:
    """Each session held, and how many came. Who came is for whoever leads it."""
    rows = tuple(
        (day(each.held_on), f"{sum(each.came.values())} of {len(each.came)}")
        for each in running.sessions
        if each.came is not None
    )
    if rows:
        table.draw(Twin("Sessions", ("Day", "Came"), rows))
    else:
        st.caption("No session was held yet.")


def _files(running: RunningGroup, user: User) -> None:
    group = running.group
    # Asked for here: what is pressed is made where no page is running.
    held = (session.store(), session.scope(), session.event(Action.RUN_GROUPS))
    take = partial(_take, group.key, *held)
    key = f"{group.plan_id}_{group.number}"
    group_paper.buttons(group.title, key, user, take)


def _take(
    key: tuple[str, int], store: Store, scope: Scope, event: AuditEvent, form: Form
) -> Paper:
    return print_list(store, key, form, scope, event)
