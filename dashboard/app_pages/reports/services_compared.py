"""Services compared: does a service stand apart by more than chance may bring?

A funnel and no rank, from the release file alone.
"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import compared_services, release_page, take_away
from metrics import Action
from metrics.reports import comparable


HELP = """
Each dot is a service: further right the more people it counts. Between the inner lines
lie 95 of 100 services that differ by chance alone, between the outer 998 of 1,000.

- Beyond the inner line: **look into it.** With a dozen services and ten figures some
  six are there by chance.
- Beyond the outer line: **ask the service now.**

A service is said to be outside only if that is so for every number that could stand
behind the rounding. Services differ in whom they see, so a difference is a question and
not a judgement: nobody is ranked. With fewer than ten services, lines are not widened
for what services differ in anyway.
"""
EMPTY = "No release is open here. The data steward makes one, for a closed quarter."
NAME, USUAL = "figure", "use_on_top"


def render(user: User) -> None:
    release = release_page.opened()
    release_page.opening(release)
    tables = {release.measure(each).title: each for each in comparable(release)}
    asked = session.from_address(NAME, tables.values(), USUAL)
    at = list(tables.values()).index(asked)
    # Named, or it would be another control as soon as the address has the choice.
    chosen = tables[
        st.selectbox("Compare services by", list(tables), index=at, key="compare_by")
    ]
    session.to_address(NAME, chosen, USUAL)
    if session.draw_once(compared_services.funnel, release, chosen):
        take_away.pictures(release, compared_services.picture(release, chosen))
    session.draw_once(compared_services.quarters, release, chosen)


PAGE = Page(
    title="Services compared",
    question="Does a service stand apart by more than chance may bring?",
    needs=Action.SEE_RELEASE,
    order=2,
    render=render,
    line=lambda user: release_page.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
    doses=True,
)
