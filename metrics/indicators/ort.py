"""Indicators about ORT beside the dose itself: doses missed, starts and stops, and what
else makes treatment hold (evidence.md R01b, R05, R07, R09).

Supervision (R08) is information only, neither a risk nor a penalty: it is a trend.
Starts, stops and missed doses come by feed, so `ask` is None there.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator
from metrics.indicators.coping import DOSE_HOLDS, HOLDS_AND_REVIEWED
from metrics.indicators.depots import DEPOT_UNDER
from metrics.indicators.dosing import BUPRENORPHINE_UNDER, METHADONE_UNDER


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
METHADONE_ABOVE = "medicine = 'methadone' AND daily_mg > 120"
# No source gives another medicine a usual range, so there it is not known.
OUTSIDE_RANGE = (
    "CASE WHEN medicine IN ('methadone', 'buprenorphine', 'buprenorphine_naloxone') "
    f"THEN ({METHADONE_UNDER}) OR ({METHADONE_ABOVE}) OR ({BUPRENORPHINE_UNDER}) "
    f"OR ({DEPOT_UNDER}) OR (medicine <> 'methadone' AND form = 'sublingual_tablet' "
    "AND daily_mg > 32) END"
)

INDICATORS = (
    Indicator(
        id="ort_not_optimised",
        title="Something that makes ORT hold is recorded as missing",
        view="client_on",
        raised=Clause(
            "who are on ORT, and of whom one of these is recorded as missing: a dose in "
            "the usual range or the prescriber's reason for another; a dose that holds "
            "for a whole day; a review in the last 84 days of the dose, and of the "
            "psychosocial part",
            f"on_ort AND NOT ((NOT ({OUTSIDE_RANGE}) OR dose_reason) AND {DOSE_HOLDS} "
            "AND psychosocial_review AND dose_review)",
        ),
        order=25,
        shows=("dose", "dose_review", "psychosocial_review"),
        suggests="Dose review, and a review of the psychosocial part",
        ask=HOLDS_AND_REVIEWED,
        why="Medicine and support work together; neither is good enough alone.",
        source=(
            "Optimising opioid substitution treatment (PHE 2014): both parts, adapted "
            "and reviewed; the 84 days are our own default (evidence.md R05)"
        ),
        strength="S",
        reach="Adults on methadone or buprenorphine",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            on_ort | medicine      | form              | interval | unit | dose | daily_mg | dose_reason | co6 | psychosocial_review | dose_review | expect
            -------+---------------+-------------------+----------+------+------+----------+-------------+-----+---------------------+-------------+-----------
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       | no          | 4   | yes                 | yes         | not raised
            yes    | methadone     | oral_solution     | daily    | mg   | 59   | 59       | no          | 4   | yes                 | yes         | raised
            yes    | methadone     | oral_solution     | daily    | mg   | 59   | 59       | yes         | 4   | yes                 | yes         | not raised
            yes    | methadone     | oral_solution     | daily    | mg   | 120  | 120      | no          | 5   | yes                 | yes         | not raised
            yes    | methadone     | oral_solution     | daily    | mg   | 121  | 121      | no          | 5   | yes                 | yes         | raised
            yes    | buprenorphine | sublingual_tablet | daily    | mg   | 12   | 12       | no          | 4   | yes                 | yes         | not raised
            yes    | buprenorphine | sublingual_tablet | daily    | mg   | 11   | 11       | no          | 4   | yes                 | yes         | raised
            yes    | buprenorphine | sublingual_tablet | daily    | mg   | 32   | 32       | no          | 4   | yes                 | yes         | not raised
            yes    | buprenorphine | sublingual_tablet | daily    | mg   | 33   | 33       | no          | 4   | yes                 | yes         | raised
            yes    | buprenorphine | oral_lyophilisate | daily    | mg   | 10   | 10       | no          | 4   | yes                 | yes         | not raised
            yes    | buprenorphine | oral_lyophilisate | daily    | mg   | 9    | 9        | no          | 4   | yes                 | yes         | raised
            yes    | buprenorphine | not_recorded      | daily    | mg   | 9    | 9        | no          | 4   | yes                 | yes         | raised
            yes    | buprenorphine | not_recorded      | daily    | mg   | 10   | 10       | no          | 4   | yes                 | yes         | not known
            yes    | buprenorphine | not_recorded      | daily    | mg   | 11   | 11       | no          | 4   | yes                 | yes         | not known
            yes    | buprenorphine | not_recorded      | daily    | mg   | 12   | 12       | no          | 4   | yes                 | yes         | not raised
            yes    | buprenorphine | depot_weekly      | weekly   | mg   | 24   |          | no          | 4   | yes                 | yes         | not raised
            yes    | buprenorphine | depot_weekly      | weekly   | mg   | 23   |          | no          | 4   | yes                 | yes         | raised
            yes    | buprenorphine | depot_monthly     | monthly  | mg   | 96   |          | no          | 4   | yes                 | yes         | not raised
            yes    | buprenorphine | depot_monthly     | monthly  | mg   | 95   |          | no          | 4   | yes                 | yes         | raised
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             | 2   | yes                 | yes         | raised
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             | 3   | yes                 | yes         | not known
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             | 4   | no                  | yes         | raised
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             | 4   | yes                 | no          | raised
            no     | methadone     | oral_solution     | daily    | mg   | 59   | 59       | no          | 2   | no                  | no          | not raised
            yes    | diamorphine   | injection         | daily    | mg   | 59   | 59       | no          | 4   | yes                 | yes         | not known
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             |     | yes                 | yes         | not known
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             | 4   |                     | yes         | not known
            yes    | methadone     | oral_solution     | daily    | mg   | 60   | 60       |             | 4   | yes                 |             | not known
            """),
    ),
    Indicator(
        id="methadone_above_120",
        title="Recorded methadone dose above 120mg a day",
        view="client_on",
        raised=Clause(
            "whose recorded methadone dose is above 120mg a day", METHADONE_ABOVE
        ),
        order=53,
        shows=("daily_mg",),
        suggests="Nothing: the record is only pointed out",
        ask="the recorded dose, and use in the last 28 days",
        why="A dose above the usual range may be right; it is worth knowing of.",
        source=(
            "UK clinical guidelines 2017: usual 60 to 120mg a day (to be confirmed) "
            "(evidence.md R01b)"
        ),
        strength="G",
        reach="All adults on methadone",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medicine      | daily_mg | expect
            --------------+----------+-----------
            methadone     | 121      | raised
            methadone     | 120      | not raised
            buprenorphine | 24       | not raised
            methadone     |          | not known
                          | 121      | not known
            """),
    ),
    Indicator(
        id="missed_doses",
        title="Three or more days of doses missed in a row",
        view="client_on",
        raised=Clause(
            "with three or more days of doses missed in a row, recorded in the last 3 "
            "days, and not recorded as five or more",
            "missed_in_a_row AND (missed_days >= 5) IS NOT TRUE",
        ),
        order=10,
        dated="missed_in_a_row",
        shows=("missed_in_a_row",),
        suggests="Contact the prescriber before the next dose",
        ask=None,
        why="After three days what the body was used to may be lost.",
        source="NHS Lothian: three days, tolerance and contact (evidence.md R07)",
        strength="S",
        reach="Everybody on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            missed_in_a_row | missed_days | expect
            ----------------+-------------+-----------
            yes             |             | raised
            yes             | 3           | raised
            yes             | 4           | raised
            yes             | 5           | not raised
            no              | 2           | not raised
            no              |             | not raised
                            |             | not known
            """),
    ),
    Indicator(
        id="missed_doses_five_days",
        title="Five or more days of doses missed in a row",
        view="client_on",
        raised=Clause(
            "with five or more days of doses missed in a row, recorded in the last 3 "
            "days",
            "missed_days >= 5",
        ),
        order=10,
        dated="missed_days",
        suggests="Contact the prescriber before the next dose: it is treated as a restart",
        ask=None,
        why="After five days treatment is begun again as if it were new.",
        source="Australian guidance; in Britain to be confirmed (evidence.md R07)",
        strength="S",
        reach="Everybody on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            missed_days | expect
            ------------+-----------
            5           | raised
            4           | not raised
            0           | not raised
                        | not known
            """),
    ),
    Indicator(
        id="ort_stopped",
        title="ORT stopped in the last 28 days",
        view="client_on",
        raised=Clause("whose ORT stopped in the last 28 days", "recent_ort_stop"),
        order=10,
        dated="recent_ort_stop",
        suggests="Naloxone; ask about starting again",
        ask=None,
        why=(
            "Many cohorts found more deaths in the weeks after ORT stops, though not "
            "all did."
        ),
        source=(
            "Sordo 2017: 36.1 deaths in 1,000 person-years out of methadone, 11.3 in it; "
            "9.5 and 4.3 for buprenorphine. Cornish 2010 in the UK. A Norwegian cohort "
            "found no such peak (evidence.md R09)"
        ),
        strength="S",
        reach="Adults on methadone or buprenorphine; studied in both men and women",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            recent_ort_stop | expect
            ----------------+-----------
            yes             | raised
            no              | not raised
                            | not known
            """),
    ),
    Indicator(
        id="ort_started",
        title="ORT started or restarted in the last 28 days",
        view="client_on",
        raised=Clause(
            "whose ORT started or restarted in the last 28 days",
            "recent_ort_start OR recent_ort_restart",
        ),
        order=54,
        suggests="See them often; naloxone; how the dose holds",
        ask=None,
        why="In many cohorts deaths on methadone fell over the first four weeks.",
        source=(
            "Sordo 2017, Cornish 2010; a Norwegian cohort found no such peak "
            "(evidence.md R09)"
        ),
        strength="S",
        reach="Adults starting methadone; less clear for buprenorphine",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            recent_ort_start | recent_ort_restart | expect
            -----------------+--------------------+-----------
            yes              |                    | raised
                             | yes                | raised
            no               | no                 | not raised
            no               |                    | not known
                             |                    | not known
            """),
    ),
)
