"""Group programme: offered, agreed, attended, completed, where that shows no group.

By financial year and all services together; a group itself is never shown.
"""

import streamlit as st

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import programme, release_page, states
from dashboard.session import draw_once
from metrics import Action
from metrics.reports import Release


HELP = """
How many people were offered a place in a group, agreed, came and stayed: by financial
year and all services together, and only where at least three groups ran and no group is
more than half of a figure. Else a figure would show one group, and its people to one
another.

Whether such groups help has not been tested. Nothing here says that they do.
"""
EMPTY = (
    "No release with a whole year is open here. A year comes with its last quarter, "
    "January to March."
)
TOO_FEW = (
    "Too few groups ran to show figures without showing a group. Ask the service for "
    "its own account."
)
PLACES = (
    "To plan with: in one trial in the United Kingdom 44 in 100 sessions were "
    "attended. Of 10 places, 4 or 5 would be filled on a day."
)


def render(user: User) -> None:
    draw_once(_year, release_page.opened())


def _year(release: Release) -> None:
    if not programme.has_year(release):
        states.empty(EMPTY)
    elif not programme.published(release, programme.STEPS):
        st.info(TOO_FEW)
    else:
        programme.draw(release)
    st.markdown(PLACES)
    release_page.closing(release)


PAGE = Page(
    title="Group programme",
    question="How many were offered a group, agreed, came and stayed?",
    needs=Action.SEE_RELEASE,
    order=4,
    render=render,
    line=lambda user: release_page.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
)
