"""Circles as a list, the people of one, and everybody who agreed by outcome: in words.

Everything that the picture says stands here too. What is said of how sure a circle is,
is said of the circle: nobody in it is marked.
"""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from dashboard.charts import Twin
from dashboard.charts_network import OUTCOMES
from dashboard.components import pager, table
from dashboard.components.plain import plain
from metrics import (
    Agreed,
    Circles,
    OutcomeKind,
    PlannedCircle,
    counted,
    day,
)


SYMBOLS = dict(zip(OUTCOMES, "●■◆▲", strict=True))  # the shapes of the picture
SAID = {"given": "agreed", "declined": "said no", "withdrawn": "took it back"}
NO_CIRCLE = "no circle yet"
A_ROW = 3  # circles side by side, on a wide screen
INVITED = "Being invited to a group"
TOO_SMALL = "not shown for a circle of fewer than 5"
TOO_FEW = "not shown for a circle of fewer than 5, or where too few have said"


def answer(found: Circles) -> None:
    """The page's own question, answered first. The marks are those of the picture."""
    st.markdown(
        f"**{counted(len(found.everybody), 'person')}** agreed to network planning."
    )
    with st.container(horizontal=True):
        for kind, words in OUTCOMES.items():
            st.metric(
                f"{SYMBOLS[kind]} {words}", f"{len(found.of(kind)):,}", border=True
            )


def limits(everybody: Sequence[Agreed]) -> None:
    """How far the evidence reaches, beside what it is used for."""
    of = f"of these {counted(len(everybody), 'person')}"
    sexes = [each.sex for each in everybody]
    women, unknown = sexes.count("female"), sexes.count(None)
    said = {0: f"none {of} is recorded as a woman", 1: f"1 {of} is a woman"}.get(
        women, f"{women:,} {of} are women"
    )
    gap = f" (not recorded for {counted(unknown, 'person')})" if unknown else ""
    st.caption(
        f"Studied in men only: {said}{gap}. Fourteen men were interviewed, and nobody "
        "has tested a group of people who buy together. This supports a conversation; "
        "a named person decides."
    )


def draw(found: Circles, open_one: Callable[[int], None]) -> None:
    """Every circle, the largest first, each with a button that opens it."""
    for row in range(0, len(found.circles), A_ROW):
        columns = st.columns(A_ROW)
        for column, circle in zip(columns, found.circles[row:], strict=False):
            with column.container(border=True, height="stretch"):
                _card(circle, open_one)


def one(circle: PlannedCircle) -> None:
    """The people of a circle, and what is to be said of it as a whole."""
    st.markdown(
        "  \n".join(f"**{what}:** {plain(said)}." for what, said in _of(circle))
    )
    st.markdown(
        f"**{counted(circle.pairs, 'pair')} to be checked** by the safeguarding lead. "
        "A list is signed only when every pair has been."
    )
    table.draw(
        Twin(
            "Its people, by pseudonym",
            ("Person", "Outcome", INVITED),
            tuple(
                (each.label, _outcome(each), _invitation(each, dated=False))
                for each in circle.members
            ),
        )
    )


def _of(circle: PlannedCircle) -> list[tuple[str, str]]:
    """What is said of the circle, each under its name."""
    inside = circle.inside
    days = inside.days and f"from {inside.days[0]} to {inside.days[1]} of 28, as told"
    return [
        ("How sure", "; ".join(circle.how_sure)),
        ("Couples inside", _told_by_both(inside.couples)),
        ("Pairs who use together", _told_by_both(inside.use_together)),
        ("What they want for themselves", inside.goals),
        ("Lending", inside.lending or TOO_SMALL),
        ("Days bought together", days or TOO_FEW),
    ]


def _told_by_both(number: int) -> str:
    return f"{number}, as both of two told" if number else "none that both of two told"


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
            _people(kind, found.of(kind), where)


def _people(
    kind: OutcomeKind, members: Iterable[Agreed], where: dict[str, str]
) -> None:
    words = OUTCOMES[kind]
    some = pager.draw(list(members), f"people under “{words.lower()}”")
    if not some:
        st.markdown("Nobody now.")
        return
    waits = kind in (OutcomeKind.CRITERIA_MET, OutcomeKind.NOT_NOW)
    columns = ("Person", "Circle", *(("Outcome",) if waits else ()), INVITED)
    rows = (
        (
            each.label,
            where.get(each.label, NO_CIRCLE),
            *((_outcome(each),) if waits else ()),
            _invitation(each, dated=True),
        )
        for each in some
    )
    table.draw(Twin(f"{_of_all(kind)}, by pseudonym", columns, tuple(rows)))


def _of_all(kind: OutcomeKind) -> str:
    """What everybody under an outcome has in common, so that no row repeats it."""
    if kind is OutcomeKind.NOT_ENOUGH_INFORMATION:
        return "Not enough information: their worker sees what to ask"
    return OUTCOMES[kind]


def _card(circle: PlannedCircle, open_one: Callable[[int], None]) -> None:
    met = sum(each.outcome.kind is OutcomeKind.CRITERIA_MET for each in circle.members)
    couples = circle.inside.couples
    counts = [
        counted(len(circle.members), "person"),
        counted(len(circle.ties), "tie"),
        *([f"{counted(couples, 'couple')} inside"] if couples else []),
    ]
    lines = [
        f"**Circle {circle.number}:** {', '.join(counts)}",
        f"{met} could be discussed, or were",
        plain("; ".join(circle.how_sure)).capitalize(),
        f"Own goals: {plain(circle.inside.goals)}",
    ]
    st.markdown("  \n".join(lines))
    if st.button(f"Open circle {circle.number}", key=f"open_{circle.number}"):
        open_one(circle.number)


def _outcome(member: Agreed) -> str:
    """How far the conversation has come, where there is one to be held."""
    words = member.standing.words if member.standing else member.outcome.words
    return words[:1].upper() + words[1:]


def _invitation(member: Agreed, dated: bool) -> str:
    if member.invitation is None or member.invitation_on is None:
        return "not asked"
    said = SAID[member.invitation]
    return f"{said}, {day(member.invitation_on)}" if dated else said
