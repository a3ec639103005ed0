"""Indicators about health beside dependence: other conditions, age with illness, tests
for viruses in the blood (evidence.md R21, R24, R30, R33).

A diagnosis is never a reason against a group. Results of scales are `wellbeing.py`.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
MENTAL_HEALTH = "mental health: any condition, and whether it is treated"
# A test recorded longer ago than 12 months is a dated no (`client_on`).
NOT_ALL_TESTED = "NOT (hepatitis_c_test AND hiv_test AND hepatitis_b_test)"

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
        shows=("mental_health_condition", "mental_health_untreated"),
        suggests="Check that it is being treated, and how it sits beside the dose",
        ask=MENTAL_HEALTH,
        why="Most people in the study had one. It is no reason against a group.",
        source="Houghton et al. 2024: 11 of 14 men had a diagnosis (evidence.md R30)",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            mental_health_condition | expect
            ------------------------+-----------
            yes                     | raised
            no                      | not raised
                                    | not known
            """),
    ),
    Indicator(
        id="psychosis_or_mania_untreated",
        title="Psychosis or bipolar disorder recorded as current and not treated",
        view="client_on",
        raised=Clause(
            "with psychosis or bipolar disorder recorded as current and as not treated",
            "psychosis_untreated OR mania_untreated",
        ),
        order=63,
        suggests="Speak with the mental health team today; own care comes first",
        ask=MENTAL_HEALTH,
        why="Acute illness is treated before anything about a group is asked.",
        source="General knowledge, to be confirmed (evidence.md R33)",
        strength="G",
        reach="Everybody; a recorded diagnosis, and nothing that this program finds",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            psychosis_untreated | mania_untreated | expect
            --------------------+-----------------+-----------
            yes                 | no              | raised
                                | yes             | raised
            no                  | no              | not raised
            no                  |                 | not known
                                |                 | not known
            """),
    ),
    Indicator(
        id="age_and_illness",
        title="Aged 40 or over, with lung, liver or heart disease recorded",
        view="client_on",
        raised=Clause(
            "aged 40 or over with lung, liver or heart disease recorded",
            "age_band NOT IN ('under_18', '18_24', '25_29', '30_34', '35_39') "
            "AND lung_liver_or_heart_disease",
        ),
        order=68,
        shows=("lung_liver_or_heart_disease",),
        suggests="Check that it is treated; naloxone; ask about breathing at night",
        ask="lung, liver and heart disease",
        why="Deaths by poisoning go on rising past 45, and illness adds to them.",
        source=(
            "Pierce 2015; Lewer 2022: 7.72 times the deaths of others of that age. That "
            "it begins at 40, and with which illness, is our own (evidence.md R21)"
        ),
        strength="J",
        reach="Adults who use opioids; studied in England",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            age_band | lung_liver_or_heart_disease | expect
            ---------+-----------------------------+-----------
            40_44    | yes                         | raised
            70_plus  | yes                         | raised
            35_39    | yes                         | not raised
            30_34    | yes                         | not raised
            25_29    | yes                         | not raised
            18_24    | yes                         | not raised
            under_18 | yes                         | not raised
            40_44    | no                          | not raised
            40_44    |                             | not known
                     | yes                         | not known
            """),
    ),
    Indicator(
        id="virus_tests_due",
        title="Ever injected, without a test in 12 months for hepatitis C, HIV or hepatitis B",
        view="client_on",
        raised=Clause(
            "who have ever injected, and of whom it is recorded that there was no test "
            "for hepatitis C, HIV or hepatitis B in the last 12 months",
            f"ever_injected AND {NOT_ALL_TESTED}",
        ),
        order=72,
        shows=("hepatitis_c_test", "hiv_test", "hepatitis_b_test"),
        suggests="Offer a test",
        ask="ever injected, and the last tests for hepatitis C, HIV and hepatitis B",
        why="Hepatitis C can be cured and HIV held, once somebody knows of it.",
        source="General knowledge, to be confirmed (evidence.md R24)",
        strength="G",
        reach="Everybody who ever injected",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            ever_injected | hepatitis_c_test | hiv_test | hepatitis_b_test | expect
            --------------+------------------+----------+------------------+-----------
            yes           | no               | yes      | yes              | raised
            yes           | yes              | no       |                  | raised
            yes           | yes              | yes      | no               | raised
            yes           | yes              | yes      | yes              | not raised
            no            | no               | no       | no               | not raised
            yes           | yes              | yes      |                  | not known
            yes           |                  |          |                  | not known
                          | no               | no       | no               | not known
            """),
    ),
)
