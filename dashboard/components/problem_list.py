"""What was found in a file: summed by rule with its fix, then row by row.

Never the value itself, which the problems do not hold (safety.md INV5).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import Problem


MEANS = {
    "refuse": "The file is not taken",
    "hold": "These rows wait",
    "warn": "Taken, but look at this",
    "normalise": "Taken, written the way we write it",
}
ROWS_SHOWN = 25


def draw(problems: Sequence[Problem]) -> None:
    """Each rule once, the gravest outcome first; below it the rows."""
    counted = Counter((p.outcome, p.code, p.found, p.expected, p.fix) for p in problems)
    order = list(MEANS)
    for rule, count in sorted(
        counted.items(), key=lambda each: order.index(each[0][0])
    ):
        outcome, code, found, expected, fix = rule
        st.markdown(
            f"**{MEANS[outcome]}: {plain(found)}** ({count:,}) "
            f"Expected: {plain(expected)} {plain(fix)}"
        )
        _rows([p for p in problems if (p.code, p.found) == (code, found)])


def _rows(problems: Iterable[Problem]) -> None:
    rows = tuple(
        (p.file or "the delivery", p.row or "whole file", p.column or "whole row")
        for p in problems
    )
    with st.expander(f"Where: {len(rows):,} {'place' if len(rows) == 1 else 'places'}"):
        shown = rows[:ROWS_SHOWN]
        caption = f"The first {len(shown)} of {len(rows):,}"
        table.draw(Twin(caption, ("File", "Row", "Column"), shown))
