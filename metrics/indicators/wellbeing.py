"""Indicators about how people feel, each from one published scale (evidence.md R31, R34,
R42).

A scale is one number at one time; its cut-off says "assess", and diagnoses nothing.
Scales that have no cut-off are trends. Suicide and self-harm (R32) are facts for a
person, as a disclosure: never an indicator, a number or a level.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
SCALES = "how they have been feeling, by the scales that the service uses"

INDICATORS = (
    Indicator(
        id="depression_screen",
        title="Depression: PHQ-9 of 10 or more",
        view="client_on",
        raised=Clause("with 10 or more by PHQ-9", "phq9 >= 10"),
        order=64,
        suggests="Offer an assessment",
        ask=SCALES,
        why="Low mood is common in treatment, and treatable.",
        source="PHQ-9, the usual cut-off, to be confirmed (evidence.md R31)",
        strength="G",
        reach="Adults; not studied as a screen in people on ORT here",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            phq9 | expect
            -----+-----------
            10   | raised
            9    | not raised
                 | not known
            """),
    ),
    Indicator(
        id="anxiety_screen",
        title="Anxiety: GAD-7 of 10 or more",
        view="client_on",
        raised=Clause("with 10 or more by GAD-7", "gad7 >= 10"),
        order=65,
        suggests="Offer an assessment",
        ask=SCALES,
        why="Worry is common in treatment, and treatable.",
        source="GAD-7, the usual cut-off, to be confirmed (evidence.md R31)",
        strength="G",
        reach="Adults; not studied as a screen in people on ORT here",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            gad7 | expect
            -----+-----------
            10   | raised
            9    | not raised
                 | not known
            """),
    ),
    Indicator(
        id="trauma_screen",
        title="Trauma: PC-PTSD-5 of 3 or more",
        view="client_on",
        raised=Clause("with 3 or more by PC-PTSD-5", "pc_ptsd5 >= 3"),
        order=66,
        suggests="Offer an assessment; nothing need be told twice",
        ask=SCALES,
        why=(
            "Some people live with what happened to them. Not everybody does: men in the "
            "study did not want the label."
        ),
        source=(
            "PC-PTSD-5, cut-off 3 to 4, the lower taken; to be confirmed (evidence.md "
            "R34)"
        ),
        strength="G",
        reach="Adults in primary care; never taken from anything but the scale",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            pc_ptsd5 | expect
            ---------+-----------
            3        | raised
            2        | not raised
            0        | not raised
                     | not known
            """),
    ),
    Indicator(
        id="loneliness",
        title="Loneliness: UCLA-3 of 8 or more",
        view="client_on",
        raised=Clause("with 8 or more by UCLA-3", "ucla3 >= 8"),
        order=67,
        suggests="Ask who they see; offer mutual aid or somebody to go with",
        ask=SCALES,
        why="Stopping often means keeping away from everybody one knew.",
        source=(
            "UCLA-3 is widely used; that 8 raises it is our own default. People in "
            "treatment are about 7 times as likely to be often lonely (evidence.md R42)"
        ),
        strength="J",
        reach="Adults; a short scale, which is not a diagnosis",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            ucla3 | expect
            ------+-----------
            8     | raised
            7     | not raised
            3     | not raised
                  | not known
            """),
    ),
)
