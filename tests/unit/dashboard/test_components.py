import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts import Twin
from dashboard.components.plain import plain
from dashboard.components.problem_list import MEANS
from dashboard.components.table import NOT_STATED
from metrics import Outcome, Problem
from tests.pages.reading import charts, titles


PLANTED = [
    "<img src=x onerror=alert(1)>",
    "[a link](javascript:alert(1))",
    ":red[red]",
    "$x$",
    "**bold**",
    "# heading",
    "- item",
    "1. item",
    "two\nlines",
    "`code`",
    "~~gone~~",
    "a | b",
    "=SUM(A1)",
]


def table_of(twin: "Twin") -> None:
    # AppTest runs the source of this function alone.
    from dashboard.components import table

    table.draw(twin)


def list_of(problems: "list[Any]") -> None:
    from dashboard.components import problem_list

    problem_list.draw(problems)


def chart_of(twin: "Twin") -> None:
    import altair as alt
    import pandas as pd

    from dashboard.charts import Drawn
    from dashboard.components import chart

    bars = alt.Chart(pd.DataFrame({"month": ["October"], "reviews": [12]})).mark_bar()
    drawn = Drawn(
        chart=bars.encode(alt.X("month:N", title="Month"), alt.Y("reviews:Q")),
        title="Twelve reviews in October",
        measured="Reviews recorded, Riverside, October 2026, 12 reviews",
        summary="There were twelve.",
        alt="One bar: October 2026, 12 reviews.",
        twin=twin,
    )
    chart.draw(drawn, key="reviews")


@pytest.mark.parametrize("value", PLANTED)
def test_planted_markdown_is_only_text(value: str) -> None:
    shown = plain(value)
    unescaped = shown.replace("\\\\", "").replace("\\", "")
    assert unescaped == value.replace("\n", " ")
    # Every mark that could begin something stands behind a backslash.
    bare = [
        mark
        for before, mark in zip(" " + shown, shown, strict=False)
        if mark in "<[:$*#`~|=" and before != "\\"
    ]
    assert bare == []


def test_numbers_and_nothing_are_text_too() -> None:
    assert plain(12) == "12"
    assert plain("") == ""


def test_a_table_has_a_caption_row_headers_and_no_empty_cell() -> None:
    twin = Twin(
        "People by_month", ("Month", "People"), (("October", 1204), ("June", ""))
    )
    at = AppTest.from_function(table_of, args=(twin,)).run()
    assert not at.exception
    assert [each.value for each in at.caption] == ["People by\\_month"]
    frame = at.table[0].value
    assert list(frame.index) == ["October", "June"]
    assert frame.index.name == "Month"
    assert list(frame["People"]) == ["1,204", NOT_STATED]


def test_figures_stand_at_the_right_of_their_column() -> None:
    columns = ("Service", "People", "Since", "Share", "Doses")
    rows = (
        ("Riverside", 1200, "2 November 2026", "25 in 100", "60mg"),
        ("Millbrook", 7, "1 May 2026", "7 or fewer", "not known"),
        ("Harbourside", 30, "1 May 2026", "not shown", "50mg"),
    )
    at = AppTest.from_function(table_of, args=(Twin("Services", columns, rows),)).run()
    assert not at.exception
    (drawn,) = at.table
    styles = drawn.proto.arrow_data.styler.styles
    # The row's name counts as the first; words and dates stay at the left.
    assert re.findall(r"nth-child\((\d)\)", styles) == ["2", "4"]
    assert list(drawn.value["People"]) == ["1,200", "7", "30"]


def test_a_chart_stands_with_its_words_and_its_table() -> None:
    twin = Twin("Reviews by month", ("Month", "Reviews"), (("October 2026", 12),))
    at = AppTest.from_function(chart_of, args=(twin,)).run()
    assert not at.exception
    (spec,) = charts(at)
    assert spec["alt"] == "One bar: October 2026, 12 reviews."
    assert list(titles(spec)) == ["Month", "reviews"]
    assert [each.value for each in at.subheader] == ["Twelve reviews in October"]
    assert "There were twelve\\." in [each.value for each in at.markdown]
    assert [each.label for each in at.expander] == ["The same as a table"]
    assert len(at.table) == 1


def problem(row: int | None, outcome: Outcome, found: str) -> Problem:
    return Problem(
        code="IMP-B01",
        outcome=outcome,
        found=found,
        expected="a whole number.",
        fix="Correct it in the file.",
        file="clients.csv",
        row=row,
        column="dose" if row else None,
    )


def test_problems_are_summed_gravest_first_then_listed() -> None:
    problems = [
        problem(4, Outcome.WARN, "This is old."),
        *(problem(row, Outcome.HOLD, "This has a unit in it.") for row in range(2, 40)),
        problem(None, Outcome.REFUSE, "This is empty."),
    ]
    at = AppTest.from_function(list_of, args=(problems,)).run()
    assert not at.exception
    summed, *rules = [each.value for each in at.markdown]
    assert "These rows wait: **38 places**" in summed
    gravest_first = [MEANS["refuse"], MEANS["hold"], MEANS["warn"]]
    for rule, means, count in zip(rules, gravest_first, (1, 38, 1), strict=True):
        assert rule.startswith(f"**{means}")
        assert f"({count})" in rule
    assert [each.label for each in at.expander] == [
        "Where: 1 place",
        "Where: 38 places",
        "Where: 1 place",
    ]
    assert len(at.table[1].value) == 25
    assert at.caption[1].value == "The first 25 of 38"


def test_what_was_only_written_our_way_is_one_table_and_comes_last() -> None:
    problems = [
        *(problem(row, Outcome.NORMALISE, "Read as ours.") for row in (2, 3)),
        problem(4, Outcome.WARN, "This is old."),
    ]
    at = AppTest.from_function(list_of, args=(problems,)).run()
    assert not at.exception
    summed, rule = [each.value for each in at.markdown]
    assert summed.endswith("Taken, written the way we write it: **2 places**")
    assert rule.startswith(f"**{MEANS['warn']}")
    where, written = at.expander
    assert where.label == "Where: 1 place"
    assert written.label.endswith("what was done")
    (line,) = at.table[1].value.itertuples(index=False)
    assert tuple(line) == ("Read as ours\\.", "2", "Correct it in the file\\.")


def test_files_that_nothing_speaks_against_say_so() -> None:
    at = AppTest.from_function(list_of, args=([],)).run()
    assert [each.value for each in at.markdown] == [
        "Nothing speaks against these files."
    ]
