"""Indicators about the weeks after leaving a place: detox, treatment, hospital
(evidence.md R11, R12). Prison stands in `overdose.py`.

These come by feed and are not routinely asked, so `ask` is None: nothing recorded is not
known, and not a reason either.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
AFTER_LEAVING = (
    "Sordo 2017; a Penn State summary: in the month after leaving about 5 times as many "
    "deaths as later where treatment was without medication, and twice as many after "
    "medication (evidence.md R11)"
)

INDICATORS = (
    Indicator(
        id="detox_ended",
        title="Detox ended in the last 28 days",
        view="client_on",
        raised=Clause("whose detox ended in the last 28 days", "detox_end"),
        order=10,
        dated="detox_end",
        suggests="Naloxone, and an appointment this week",
        ask=None,
        why="After detox the body is no longer used to what it once took.",
        source=AFTER_LEAVING,
        strength="S",
        reach="Adults leaving detox; studied in both men and women",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            detox_end | expect
            ----------+-----------
            yes       | raised
            no        | not raised
                      | not known
            """),
    ),
    Indicator(
        id="left_treatment",
        title="Left rehab or other treatment in the last 28 days",
        view="client_on",
        raised=Clause(
            "who left rehab or other treatment in the last 28 days", "treatment_exit"
        ),
        order=10,
        dated="treatment_exit",
        suggests="Naloxone, dose and an appointment this week",
        ask=None,
        why="In the month after leaving more people die than later.",
        source=AFTER_LEAVING,
        strength="S",
        reach="Adults leaving treatment; studied in both men and women",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            treatment_exit | expect
            ---------------+-----------
            yes            | raised
            no             | not raised
                           | not known
            """),
    ),
    Indicator(
        id="hospital_discharge",
        title="Discharged from hospital in the last 28 days",
        view="client_on",
        raised=Clause(
            "discharged from hospital in the last 28 days", "hospital_discharge"
        ),
        order=10,
        dated="hospital_discharge",
        suggests="Naloxone, and whether the dose was kept up in hospital",
        ask=None,
        why=(
            "Deaths are more frequent after a hospital stay, above all of people who "
            "have ever injected."
        ),
        source="White and others 2015, Scotland (evidence.md R12)",
        strength="S",
        reach="People in drug treatment in Scotland",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            hospital_discharge | expect
            -------------------+-----------
            yes                | raised
            no                 | not raised
                               | not known
            """),
    ),
)
