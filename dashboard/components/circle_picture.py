"""The picture of buying circles, and which circle is open in it.

A circle is opened by a click in the picture or from the list of names, which a keyboard
can use. Its number stands in the address; nobody's pseudonym does.
"""

import streamlit as st

from dashboard import charts_network, session
from dashboard.charts import GROUNDS, Drawn, themed
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import Circles, PlannedCircle, counted


ALL = "all"
KEY = "circle"


def chosen(found: Circles) -> PlannedCircle | None:
    """The circle that is open; None where all are shown."""
    words = {ALL: "All circles"} | {
        str(circle.number): f"Circle {circle.number}: "
        f"{counted(len(circle.members), 'person')}, {counted(len(circle.ties), 'tie')}"
        for circle in found.circles
    }
    stands = session.from_address(KEY, words, ALL)
    number = st.selectbox(
        "Show",
        list(words),
        format_func=words.__getitem__,
        index=list(words).index(stands),
        filter_mode=None,
        width=320,
    )
    session.to_address(KEY, number, ALL)
    return next((each for each in found.circles if str(each.number) == number), None)


def everybody(found: Circles, measured: str) -> None:
    """All circles; a click on somebody opens their circle."""
    drawn = charts_network.everybody(found, GROUNDS[session.ground()], measured)
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
    _twin(drawn)
    picked = event.get("selection", {}).get(charts_network.PICK, [])
    if picked:
        session.to_address(KEY, str(picked[0]["Circle"]), ALL)
        st.rerun()


def one(found: Circles, circle: PlannedCircle) -> None:
    """One circle, large enough to read."""
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
    st.subheader(plain(drawn.title), anchor=False)
    st.caption(plain(drawn.measured))
    st.markdown(plain(drawn.summary))


def _twin(drawn: Drawn) -> None:
    with st.expander("The same as a table"):
        table.draw(drawn.twin)
