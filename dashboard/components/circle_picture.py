"""The picture of buying circles, and which circle is open in it.

A circle is opened by a click in the picture, or from the list, which a keyboard can
use. Its number stands in the address; nobody's pseudonym does.
"""

import streamlit as st

from dashboard import charts_network, session
from dashboard.charts import GROUNDS, Drawn, themed
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import Circles, PlannedCircle


ALL = "all"
KEY = "circle"
ZOOM = (
    "Choose somebody to open their circle. To zoom or move the picture, hold Alt and "
    "turn the wheel or drag; a double click puts it back."
)


def opened(found: Circles) -> PlannedCircle | None:
    """The circle that the address names; None where all are shown."""
    numbers = {str(circle.number): circle for circle in found.circles}
    return numbers.get(session.from_address(KEY, numbers, ALL))


def open_one(number: int | None) -> None:
    """Show one circle, or all of them again."""
    session.to_address(KEY, str(number) if number else ALL, ALL)
    st.rerun()


def everybody(found: Circles, where: str) -> None:
    """All circles; a click on somebody opens their circle."""
    drawn = charts_network.everybody(found, GROUNDS[session.ground()], where)
    _head(drawn)
    event = st.altair_chart(
        themed(drawn.chart, GROUNDS[session.ground()]),
        key="every_circle",
        theme=None,
        alt=drawn.alt,
        width="stretch",
        on_select="rerun",
        selection_mode=charts_network.PICK,
    )
    st.caption(ZOOM)
    _twin(drawn)
    picked = event.get("selection", {}).get(charts_network.PICK, [])
    if picked:
        open_one(picked[0]["Circle"])


def one(found: Circles, circle: PlannedCircle) -> None:
    """One circle, large enough to read."""
    if st.button("Back to all circles", icon=":material/arrow_back:"):
        open_one(None)
    drawn = charts_network.one(found, circle, GROUNDS[session.ground()])
    _head(drawn)
    st.altair_chart(
        themed(drawn.chart, GROUNDS[session.ground()]),
        key=f"circle_{circle.number}",
        theme=None,
        alt=drawn.alt,
        width="stretch",
    )
    _twin(drawn)


def _head(drawn: Drawn) -> None:
    st.header(plain(drawn.title), anchor=False)
    st.caption(plain(drawn.measured))
    st.markdown(plain(drawn.summary))


def _twin(drawn: Drawn) -> None:
    with st.expander("The same as a table"):
        table.draw(drawn.twin)
