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
from metrics.records import Caseload, Frame, due_soon


ANY = "any"
DUE = {"week": "this week or overdue", "overdue": "overdue"}


class Chosen(TypedDict):
    reason: str | None
    ask: str | None
    due_by: date | None
    dated: bool


def draw(caseload: Caseload, today: date) -> Chosen:
    """The filters that are set."""
    with st.container(horizontal=True):
        dated = _pick(
            "Something dated in the last 28 days",
            "dated",
            {"only": f"only these: {counted(caseload.dated_recently, 'person')}"},
            "everybody",
        )
        reason = _pick(
            "Reason",
            "reason",
            {
                indicator_id: f"{INDICATORS[indicator_id].title} ({count})"
                for indicator_id, count in caseload.reasons.items()
            },
        )
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
        dated=dated is not None,
    )


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
