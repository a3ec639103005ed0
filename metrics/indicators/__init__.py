"""Indicators: what a keyworker could ask or review, each declared once.

One file a topic; `INDICATORS` is id -> indicator in the one fixed order of reasons
(pages.md), `TRENDS` what is only shown. A new indicator goes into its topic's tuple and
nowhere else.

Left out for good: suicide and self-harm (R32), violence and coercion (R52), exploitation,
cuckooing and debt (R53). They are disclosures, read by a person, and never an indicator.
A warning for an area (R20) is a `notice`, which is not about a person.
"""

from metrics.indicators import (
    coping,
    depots,
    dosing,
    health,
    housing,
    leaving,
    ort,
    overdose,
    relationships,
    substances,
    wellbeing,
)
from metrics.indicators._clause import Clause, Example
from metrics.indicators._question import inputs, states, tallies
from metrics.indicators._shapes import STRENGTHS, Indicator, Tally, Trend
from metrics.indicators.topics import TOPICS
from metrics.indicators.trends import TRENDS


INDICATORS: dict[str, Indicator] = {
    indicator.id: indicator
    for indicator in sorted(
        (
            *dosing.INDICATORS,
            *depots.INDICATORS,
            *ort.INDICATORS,
            *overdose.INDICATORS,
            *leaving.INDICATORS,
            *substances.INDICATORS,
            *health.INDICATORS,
            *housing.INDICATORS,
            *wellbeing.INDICATORS,
            *relationships.INDICATORS,
            *coping.INDICATORS,
        ),
        key=lambda each: (each.order, each.id),
    )
}

__all__ = [
    "INDICATORS",
    "STRENGTHS",
    "TOPICS",
    "TRENDS",
    "Clause",
    "Example",
    "Indicator",
    "Tally",
    "Trend",
    "inputs",
    "states",
    "tallies",
]
