"""How you see the circle: eight themes and the goal gap, under their permanent banner.

Unvalidated, for conversation: no total, no cut-off, no comparison with anybody.
"""

from datetime import date

import streamlit as st

from dashboard import charts
from dashboard.components import chart
from dashboard.components.plain import plain
from metrics import ago, day
from metrics.records import ClientPage, GoalGap


NOT_ASKED = "The questions about the circle were not asked yet."


def draw(page: ClientPage, today: date) -> None:
    """The banner first, whatever stands below it."""
    st.header("How you see the circle", anchor=False)
    st.warning(plain(page.profile.banner), icon=":material/science:")
    if page.profile_asked is None:
        st.markdown(NOT_ASKED)
    elif not page.profile_usable:
        asked = f"{day(page.profile_asked)}, {ago(page.profile_asked, today)}"
        st.markdown(f"Asked {asked}: too long ago to be used. Ask again.")
    else:
        chart.draw(charts.profile(page.profile, day(page.profile_asked)), key="profile")
        for score in page.profile.themes:
            if score.theme.note:
                st.caption(f"{plain(score.theme.title)}: {plain(score.theme.note)}")
    _goals(page.goal_gap)


def _goals(gap: GoalGap) -> None:
    st.markdown(
        f"**What I want:** {_of_ten(gap.mine)} · "
        f"**What I think they want (a guess):** {_of_ten(gap.theirs)} · "
        f"**How it is with them, 10 is easier:** {_of_ten(gap.with_them)}"
    )


def _of_ten(answer: int | None) -> str:
    return "not known" if answer is None else f"{answer} of 10"
