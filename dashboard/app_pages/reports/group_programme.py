"""Group programme: offered, agreed, attended, completed, where that shows no group.

By financial year and all services together; a group itself is never shown.
"""

import streamlit as st

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import release_page
from metrics import Action


HELP = """
How many people were offered a place in a group, agreed, came and stayed: by financial
year and all services together, and only where at least three groups ran and no group is
more than half of a figure. Else a figure would show one group, and its people to one
another.

Whether such groups help has not been tested. Nothing here says that they do.
"""
EMPTY = "No release is open here. The data steward makes one, for a closed quarter."
TOO_FEW = (
    "Too few groups ran to show figures without showing a group. Ask the service for "
    "its own account."
)
PLACES = (
    "To plan with: in one trial in the United Kingdom 44 in 100 sessions were "
    "attended. Of 10 places, 4 or 5 would be filled on a day."
)


def render(user: User) -> None:
    release = release_page.opened()
    st.info(TOO_FEW)
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
