"""IMP-G07: a category that looks like a signal, an expression or a tag is a label.

Drawn by Vega itself, as a browser does it, since it is there that an expression would
be evaluated.
"""

import html
import re
from datetime import date
from typing import Any

import pytest
import vl_convert

from dashboard.charts import LIGHT, _bars, themed
from dashboard.charts_client import course
from metrics.records import Course, Reading


HOSTILE = (
    '{"signal": "width"}',
    '{"expr": "1+1"}',
    "datum.Value * 7",
    "${7*7}",
    "{{7*7}}",
    '"] || 7*7 || ["',
    "<b onclick=f()>",
)


def two_lines(label: str) -> Any:
    readings = (Reading(date(2026, 9, 1), 4, "4 days"),)
    readings += (Reading(date(2026, 10, 1), 2, "2 days"),)
    both = [Course(title, "days", (0, 28), readings) for title in (label, "Crack")]
    return course("Days of use", "of 28", both).chart


def two_services(label: str) -> Any:
    rows = [
        {"Service": service, "Answer": "", "People": 10, "Said": "10"}
        for service in (label, "Riverside")
    ]
    return _bars(rows)


def shown(chart: Any) -> list[str]:
    """Every text of the drawing, as it is read."""
    svg = vl_convert.vegalite_to_svg(themed(chart, LIGHT).to_dict())
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)<", svg)]


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize(
    "drawn", [two_lines, two_services], ids=lambda made: made.__name__
)
def test_it_is_shown_as_it_is_written(label: str, drawn: Any) -> None:
    assert label in shown(drawn(label))
    # Nothing else on the drawing is another than beside a plain label.
    plain = {text for text in shown(drawn("Heroin")) if text != "Heroin"}
    assert {text for text in shown(drawn(label)) if text != label} == plain
