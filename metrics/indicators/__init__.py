"""Indicators: what a keyworker could ask or review, each declared once.

One file a topic; `INDICATORS` is id -> indicator in the one fixed order of reasons
(pages.md). A new indicator goes into its topic's tuple and nowhere else.
"""

from metrics.indicators import dosing, health, overdose, relationships
from metrics.indicators._clause import Clause, Example
from metrics.indicators._question import inputs, states, tallies
from metrics.indicators._shapes import STRENGTHS, Indicator, Tally


INDICATORS: dict[str, Indicator] = {
    indicator.id: indicator
    for indicator in sorted(
        (
            *dosing.INDICATORS,
            *overdose.INDICATORS,
            *health.INDICATORS,
            *relationships.INDICATORS,
        ),
        key=lambda each: (each.order, each.id),
    )
}

__all__ = [
    "INDICATORS",
    "STRENGTHS",
    "Clause",
    "Example",
    "Indicator",
    "Tally",
    "inputs",
    "states",
    "tallies",
]
