"""What comes before a group: own care first, each with what it waits for (evidence.md 4b).

A deferral points to an individual action at once, and to the day on which it is looked
at again. The worker reads the reason; a manager reads "own care comes first", never why.
"""

from datetime import date

from metrics.criteria._criterion import Criterion, Step, Until
from metrics.indicators._clause import Clause, Example
from metrics.indicators.depots import DEPOT_BELOW
from metrics.indicators.dosing import BUPRENORPHINE_BELOW, METHADONE_BELOW
from metrics.indicators.overdose import NO_NALOXONE


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
# The views hold the four weeks: on the 28th day a fact stands, on the 29th it is looked
# at again.
DAY_29 = 29

DEFERRALS = (
    Criterion(
        id="just_out",
        code="W1",
        step=Step.DEFERRAL,
        title="Left prison, detox, hospital or treatment in the last 28 days",
        view="client_on",
        raised=Clause(
            "who left prison, detox, hospital or treatment in the last 28 days",
            "prison_release OR detox_end OR treatment_exit OR hospital_discharge",
        ),
        order=11,
        until=Until("day 29", days=DAY_29),
        suggests="Naloxone, the dose, and an appointment this week",
        ask="any release, detox, hospital stay or leaving treatment in the last 28 days",
        why="Most overdose deaths after these come in the first weeks.",
        source=(
            "Merrall 2010, Sordo 2017, White 2015 (evidence.md W1, R10 to R12); that it "
            "comes before a group is our own rule"
        ),
        strength="S",
        reach="Adults who use opioids; studied in both men and women",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            prison_release | detox_end | treatment_exit | hospital_discharge | expect
            ---------------+-----------+----------------+--------------------+----------
            yes            | no        | no             | no                 | met
            no             | yes       | no             | no                 | met
            no             | no        | yes            | no                 | met
            no             | no        | no             | yes                | met
            yes            |           |                |                    | met
            no             | no        | no             | no                 | not met
            no             | no        | no             |                    | not known
                           |           |                |                    | not known
            """),
    ),
    Criterion(
        id="ort_not_settled",
        code="W2",
        step=Step.DEFERRAL,
        title="ORT started again lately, or three doses missed in a row",
        view="client_on",
        raised=Clause(
            "who started or restarted ORT in the last 28 days, or missed three or more "
            "days of doses in a row",
            "recent_ort_start OR recent_ort_restart OR missed_in_a_row",
        ),
        order=12,
        until=Until("stable for 28 days", days=DAY_29),
        suggests="The dose, and what made doses be missed",
        ask="any start or restart of ORT in the last 28 days, and doses missed",
        why="The first weeks, and missed doses, are for the dose to settle again.",
        source=(
            "Sordo 2017 on the first weeks; that it comes before a group, and the 28 days, "
            "are our own rule (evidence.md W2, R07, R09)"
        ),
        strength="S",
        reach="Adults on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            recent_ort_start | recent_ort_restart | missed_in_a_row | expect
            -----------------+--------------------+-----------------+----------
            yes              | no                 | no              | met
            no               | yes                | no              | met
                             |                    | yes             | met
            no               | no                 | no              | not met
            no               | no                 |                 | not known
                             |                    |                 | not known
            """),
    ),
    Criterion(
        id="dose_first",
        code="W3",
        step=Step.DEFERRAL,
        title="Recorded dose under the usual range with use on top, and no dose review",
        view="client_on",
        raised=Clause(
            "whose recorded dose is under the usual range, with illicit opiates "
            "reported, and for whom no dose review is recorded in the last 84 days",
            f"(({METHADONE_BELOW}) OR ({BUPRENORPHINE_BELOW}) OR ({DEPOT_BELOW})) "
            "AND dose_review IS NOT TRUE",
        ),
        order=13,
        until=Until("the dose has been reviewed"),
        suggests="Dose review",
        ask="the recorded dose and product, and use in the last 28 days",
        why="A dose too low to hold is put right before anything about a group.",
        source=(
            "Houghton et al. 2024: 5 of 13 men on methadone were under 60mg, all using "
            "on top; the ranges are those of the dose indicators (evidence.md W3)"
        ),
        strength="G",
        reach="Adults on methadone or buprenorphine, each product by its own range",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medicine      | form              | interval | unit | dose | daily_mg | heroin_reported | planned_reduction | recent_ort_start | dose_review | expect
            --------------+-------------------+----------+------+------+----------+-----------------+-------------------+------------------+-------------+----------
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             |                   |                  |             | met
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             |                   |                  | no          | met
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             |                   |                  | yes         | not met
            methadone     | oral_solution     | daily    | mg   | 60   | 60       | yes             |                   |                  |             | not met
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | no              |                   |                  |             | not met
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             | yes               |                  |             | not met
            methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes             |                   | yes              |             | not met
            buprenorphine | sublingual_tablet | daily    | mg   | 11   | 11       | yes             |                   |                  |             | met
            buprenorphine | sublingual_tablet | daily    | mg   | 12   | 12       | yes             |                   |                  |             | not met
            buprenorphine | not_recorded      | daily    | mg   | 9    | 9        | yes             |                   |                  |             | met
            buprenorphine | not_recorded      | daily    | mg   | 10   | 10       | yes             |                   |                  |             | not known
            buprenorphine | oral_lyophilisate | daily    | mg   | 10   | 10       | yes             |                   |                  |             | not met
            buprenorphine | oral_lyophilisate | daily    | mg   | 9    | 9        | yes             |                   |                  |             | met
            buprenorphine | not_recorded      | daily    | mg   | 11   | 11       | yes             |                   |                  |             | not known
            buprenorphine | not_recorded      | daily    | mg   | 12   | 12       | yes             |                   |                  |             | not met
            buprenorphine | depot_weekly      | weekly   | mg   | 23   |          | yes             |                   |                  |             | met
            buprenorphine | depot_weekly      | weekly   | mg   | 24   |          | yes             |                   |                  |             | not met
            buprenorphine | depot_monthly     | monthly  | mg   | 95   |          | yes             |                   |                  |             | met
            buprenorphine | depot_monthly     | monthly  | mg   | 96   |          | yes             |                   |                  |             | not met
            buprenorphine | depot_monthly     | monthly  | mg   | 95   |          | yes             |                   |                  | yes         | not met
            buprenorphine | depot_monthly     | weekly   | mg   | 95   |          | yes             |                   |                  |             | not known
            methadone     | oral_solution     | daily    | mg   | 59   | 59       |                 |                   |                  |             | not known
            methadone     | oral_solution     | daily    | mg   |      |          | yes             |                   |                  |             | not known
                          |                   |          | mg   | 8    | 8        | yes             |                   |                  |             | not known
            """),
    ),
    Criterion(
        id="overdose_lately",
        code="W4",
        step=Step.DEFERRAL,
        title="Overdose in the last 28 days",
        view="client_on",
        raised=Clause("with an overdose in the last 28 days", "recent_overdose"),
        order=14,
        until=Until("day 29, with a plan", days=DAY_29),
        suggests="Talk about what happened; naloxone; dose",
        ask="any overdose in the last 28 days",
        why="The weeks after an overdose are for safety and for the dose.",
        source="Caudarella 2016; the 28 days are our own default (evidence.md W4, R13)",
        strength="J",
        reach="Adults who use opioids; studied in Canada",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            recent_overdose | expect
            ----------------+----------
            yes             | met
            no              | not met
                            | not known
            """),
    ),
    Criterion(
        id="too_unwell_now",
        code="W5",
        step=Step.DEFERRAL,
        title="Too unwell for a group just now, as their worker judged",
        view="client_on",
        raised=Clause(
            "of whom their worker recorded suicidal thoughts with intent, acute psychosis "
            "or mania, or acute withdrawal or intoxication",
            "acute_state = 'yes'",
        ),
        order=15,
        until=Until("a clinician has looked again"),
        suggests="Safety and care today, with whoever is on duty",
        ask="whether they are too unwell for a group just now",
        why="A group is no place to be acutely unwell in.",
        source=(
            "Our own rule; Houghton et al. 2024 did not interview a man who was "
            "intoxicated (evidence.md W5, R32, R33)"
        ),
        strength="J",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            acute_state | expect
            ------------+----------
            yes         | met
            no          | not met
                        | not known
            """),
    ),
    Criterion(
        id="medical_withdrawal_needed",
        code="W6",
        step=Step.DEFERRAL,
        title="Dependence on alcohol or benzodiazepines that needs medical withdrawal",
        view="client_on",
        raised=Clause(
            "of whom their worker recorded dependence on alcohol or benzodiazepines that "
            "needs medical withdrawal",
            "medical_withdrawal = 'yes'",
        ),
        order=16,
        until=Until("there is a plan for it"),
        suggests="A plan for medical withdrawal",
        ask="whether alcohol or benzodiazepines need medical withdrawal",
        why="Withdrawal from these can be dangerous, and comes first.",
        source="General knowledge, to be confirmed (evidence.md W6)",
        strength="G",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medical_withdrawal | expect
            -------------------+----------
            yes                | met
            no                 | not met
                               | not known
            """),
    ),
    Criterion(
        id="no_naloxone",
        code="W7",
        step=Step.DEFERRAL,
        title="No naloxone kit in date, or no training",
        view="client_on",
        raised=Clause(
            "who said they have no naloxone kit or no training, or whose kit is past its "
            "expiry date, unless recorded as neither on ORT nor using",
            NO_NALOXONE,
        ),
        order=17,
        until=Until("a kit and training have been given"),
        suggests="Give a kit and training; ask who else at home could use it",
        ask="naloxone at home, and training",
        why="People who use together can keep one another alive, with a kit in the room.",
        source=(
            "ACMD 2022; that it comes before a group is our own rule (evidence.md W7, "
            "R22)"
        ),
        strength="J",
        reach="Everybody who uses opioids or is on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            naloxone_kit | naloxone_training | on_ort | heroin_reported | expect
            -------------+-------------------+--------+-----------------+----------
            no           | yes               | yes    |                 | met
            yes          | no                | yes    |                 | met
            no           |                   |        |                 | met
            yes          | yes               | yes    | yes             | not met
            no           | no                | no     | no              | not met
            no           | no                | no     | yes             | met
            yes          |                   | yes    |                 | not known
                         |                   | yes    |                 | not known
            """),
    ),
    Criterion(
        id="no_heroin_lately",
        code="W8",
        step=Step.DEFERRAL,
        title="No heroin use reported in the last 28 days",
        view="client_on",
        raised=Clause(
            "whose newest outcome form reports none, and who have no positive urine "
            "screen in the last 28 days",
            "NOT heroin_reported",
        ),
        order=18,
        until=Until("a different offer", different_offer=True),
        suggests="Mutual aid, a lived-experience organisation, or own network work",
        ask="how many days of the last 28 they used heroin",
        why=(
            "Men in the study stopped by keeping away, and offers were made even to "
            "those known to be stopping."
        ),
        source="Houghton et al. 2024 (evidence.md W8)",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            heroin_reported | expect
            ----------------+----------
            no              | met
            yes             | not met
                            | not known
            """),
    ),
    Criterion(
        id="no_safe_place_tonight",
        code="W9",
        step=Step.DEFERRAL,
        title="Nowhere safe to stay tonight",
        view="client_on",
        raised=Clause(
            "of whom their worker recorded today that they have nowhere safe to stay "
            "tonight",
            "safe_tonight = 'no'",
        ),
        order=19,
        until=Until("there is somewhere safe tonight"),
        suggests="Housing today",
        ask="whether they have somewhere safe to stay tonight",
        why="Somewhere safe comes before anything else today.",
        source="Our own rule (evidence.md W9, R23)",
        strength="J",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            safe_tonight | expect
            -------------+----------
            no           | met
            yes          | not met
                         | not known
            """),
    ),
)
