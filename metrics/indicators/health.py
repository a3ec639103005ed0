"""Indicators about health beside dependence: other conditions (evidence.md 1c)."""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


INDICATORS = (
    Indicator(
        id="other_conditions",
        title="Current mental health condition recorded",
        view="client_on",
        raised=Clause(
            "with any current mental health condition recorded",
            "mental_health_condition",
        ),
        order=60,
        suggests="Check that it is being treated, and how it sits beside the dose",
        ask="mental health: any condition, and whether it is treated",
        why="Most people in the study had one. It is no reason against a group.",
        source="Houghton et al. 2024: 11 of 14 men had a diagnosis (evidence.md R30)",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=date(2026, 11, 1),
        next_review=date(2027, 11, 1),
        example=Example("""
            mental_health_condition | expect
            ------------------------+-----------
            yes                     | raised
            no                      | not raised
                                    | not known
            """),
    ),
)
