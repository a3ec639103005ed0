"""A group as whoever leads it sees it: those who agreed, who came, and a concern."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import states, table
from dashboard.components.plain import plain
from dashboard.components.running import standing
from metrics import SAFEGUARDING_NUMBER, Action, UserError, day
from metrics.planning import RunningGroup, SignOff, leave, send_concern, tick


TELLS_NOBODY = "This program tells nobody. Speak to the safeguarding lead now:"
SENT = "Sent. Speak to the lead now, too."
LEFT = "Noted that they left."
PAUSED = "This group is paused by safeguarding. Nobody meets until it goes on."


def draw(led: RunningGroup, today: date) -> None:
    """Those who agreed, the evening, and what to do when something is wrong."""
    group = led.group
    key = f"{group.plan_id}_{group.number}"
    if group.sign_off is not SignOff.SIGNED:
        st.warning(PAUSED if group.sign_off is SignOff.PAUSED else group.sign_off.value)
    rows = tuple((each.label, standing(each)) for each in group.people)
    table.draw(Twin("Those who agreed, by pseudonym", ("Person", "Answer"), rows))
    _held(led)
    there = [each.label for each in group.those_who_agreed]
    if group.sign_off is SignOff.SIGNED and there:
        _ticks(led, key, there, today)
    if there:
        _about_somebody(led, key, there)


def _held(led: RunningGroup) -> None:
    for each in led.sessions:
        if each.came is not None:
            came = sorted(label for label, yes in each.came.items() if yes)
            said = ", ".join(came) or "nobody"
            st.markdown(f"**{day(each.held_on)}**: {plain(said)} came.")


def _ticks(led: RunningGroup, key: str, there: list[str], today: date) -> None:
    with st.form(f"session_{key}"):
        on = st.date_input(
            "Day of the session", value=today, max_value=today, format="DD/MM/YYYY"
        )
        came = {
            label: st.checkbox(f"{label} came", key=f"came_{key}_{label}")
            for label in there
        }
        if st.form_submit_button("Save who came"):
            _do(
                partial(tick, key=led.group.key, held_on=on, came=came),
                "Saved who came.",
            )


def _about_somebody(led: RunningGroup, key: str, there: list[str]) -> None:
    with st.expander("A concern about somebody, or somebody leaves"):
        st.warning(
            f"**{TELLS_NOBODY}** {plain(SAFEGUARDING_NUMBER)}",
            icon=":material/call:",
        )
        who = st.selectbox(
            "About whom?", there, index=None, key=f"whom_{key}", filter_mode=None
        )
        if who is None:
            return
        about = led.group.key
        with st.container(horizontal=True):
            if st.button("Send a concern to the lead", key=f"concern_{key}"):
                _do(partial(send_concern, key=about, label=who), SENT)
            if st.button(f"{who} left the group", key=f"left_{key}"):
                _do(partial(leave, key=about, label=who), LEFT)


def _do(act: Callable[..., None], said: str) -> None:
    action = Action.LEAD_GROUPS
    try:
        act(session.store(), scope=session.scope(action), event=session.event(action))
    except UserError as error:
        states.refused(str(error))
        return
    session.say_next(said)
    st.rerun()
