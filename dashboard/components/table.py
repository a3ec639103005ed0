"""A real table: a caption, scoped headers, no empty cell. For figures and short lists.

Longer lists are cards of 25. The canvas grid is used nowhere: a keyboard or a screen
reader cannot use it (safety.md AX-02).
"""

import pandas as pd
import streamlit as st

from dashboard.charts import Twin
from dashboard.components.plain import plain


NOT_STATED = "not stated"


def draw(twin: Twin) -> None:
    """The table under its caption. The first cell of a row is its header."""
    st.caption(plain(twin.caption))
    header, *columns = (plain(name) for name in twin.columns)
    rows = [[_cell(cell) for cell in row] for row in twin.rows]
    frame = pd.DataFrame(
        [row[1:] for row in rows],
        index=pd.Index([row[0] for row in rows], name=header),
        columns=columns,
    )
    st.table(frame, border="horizontal", hide_index=False, alt=twin.caption)


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int | float) else str(value)
    return plain(text.strip()) or NOT_STATED
