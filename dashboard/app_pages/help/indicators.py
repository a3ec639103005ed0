"""How each indicator works: drawn from the declarations, so it cannot fall behind."""

import streamlit as st

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import indicator_card, page_line
from metrics import INDICATORS, Action


MEANS = """
An indicator is a sentence about recorded facts, with the rule that decides it. It is
**raised**, **not raised** or **not known**, and says what to ask or review: never what
will happen, and never what to prescribe. Their order is the same for everybody.
"""


def render(user: User) -> None:
    st.markdown(MEANS)
    for indicator in sorted(INDICATORS.values(), key=lambda each: each.order):
        indicator_card.draw(indicator)


PAGE = Page(
    title="How each indicator works",
    question="Why does the program say this, and how sure is it?",
    needs=Action.SEE_HELP,
    order=3,
    render=render,
    line=page_line.draw,
    help="Open an indicator for its rule, where it comes from, how strong that is, "
    "whom it covers, and an example. Words and rule are kept side by side.",
    empty="No indicator is declared in this rule set.",
)
