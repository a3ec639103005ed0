"""Services compared by one figure: the funnel of them, and all together by quarter.

All of it follows from the release and the figure, so that it is drawn once
(`session.draw_once`). Which figure it is, is for the page to ask.
"""

from functools import partial

import streamlit as st

from dashboard.charts import Drawn
from dashboard.components import chart, release_page, states
from dashboard.components.charts_compared import by_quarter, in_funnel
from dashboard.components.plain import plain
from dashboard.components.take_away import Picture
from metrics.reports import Release, compared


FEW = (
    "Of this figure no share over all services is published, so that services cannot "
    "be compared by it. Choose another above."
)


def funnel(release: Release, table: str) -> bool:
    """What is compared, and the services in the funnel; whether there is one."""
    st.header(plain(release.measure(table).title), anchor=False)
    release_page.meaning(release, table)
    if not compared(release, table).lines:
        states.empty(FEW)
        return False
    chart.draw(_in_funnel(release, table), "funnel")
    return True


def quarters(release: Release, table: str) -> None:
    """All services quarter by quarter, and what stands below every page."""
    chart.draw(by_quarter(release, table), "quarters")
    release_page.closing(release)


def picture(release: Release, table: str) -> Picture:
    """The funnel, to take away."""
    return Picture(f"{table}_funnel", "This chart", partial(_in_funnel, release, table))


def _in_funnel(release: Release, table: str) -> Drawn:
    return in_funnel(release, compared(release, table))
