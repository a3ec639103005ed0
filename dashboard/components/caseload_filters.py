"""The filters above a caseload, and how recent its records are.

Filters stand in the address by the code of a reason; a client never does, nor a
restricted fact, which is never a filter (design.md rule 13).
"""

from datetime import date
from typing import TypedDict

import streamlit as st

from dashboard import session
from dashboard.access import User
from metrics import INDICATORS, RULES, Scope, counted, day, records
from metrics.records import CHANGED, Caseload, Frame, due_soon


ANY = "any"
ONLY = "only"
DUE = {"week": "this week or overdue", "overdue": "overdue"}

TITLES = {each.id: each.title for each in INDICATORS.values()} | {
    CHANGED: "Changed since the last review"
}


class Chosen(TypedDict):
    reason: str | None
    ask: str | None
    due_by: date | None
    dated: bool


def draw(caseload: Caseload, today: date) -> Chosen:
    """The filters that are set."""
    dated = _dated(caseload.dated_recently)
    with st.container(horizontal=True):
        reason = _pick("Reason", "reason", _reasons(caseload))
        due = _pick("Review due", "due", DUE, "any time")
        asks = {_code(ask): ask for ask in caseload.asks}
        ask = _pick(
            "Not known yet",
            "ask",
            {code: f"{ask} ({caseload.asks[ask]})" for code, ask in asks.items()},
        )
    until = {None: None, "week": due_soon(today), "overdue": today}[due]
    return Chosen(
        reason=reason,
        ask=asks.get(ask or ""),
        due_by=until,
        dated=dated,
    )


def _dated(count: int) -> bool:
    """The line above the list: a filter, never a score (safety.md H21)."""
    only = session.from_address("dated", (ONLY, ANY), ANY) == ONLY
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**Something dated in the last 28 days: {counted(count, 'person')}**"
        )
        words = "Show everybody" if only else "Show"
        if st.button(words, key="show_dated", disabled=not (count or only)):
            session.to_address("dated", ANY if only else ONLY, ANY)
            st.rerun()
    return only


def _reasons(caseload: Caseload) -> dict[str, str]:
    return {
        code: f"{TITLES[code]} ({count})" for code, count in caseload.reasons.items()
    }


def line(user: User, today: date, scope: Scope) -> tuple[str, ...]:
    """The line under a title of the caseload: who, where, how recent, how complete."""
    frame = session.ask(records.frame, today, scope)
    return (user.shown_as, user.place, *freshness(frame))


def freshness(frame: Frame) -> tuple[str, ...]:
    """Data as-at, completeness and rule set, for the line under a title."""
    as_at = f"data to {day(frame.as_at)}" if frame.as_at else "no client records yet"
    if frame.expected is None:
        complete = f"{frame.clients:,} records; how many to expect is not stated"
    else:
        complete = f"{frame.clients:,} of {frame.expected:,} expected records"
    return (as_at, complete, f"rules {RULES}")


def _pick(
    label: str, key: str, options: dict[str, str], all_of_them: str = "any"
) -> str | None:
    """A choice whose code stands in the address; None is all of them."""
    words = {ANY: all_of_them, **options}
    stands = session.from_address(key, words, ANY)
    chosen = st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        index=list(words).index(stands),
        key=f"filter_{key}",
        filter_mode=None,
    )
    session.to_address(key, chosen, ANY)
    return None if chosen == ANY else chosen


def _code(ask: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in ask)
