"""Saved plans: the newest version of each, opening one, and two side by side."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from metrics import counted, day
from metrics.planning import Made, PlanListed, kept_words


Opened = Callable[[str], Made]


def draw(
    plans: Sequence[PlanListed], opened: Opened, take: Callable[[Made], None]
) -> None:
    """Every saved plan, the last saved first; `take` takes the one that is opened."""
    st.header("Saved plans", anchor=False)
    _table(plans)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Plan", plans, format_func=_named)
        if st.button("Open", icon=":material/folder_open:") and chosen:
            take(opened(chosen.plan_id))
    if len(plans) > 1:
        _compare(plans, opened)


def _table(plans: Sequence[PlanListed]) -> None:
    rows = tuple(
        (
            each.title,
            each.version,
            ", ".join(map(str, each.sizes)) or "no group",
            f"{each.kept} of {each.ties}",
            each.unplaced,
            day(each.saved_at.date()),
            each.sign_off,
        )
        for each in plans
    )
    columns = (
        "Plan",
        "Version",
        "People in each group",
        "Buying ties kept",
        "Not placed",
        "Saved",
        "Safeguarding",
    )
    table.draw(Twin("The newest version of every saved plan", columns, rows))


def _compare(plans: Sequence[PlanListed], opened: Opened) -> None:
    """The same lines of two plans side by side: neither is called the better."""
    left, right = st.columns(2)
    one = left.selectbox("Compare", plans, format_func=_named)
    others = [each for each in plans if each != one]
    other = right.selectbox(
        "with", others, index=None, format_func=_named, placeholder="Choose a plan"
    )
    if one and other:
        _side_by_side([(each, opened(each.plan_id)) for each in (one, other)])


def _side_by_side(two: Sequence[tuple[PlanListed, Made]]) -> None:
    lines: dict[str, Callable[[PlanListed, Made], str]] = {
        "People placed": lambda _, made: str(made.draft.plan.placed),
        "Not placed": lambda _, made: str(len(made.draft.plan.unplaced)),
        "Groups": lambda _, made: str(len(made.draft.plan.groups)),
        "Ties": lambda _, made: kept_words(made.draft.plan),
        "Rules not kept": lambda _, made: _broken(made),
        "How it was made": lambda _, made: "by hand" if made.by_hand else "looked for",
        "Safeguarding": lambda listed, _: listed.sign_off,
    }
    rows = tuple(
        (line, *(say(listed, made) for listed, made in two))
        for line, say in lines.items()
    )
    names = tuple(f"{listed.title}, version {listed.version}" for listed, _ in two)
    table.draw(Twin("Two plans, line by line", ("What", *names), rows))


def _broken(made: Made) -> str:
    words = [each.words for each in made.draft.broken]
    return " ".join(words) or "none"


def _named(each: PlanListed) -> str:
    return f"{each.title}, {counted(sum(each.sizes), 'person')}, version {each.version}"
