"""How an indicator works: its sentence, its rule, its worth, and a worked example.

Everything comes from the declaration; nothing about an indicator is written here.
"""

import streamlit as st

from dashboard.components.plain import plain, source
from metrics import STRENGTHS, Indicator


def draw(indicator: Indicator) -> None:
    """The whole card, closed until somebody opens it."""
    with st.expander(plain(indicator.title)):
        st.markdown(f"**{plain(indicator.explain())}**")
        st.markdown(f"{plain(indicator.why)} Next step: {plain(indicator.suggests)}.")
        st.markdown(
            f"- Where it comes from: {source(indicator.source)}\n"
            f"- How strong that is: {plain(STRENGTHS[indicator.strength])}\n"
            f"- Whom it covers: {plain(indicator.reach)}\n"
            f"- Where it is not known: {_asked(indicator.ask)}\n"
        )
        st.markdown(
            "The rule as the database decides it (true: raised; null: not known):"
        )
        st.code(indicator.sql(), language="sql", wrap_lines=True)
        st.markdown("A worked example, which is run as a test:")
        st.code(_table(indicator.example.drawn), language=None)


def _asked(ask: str | None) -> str:
    return f"ask about {plain(ask)}" if ask else "nothing to ask: it comes by feed"


def _table(drawn: str) -> str:
    return "\n".join(line.strip() for line in drawn.strip().splitlines())
