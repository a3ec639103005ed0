"""Circles as a list, the people of one, and everybody who agreed by outcome: in words.

Everything that the picture says stands here too. What is said of how sure a circle is,
is said of the circle: nobody in it is marked.
"""

from collections.abc import Iterable

import streamlit as st

from dashboard.charts import Twin
from dashboard.charts_network import OUTCOMES
from dashboard.components import pager, table
from dashboard.components.plain import plain
from metrics import Circles, Member, OutcomeKind, PlannedCircle, counted, day


SYMBOLS = dict(zip(OUTCOMES, "●■◆▲", strict=True))  # the shapes of the picture
SAID = {"given": "agreed", "declined": "said no", "withdrawn": "took it back"}
NO_CIRCLE = "no circle yet"


def answer(found: Circles) -> None:
    """The page's own question, answered in one line."""
    parts = [
        f"{SYMBOLS[kind]} **{len(found.of(kind)):,} {words.lower()}**"
        for kind, words in OUTCOMES.items()
    ]
    st.markdown(
        f"Of {counted(len(found.everybody), 'person')} who agreed to network planning: "
        + " · ".join(parts)
    )


def limits(found: Circles) -> None:
    """How far the evidence reaches, beside what it is used for."""
    women = {0: "none of these is recorded as a woman", 1: "1 of these is a woman"}
    said = women.get(found.women, f"{found.women:,} of these are women")
    unknown = found.sex_not_recorded
    gap = f" (of {counted(unknown, 'person')} it is not recorded)" if unknown else ""
    st.caption(
        f"Studied in men only: {said}{gap}. Fourteen men were interviewed, and nobody "
        "has tested a group of people who buy together. This supports a conversation; "
        "a named person decides."
    )


def draw(found: Circles) -> None:
    """Every circle in a row of its own, the largest first."""
    table.draw(
        Twin(
            "Circles, the largest first",
            (
                "Circle",
                "People",
                "Confirmed ties",
                "Couples inside",
                "Could be discussed",
                "How sure",
                "Pairs not yet checked",
            ),
            tuple(_row(circle) for circle in found.circles),
        )
    )


def one(circle: PlannedCircle) -> None:
    """The people of a circle, and what is to be said of it as a whole."""
    st.markdown(
        f"**How sure:** {plain('; '.join(circle.how_sure))}.  \n"
        f"**Couples inside:** {circle.couples or 'none that both told'}.  \n"
        f"**Days bought together:** {_days(circle)}.  \n"
        f"**{counted(circle.pairs_not_checked, 'pair')} not yet checked** by the "
        "safeguarding lead. A list is signed only when every pair has been."
    )
    table.draw(
        Twin(
            "Its people, by pseudonym",
            ("Person", "Outcome", "Being invited to a group"),
            tuple(
                (each.label, _outcome(each), _invitation(each))
                for each in circle.members
            ),
        )
    )


def people(found: Circles) -> None:
    """Everybody who agreed, one outcome at a time."""
    where = {
        member.label: f"Circle {circle.number}"
        for circle in found.circles
        for member in circle.members
    }
    names = [f"{words}: {len(found.of(kind))}" for kind, words in OUTCOMES.items()]
    for kind, tab in zip(OUTCOMES, st.tabs(names), strict=True):
        with tab:
            _people(OUTCOMES[kind], found.of(kind), where)


def _people(words: str, members: Iterable[Member], where: dict[str, str]) -> None:
    some = pager.draw(list(members), f"people under “{words.lower()}”")
    if not some:
        st.markdown("Nobody now.")
        return
    rows = tuple(
        (
            each.label,
            where.get(each.label, NO_CIRCLE),
            _outcome(each),
            _invitation(each),
        )
        for each in some
    )
    columns = ("Person", "Circle", "Outcome", "Being invited to a group")
    table.draw(Twin(f"{words}, by pseudonym", columns, rows))


def _row(circle: PlannedCircle) -> tuple[str | int, ...]:
    met = sum(each.outcome.kind is OutcomeKind.CRITERIA_MET for each in circle.members)
    return (
        f"Circle {circle.number}",
        len(circle.members),
        len(circle.ties),
        circle.couples or "none",
        f"{met} of {len(circle.members)}",
        "; ".join(circle.how_sure),
        circle.pairs_not_checked,
    )


def _days(circle: PlannedCircle) -> str:
    if circle.days is None:
        return "not shown for a circle this small, or where too few have said"
    fewest, most = circle.days
    return f"from {fewest} to {most} of 28, as its people said"


def _outcome(member: Member) -> str:
    words = member.outcome.words
    return words[:1].upper() + words[1:]


def _invitation(member: Member) -> str:
    if member.invitation is None or member.invitation_on is None:
        return "not asked"
    return f"{SAID[member.invitation]}, {day(member.invitation_on)}"
