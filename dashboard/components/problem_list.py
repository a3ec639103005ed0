"""What was found in a file: summed by rule with its fix, row by row, and as a file.

Never the value itself, which the problems do not hold (safety.md INV5).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import Problem, counted, csv_text


MEANS = {
    "refuse": "The file is not taken",
    "hold": "These rows wait",
    "warn": "Taken, but look at this",
    "normalise": "Taken, written the way we write it",
}
ONLY_WRITTEN = "normalise"
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
    """In one sentence what there is; then each rule once, the gravest first, with its
    rows. What was only written our way asks nothing of anybody, and is one table.
    """
    rules: dict[tuple[str | None, ...], list[Problem]] = {}
    for each in problems:
        rules.setdefault(_rule(each), []).append(each)
    st.markdown(_summed(problems))
    order = list(MEANS)
    for same in sorted(rules.values(), key=lambda same: order.index(same[0].outcome)):
        if same[0].outcome != ONLY_WRITTEN:
            _of_rule(same)
    _written([same for same in rules.values() if same[0].outcome == ONLY_WRITTEN])


def _summed(problems: Sequence[Problem]) -> str:
    """How many places of each outcome, the gravest first."""
    if not problems:
        return "Nothing speaks against these files."
    times = Counter[str](each.outcome for each in problems)
    return " · ".join(
        f"{words}: **{counted(times[outcome], 'place')}**"
        for outcome, words in MEANS.items()
        if times[outcome]
    )


def _of_rule(same: Sequence[Problem]) -> None:
    one = same[0]
    column = f"column {plain(one.column)}: " if one.column else ""
    st.markdown(
        f"**{MEANS[one.outcome]}, {column}{plain(one.found)}** ({len(same):,}) "
        f"Expected: {plain(one.expected)} {plain(one.fix)}"
    )
    _rows(same)


def _written(rules: Sequence[Sequence[Problem]]) -> None:
    """What was put right: a line for each column and what was done."""
    if not rules:
        return
    lines = tuple(
        (same[0].column or "whole row", same[0].found, len(same), same[0].fix)
        for same in rules
    )
    with st.expander(f"{MEANS[ONLY_WRITTEN]}: what was done"):
        header = ("Column", "What was done", "Places", "What to do")
        table.draw(Twin("Nothing of these waits", header, lines))


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
    with st.expander(f"Where: {counted(len(rows), 'place')}"):
        shown = rows[:ROWS_SHOWN]
        few = len(shown) == len(rows)
        caption = "Each place" if few else f"The first {len(shown)} of {len(rows):,}"
        table.draw(Twin(caption, ("File", "Row", "Column"), shown))
