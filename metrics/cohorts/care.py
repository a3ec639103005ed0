"""Cohorts whose need is their own care: dose, overdose, leaving prison, having stopped.

The rule of each is made of the clauses of the indicators, so that a list and a caseload
never say different things of one person.
"""

from datetime import date

from metrics.cohorts._cohort import Cohort
from metrics.indicators._clause import Clause, Example
from metrics.indicators.depots import DEPOT_BELOW
from metrics.indicators.dosing import BUPRENORPHINE_BELOW, METHADONE_BELOW
from metrics.indicators.overdose import NO_NALOXONE


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
MUTUAL_AID = "Mutual aid, or a lived-experience organisation"

CARE = (
    Cohort(
        id="dose_review_first",
        title="Dose review first",
        view="client_on",
        raised=Clause(
            "whose recorded dose is under the usual range of their own product (a day: "
            "methadone 60mg, buprenorphine under the tongue 12mg, as oral lyophilisate "
            "or in a form not recorded 10mg; a depot: 24mg weekly, 96mg monthly), with "
            "illicit opiates reported, and with no planned reduction and no start in "
            "the last 28 days recorded",
            f"({METHADONE_BELOW}) OR ({BUPRENORPHINE_BELOW}) OR ({DEPOT_BELOW})",
        ),
        order=1,
        shows=("daily_mg", "heroin_reported"),
        offers=(
            "A dose review with the prescriber",
            "A talk about how long the dose holds, and what happens at its end",
        ),
        suggests="Dose review",
        ask="the recorded dose and product, and use in the last 28 days",
        why="A dose too low to hold is put right before anything about a group.",
        source=(
            "UK clinical guidelines 2017 (to be confirmed); Houghton et al. 2024: 5 of "
            "13 men on methadone were under 60mg (evidence.md R01 to R04)"
        ),
        strength="G",
        reach="All adults on methadone or buprenorphine",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medicine      | form              | interval | unit | dose | daily_mg | heroin_reported | planned_reduction | recent_ort_start | expect
            --------------+-------------------+----------+------+------+----------+-----------------+-------------------+------------------+------------
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             |                   |                  | on the list
            methadone     | oral_solution     | daily    | mg   | 60   | 60       | yes             |                   |                  | not on it
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | no              |                   |                  | not on it
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             | yes               |                  | not on it
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             |                   | yes              | not on it
            buprenorphine | sublingual_tablet | daily    | mg   | 11   | 11       | yes             |                   |                  | on the list
            buprenorphine | sublingual_tablet | daily    | mg   | 12   | 12       | yes             |                   |                  | not on it
            buprenorphine | oral_lyophilisate | daily    | mg   | 9    | 9        | yes             |                   |                  | on the list
            buprenorphine | oral_lyophilisate | daily    | mg   | 10   | 10       | yes             |                   |                  | not on it
            buprenorphine | not_recorded      | daily    | mg   | 9    | 9        | yes             |                   |                  | on the list
            buprenorphine | not_recorded      | daily    | mg   | 10   | 10       | yes             |                   |                  | not known
            buprenorphine | not_recorded      | daily    | mg   | 11   | 11       | yes             |                   |                  | not known
            buprenorphine | not_recorded      | daily    | mg   | 12   | 12       | yes             |                   |                  | not on it
            buprenorphine | depot_weekly      | weekly   | mg   | 23   |          | yes             |                   |                  | on the list
            buprenorphine | depot_weekly      | weekly   | mg   | 24   |          | yes             |                   |                  | not on it
            buprenorphine | depot_monthly     | monthly  | mg   | 95   |          | yes             |                   |                  | on the list
            buprenorphine | depot_monthly     | monthly  | mg   | 96   |          | yes             |                   |                  | not on it
            methadone     | oral_solution     | daily    | mg   | 59   | 59       |                 |                   |                  | not known
                          |                   |          |      |      |          | yes             |                   |                  | not known
            """),
    ),
    Cohort(
        id="overdose_safety",
        title="Overdose safety",
        view="client_on",
        raised=Clause(
            "with an overdose in the last 6 months; or who said they have no naloxone "
            "kit or no training, or whose kit is past its expiry date, unless recorded "
            "as neither on ORT nor using",
            f"overdose OR ({NO_NALOXONE})",
        ),
        order=2,
        shows=("overdose", "naloxone_kit", "naloxone_training"),
        offers=(
            "A naloxone kit and training today, for them and for who is near them",
            "A talk about what happened, and about tolerance",
            "A dose review, where the dose does not hold",
        ),
        suggests="Naloxone today",
        ask="naloxone at home, and any overdose in the last 6 months",
        why="One overdose is often followed by another, and a kit in the room helps.",
        source=(
            "Caudarella 2016; ACMD 2022. That the two stand on one list is our own "
            "choice (evidence.md R13, R22)"
        ),
        strength="J",
        reach="Everybody who uses opioids or is on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            overdose | naloxone_kit | naloxone_training | on_ort | heroin_reported | expect
            ---------+--------------+-------------------+--------+-----------------+------------
            yes      |              |                   |        |                 | on the list
            no       | no           | yes               | yes    |                 | on the list
                     | no           |                   |        |                 | on the list
            no       | yes          | no                | yes    |                 | on the list
            no       | yes          | yes               | yes    | yes             | not on it
            no       | no           | no                | no     | no              | not on it
            no       | no           | no                | no     | yes             | on the list
            no       |              |                   | yes    |                 | not known
                     | yes          | yes               | yes    | yes             | not known
            """),
    ),
    Cohort(
        id="through_the_gate",
        title="Through the gate",
        view="client_on",
        raised=Clause(
            "released from prison in the last 28 days, or recorded as in custody now",
            "prison_release OR status = 'in_custody'",
        ),
        order=4,
        offers=(
            "Naloxone, the dose and an appointment in the week of release",
            "Individual work on managing emotions and on debts",
            "No group for 28 days: own care comes first",
        ),
        suggests="An appointment in the week of release",
        ask=None,
        why=(
            "The first weeks after release are when most overdose deaths happen, and "
            "people who used in custody spoke of emotions, debts and mistrust."
        ),
        source=(
            "Merrall 2010, Marsden 2017 (evidence.md R10); Durjava 2018 on prison "
            "(evidence.md R54)"
        ),
        strength="S",
        reach="Adults leaving prison; mistrust and debts were studied in a few men",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            prison_release | status       | expect
            ---------------+--------------+------------
            yes            | in_treatment | on the list
            yes            |              | on the list
                           | in_custody   | on the list
            no             | in_custody   | on the list
            no             | in_treatment | not on it
                           | in_treatment | not known
            no             |              | not known
            """),
    ),
    Cohort(
        id="newly_stopped",
        title="Newly stopped",
        view="client_on",
        raised=Clause(
            "who reported illicit opiates on the outcome form before the newest, and "
            "whose newest reports none, with no positive urine screen in the last 28 "
            "days",
            "used_on_form_before AND NOT heroin_reported",
        ),
        order=7,
        offers=(
            MUTUAL_AID,
            "People of their own choice who support it",
            "Naloxone and a talk about tolerance, in case they use again",
        ),
        first="Never a group with people who buy.",
        suggests="Say that it was seen; ask what helps",
        ask="how many days of the last 28 they used",
        why=(
            "Men in the study stopped by keeping away from the people they used with, "
            "and were then alone."
        ),
        source="Houghton et al. 2024 (evidence.md W8)",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            used_on_form_before | heroin_reported | expect
            --------------------+-----------------+------------
            yes                 | no              | on the list
            yes                 | yes             | not on it
            no                  | no              | not on it
            yes                 |                 | not known
                                | no              | not known
            """),
    ),
)
