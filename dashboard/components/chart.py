"""A chart on a screen, with its message, its sentence and its table twin beside it."""

import streamlit as st

from dashboard.charts import GROUNDS, Drawn, themed
from dashboard.components import table
from dashboard.components.plain import plain
from dashboard.session import ground


def draw(drawn: Drawn, key: str) -> None:
    """Headline, what was measured, the sentence, the chart, the same as a table."""
    st.subheader(plain(drawn.title), anchor=False)
    st.caption(plain(drawn.measured))
    st.markdown(plain(drawn.summary))
    st.altair_chart(
        themed(drawn.chart, GROUNDS[ground()]),
        key=key,
        theme=None,
        alt=drawn.alt,
        width="stretch",
    )
    with st.expander("The same as a table"):
        table.draw(drawn.twin)
