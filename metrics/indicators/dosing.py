"""Indicators about ORT and its dose (evidence.md 1a).

Recorded facts only: no dose advice, no conversion between medicines, no total across
products. In each, "heroin" means `heroin_reported` of the view, whose words say whether
it came from a form (illicit opiates) or a urine screen (heroin).
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
HEROIN_ON_TOP = "on_ort AND heroin_reported"
EXCEPT_PLANNED = "(planned_reduction OR recent_ort_start) IS NOT TRUE"
METHADONE_UNDER = "medicine = 'methadone' AND daily_mg < 60"
METHADONE_BELOW = f"{METHADONE_UNDER} AND heroin_reported AND {EXCEPT_PLANNED}"
# Each product has its own range. Where the form is not recorded, below 10 mg is under
# both, from 12 mg on is in both, and between them the answer is not known.
BUPRENORPHINE_UNDER = (
    "medicine IN ('buprenorphine', 'buprenorphine_naloxone') "
    "AND (form NOT IN ('depot_weekly', 'depot_monthly') OR form IS NULL) "
    "AND CASE WHEN form = 'sublingual_tablet' THEN daily_mg < 12 "
    "WHEN form = 'oral_lyophilisate' THEN daily_mg < 10 "
    "WHEN daily_mg < 10 THEN true WHEN daily_mg >= 12 THEN false END"
)
BUPRENORPHINE_BELOW = f"{BUPRENORPHINE_UNDER} AND heroin_reported AND {EXCEPT_PLANNED}"

INDICATORS = (
    Indicator(
        id="methadone_below_range",
        title=(
            "Recorded methadone dose under the usual range, "
            "with illicit opiates reported"
        ),
        view="client_on",
        raised=Clause(
            "whose recorded methadone dose is under 60mg a day, with illicit opiates "
            "reported, and with no planned reduction and no start in the last 28 days "
            "recorded",
            METHADONE_BELOW,
        ),
        order=20,
        shows=("daily_mg", "heroin_reported"),
        suggests="Dose review",
        ask="the recorded dose and product, and use in the last 28 days",
        why="A dose too low to hold is put right before anything about a group.",
        source=(
            "UK clinical guidelines 2017: usual 60 to 120mg a day (to be confirmed). "
            "Houghton et al. 2024: 5 of 13 men on methadone were under 60mg, all using "
            "on top (evidence.md R01)"
        ),
        strength="G",
        reach="All adults on methadone",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medicine      | daily_mg | heroin_reported | planned_reduction | recent_ort_start | expect
            --------------+----------+-----------------+-------------------+------------------+-----------
            methadone     | 59       | yes             |                   |                  | raised
            methadone     | 60       | yes             |                   |                  | not raised
            methadone     | 59       | no              |                   |                  | not raised
            methadone     | 59       | yes             | yes               |                  | not raised
            methadone     | 59       | yes             |                   | yes              | not raised
            methadone     | 59       | yes             | no                | no               | raised
            buprenorphine | 8        | yes             |                   |                  | not raised
            methadone     | 59       |                 |                   |                  | not known
            methadone     |          | yes             |                   |                  | not known
                          | 59       | yes             |                   |                  | not known
            """),
    ),
    Indicator(
        id="buprenorphine_below_range",
        title=(
            "Recorded buprenorphine dose under the usual range, "
            "with illicit opiates reported"
        ),
        view="client_on",
        raised=Clause(
            "whose recorded daily buprenorphine dose is under 12mg (oral lyophilisate, "
            "or form not recorded: under 10mg), with illicit opiates reported, and with "
            "no planned reduction and no start in the last 28 days recorded",
            BUPRENORPHINE_BELOW,
        ),
        order=21,
        shows=("daily_mg", "heroin_reported"),
        suggests="Dose review",
        ask="the recorded dose and product, and use in the last 28 days",
        why="A dose too low to hold is put right before anything about a group.",
        source=(
            "UK clinical guidelines 2017: usual 12 to 16mg, up to 24 or 32mg (to be "
            "confirmed); oral lyophilisate is not equal mg for mg, its threshold is our "
            "own (evidence.md R02, R03)"
        ),
        strength="G",
        reach="All adults on daily buprenorphine; depot injections are not judged here",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medicine      | form              | daily_mg | heroin_reported | planned_reduction | recent_ort_start | expect
            --------------+-------------------+----------+-----------------+-------------------+------------------+-----------
            buprenorphine | sublingual_tablet | 11       | yes             |                   |                  | raised
            buprenorphine | sublingual_tablet | 12       | yes             |                   |                  | not raised
            buprenorphine | oral_lyophilisate | 9        | yes             |                   |                  | raised
            buprenorphine | oral_lyophilisate | 10       | yes             |                   |                  | not raised
            buprenorphine |                   | 9        | yes             |                   |                  | raised
            buprenorphine |                   | 10       | yes             |                   |                  | not known
            buprenorphine |                   | 11       | yes             |                   |                  | not known
            buprenorphine |                   | 12       | yes             |                   |                  | not raised
            buprenorphine | not_recorded      | 11       | yes             |                   |                  | not known
            buprenorphine | depot_monthly     |          | yes             |                   |                  | not raised
            methadone     |                   | 8        | yes             |                   |                  | not raised
            buprenorphine | sublingual_tablet | 8        | no              |                   |                  | not raised
            buprenorphine | sublingual_tablet | 8        | yes             | yes               |                  | not raised
            buprenorphine | sublingual_tablet | 8        | yes             |                   | yes              | not raised
            buprenorphine | sublingual_tablet | 8        |                 |                   |                  | not known
            """),
    ),
    Indicator(
        id="heroin_on_top",
        title="Illicit opiates or heroin reported while on ORT",
        view="client_on",
        raised=Clause(
            "who are on ORT and reported illicit opiates, or whose urine screen was "
            "positive for heroin",
            HEROIN_ON_TOP,
        ),
        order=50,
        shows=("heroin_reported",),
        suggests="Talk about use, and what the dose does over a whole day",
        ask="how many days of the last 28 they used",
        why="Using on top is common, and often says that treatment does not hold yet.",
        source=(
            "Houghton et al. 2024 took part only with a positive screen in 7 days; "
            "Day 2018 and the outcome form ask about 28 days (evidence.md R06)"
        ),
        strength="D",
        reach="Studied in men only (14 men); the rule itself holds for everybody on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            on_ort | heroin_reported | expect
            -------+-----------------+-----------
            yes    | yes             | raised
            yes    | no              | not raised
            no     | yes             | not raised
            yes    |                 | not known
                   | yes             | not known
                   | no              | not raised
            """),
    ),
)
