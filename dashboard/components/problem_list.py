"""What was found in a file: summed by rule with its fix, row by row, and as a file.

Never the value itself, which the problems do not hold (safety.md INV5).
"""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import Problem, csv_text


MEANS = {
    "refuse": "The file is not taken",
    "hold": "These rows wait",
    "warn": "Taken, but look at this",
    "normalise": "Taken, written the way we write it",
}
ROWS_SHOWN = 25
HEADER = (
    "What happens",
    "File",
    "Row",
    "Column",
    "What was found",
    "What was expected",
    "What to do",
    "Case",
)


def draw(problems: Sequence[Problem]) -> None:
    """Each rule once, the gravest outcome first; below it the rows."""
    rules: dict[tuple[str | None, ...], list[Problem]] = {}
    for each in problems:
        rules.setdefault(_rule(each), []).append(each)
    order = list(MEANS)
    for same in sorted(rules.values(), key=lambda same: order.index(same[0].outcome)):
        one = same[0]
        column = f"column {plain(one.column)}: " if one.column else ""
        st.markdown(
            f"**{MEANS[one.outcome]}, {column}{plain(one.found)}** ({len(same):,}) "
            f"Expected: {plain(one.expected)} {plain(one.fix)}"
        )
        _rows(same)


def take(problems: Sequence[Problem], offer: Callable[[str], str]) -> None:
    """Every place as a file, for whoever puts it right: made when asked for."""
    if problems and st.button("Make a file of every place", key="problems_file"):
        st.link_button(
            "Take the file", offer(as_csv(problems)), icon=":material/download:"
        )
        st.caption("The link opens once, within ten minutes, and is written down.")


def as_csv(problems: Iterable[Problem]) -> str:
    """A line for each problem, in the words of the page; no value of a cell."""
    return csv_text(
        HEADER,
        (
            (
                MEANS[each.outcome],
                each.file,
                each.row or "",
                each.column or "",
                each.found,
                each.expected,
                each.fix,
                each.code,
            )
            for each in problems
        ),
    )


def _rule(problem: Problem) -> tuple[str | None, ...]:
    """What makes two problems the same rule broken in the same column."""
    return (problem.outcome, problem.code, problem.column, problem.found, problem.fix)


def _rows(problems: Iterable[Problem]) -> None:
    rows = tuple(
        (p.file or "the delivery", p.row or "whole file", p.column or "whole row")
        for p in problems
    )
    with st.expander(f"Where: {len(rows):,} {'place' if len(rows) == 1 else 'places'}"):
        shown = rows[:ROWS_SHOWN]
        caption = f"The first {len(shown)} of {len(rows):,}"
        table.draw(Twin(caption, ("File", "Row", "Column"), shown))
