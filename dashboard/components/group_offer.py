"""A group offer: closed until opened, other offers first, criteria, then the decision.

What stands between two people is never shown here, whoever they are: the line about it
is always the same (pages.md, Client).
"""

from collections.abc import Callable

import streamlit as st

from dashboard.components import decision
from dashboard.components.plain import plain
from metrics.records import ClientPage


ABOUT = "group_offer"
OTHER_OFFERS = """
Other offers first, none of which needs a record of who buys with whom: mutual aid or a
lived-experience organisation; **bring people you choose** (the client invites); work on
their own network.
"""
ELSEWHERE = (
    "Who else could be in a group is looked at in group planning. Not shown here."
)


def draw(page: ClientPage, save: Callable[..., None]) -> None:
    """The offers, the criteria as they are recorded, and the decision."""
    st.markdown(OTHER_OFFERS)
    with st.expander("Open the group question"):
        st.markdown(plain(ELSEWHERE))
