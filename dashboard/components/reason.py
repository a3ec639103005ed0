"""One reason, opened: the sentence, the recorded answers, the worth of the rule.

What would change it and how strong it is stand beside it, so that checking is cheap
(safety.md 1.3). The decision below it is `decision.py`.
"""

import streamlit as st

from dashboard.components.plain import plain
from metrics import STRENGTHS, day
from metrics.records import Judged, Said


STANDS = {
    "known": "",
    "out of date": " (not used)",
    "asked, not answered": " (not known)",
    "not asked": " (not known)",
}


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
            f"- {plain(fact.words)}{STANDS[fact.standing]}{_until(fact)}"
            for fact in judged.facts
        )
    )
    st.caption(
        f"{plain(indicator.reach)}. How strong: "
        f"{plain(STRENGTHS[indicator.strength])}. Source: {plain(indicator.source)}."
    )


def shown(judged: Judged) -> list[str]:
    """The words and inputs as they stand, to be kept with a decision."""
    return [judged.indicator.title, *(fact.words for fact in judged.facts)]


def _until(fact: Said) -> str:
    if fact.standing != "known" or fact.until is None:
        return ""
    return f". May be used until {day(fact.until)}"
