"""The reasons to ask or review, each opening to the sentence, the recorded answers and
the worth of the rule, with the decision below.

How strong a rule is stands beside it, so that checking is cheap (safety.md 1.3).
"""

from functools import partial

import streamlit as st

from dashboard.components import decision, person_card
from dashboard.components.decision import Save
from dashboard.components.plain import plain, source
from metrics import STRENGTHS, day
from metrics.records import Judged, Person, Said


DECIDE_ELSEWHERE = "Your role reads this page and records no decision here."


STANDS = {
    "known": "",
    "out of date": " (not used)",
    "asked, not answered": " (not known)",
    "not asked": " (not known)",
}


def draw_all(person: Person, save: Save | None) -> None:
    """Every reason in the one fixed order, then what is already in hand."""
    st.header("To ask or review", anchor=False)
    if not person.reasons:
        st.markdown(f"{person_card.NO_CONCERN} Check the care record.")
    for judged in person.reasons:
        _open(judged, "", save)
    for judged in person.in_hand:
        _open(judged, "already in hand: ", save)


def _open(judged: Judged, before: str, save: Save | None) -> None:
    with st.expander(f"{before}{person_card.said(judged)}"):
        draw(judged)
        if save is None:
            st.caption(DECIDE_ELSEWHERE)
        else:
            about = judged.indicator.id
            decision.draw(about, judged.decided, partial(save, about, shown(judged)))


def draw(judged: Judged) -> None:
    """The sentence, each input with its date, and what the rule is worth."""
    indicator = judged.indicator
    st.markdown(
        f"Why it is listed: people {plain(indicator.raised.words)}. "
        f"**Next step: {plain(indicator.suggests)}.** {plain(indicator.why)}"
    )
    st.markdown(
        "What it rests on:\n"
        + "\n".join(
            f"- {plain(fact.words)}{STANDS[fact.standing]}. "
            f"From: {plain(fact.source)}.{_until(fact)}"
            for fact in judged.facts
        )
    )
    st.markdown(f"What would change it: {plain(_changing(judged))}")
    st.caption(
        f"{plain(indicator.reach)}. How strong: "
        f"{plain(STRENGTHS[indicator.strength])}. Source: {source(indicator.source)}."
    )


def shown(judged: Judged) -> list[str]:
    """The words and inputs as they stand, to be kept with a decision."""
    return [judged.indicator.title, *(fact.words for fact in judged.facts)]


def _until(fact: Said) -> str:
    if fact.standing != "known" or fact.until is None:
        return ""
    return f" May be used until {day(fact.until)}."


def _changing(judged: Judged) -> str:
    """A newer record that says otherwise; or time, after which it is asked again."""
    sources = dict.fromkeys(fact.source for fact in judged.facts)
    untils = [
        fact.until
        for fact in judged.facts
        if fact.standing == "known" and fact.until is not None
    ]
    newer = f"a newer record that says otherwise ({'; '.join(sources)})"
    if not untils:
        return f"{newer}."
    return f"{newer}. After {day(min(untils))} part of it is too old: ask again."
