"""A real table: a caption, scoped headers, no empty cell. For figures and short lists.

Longer lists are cards of 25. The canvas grid is used nowhere: a keyboard or a screen
reader cannot use it (safety.md AX-02).
"""

import re

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.charts import Twin
from dashboard.components.plain import plain


NOT_STATED = "not stated"
# What a column of figures holds: numbers, and the words that stand for one.
_NUMBER = re.compile(r"[+-]?(about )?\d[\d,.]*( in \d+)?|\d+ or fewer( .*)?")
_FOR_A_NUMBER = re.compile(r"(not|too few) .*")


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
    st.table(
        _aligned(frame),
        border="horizontal",
        # One column at the far right would stand too far from what it is of.
        width="content" if len(columns) == 1 else "stretch",
        hide_index=False,
        alt=twin.caption,
    )


def _aligned(frame: pd.DataFrame) -> pd.DataFrame | Styler:
    """Figures at the right of their column, and the column's name over them."""
    figures = [
        number
        for number, name in enumerate(frame.columns, start=2)
        if _holds_figures(list(frame[name]))
    ]
    if not figures or not frame.columns.is_unique:
        return frame
    right = "text-align: right !important;"
    return frame.style.set_table_styles(
        [{"selector": f"tr > :nth-child({at})", "props": right} for at in figures]
    )


def _holds_figures(cells: list[str]) -> bool:
    bare = [cell.replace("\\", "") for cell in cells]
    numbers = [cell for cell in bare if _NUMBER.fullmatch(cell)]
    words = [cell for cell in bare if _FOR_A_NUMBER.fullmatch(cell)]
    return bool(numbers) and len(numbers) + len(words) == len(bare)


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int | float) else str(value)
    return plain(text.strip()) or NOT_STATED
