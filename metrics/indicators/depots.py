"""Indicators about depot injections of buprenorphine (evidence.md R04).

A depot is a product with its own strength, unit, interval and last injection. Its steps
are its own: nothing is converted, nothing is added up across products, and an injection
is never written as a daily dose (safety.md H06, group E of 3.3).
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator
from metrics.indicators.dosing import EXCEPT_PLANNED


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
# A depot recorded in another unit, or at another interval than its own, is not judged.
# What is taken every day is no depot: a depot recorded so is held (IMP-E11).
DEPOT_UNDER = (
    "medicine = 'buprenorphine' AND CASE "
    "WHEN form = 'depot_weekly' "
    "THEN CASE WHEN interval = 'weekly' AND unit = 'mg' THEN dose < 24 END "
    "WHEN form = 'depot_monthly' "
    "THEN CASE WHEN interval = 'monthly' AND unit = 'mg' THEN dose < 96 END "
    "WHEN form <> 'not_recorded' OR interval = 'daily' THEN false END"
)
DEPOT_BELOW = f"{DEPOT_UNDER} AND heroin_reported AND {EXCEPT_PLANNED}"
# 7 days and the product's own 2 of a weekly depot; 28 days and its own 7 of a monthly.
OVERDUE = (
    "on_ort AND medicine = 'buprenorphine' AND CASE "
    "WHEN form = 'depot_weekly' THEN date_diff('day', last_injection, $on) > 9 "
    "WHEN form = 'depot_monthly' THEN date_diff('day', last_injection, $on) > 35 "
    "WHEN form <> 'not_recorded' OR interval = 'daily' THEN false END"
)

INDICATORS = (
    Indicator(
        id="depot_below_step",
        title="Recorded depot under its usual step, with illicit opiates reported",
        view="client_on",
        raised=Clause(
            "whose recorded depot is under 24mg once a week, or under 96mg once a month, "
            "with illicit opiates reported, and with no planned reduction and no start "
            "in the last 28 days recorded",
            DEPOT_BELOW,
        ),
        order=22,
        shows=("dose", "heroin_reported"),
        suggests="Dose review",
        ask="the recorded dose and product, and use in the last 28 days",
        why="A dose too low to hold is put right before anything about a group.",
        source=(
            "NHS Borders protocol, for the step of each product; NICE evidence summary "
            "19: depots did no worse than tablets (evidence.md R04)"
        ),
        strength="S",
        reach="Adults on a weekly or monthly depot of buprenorphine",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            medicine      | form              | interval | unit | dose | heroin_reported | planned_reduction | recent_ort_start | expect
            --------------+-------------------+----------+------+------+-----------------+-------------------+------------------+-----------
            buprenorphine | depot_weekly      | weekly   | mg   | 16   | yes             |                   |                  | raised
            buprenorphine | depot_weekly      | weekly   | mg   | 23   | yes             |                   |                  | raised
            buprenorphine | depot_weekly      | weekly   | mg   | 24   | yes             |                   |                  | not raised
            buprenorphine | depot_monthly     | monthly  | mg   | 95   | yes             |                   |                  | raised
            buprenorphine | depot_monthly     | monthly  | mg   | 96   | yes             |                   |                  | not raised
            buprenorphine | depot_weekly      | weekly   | mg   | 16   | no              |                   |                  | not raised
            buprenorphine | depot_weekly      | weekly   | mg   | 16   | yes             | yes               |                  | not raised
            buprenorphine | depot_weekly      | weekly   | mg   | 16   | yes             |                   | yes              | not raised
            buprenorphine | sublingual_tablet | daily    | mg   | 16   | yes             |                   |                  | not raised
            buprenorphine | not_recorded      | daily    | mg   | 16   | yes             |                   |                  | not raised
            methadone     | oral_solution     | daily    | mg   | 16   | yes             |                   |                  | not raised
            buprenorphine | depot_monthly     | weekly   | mg   | 64   | yes             |                   |                  | not known
            buprenorphine | depot_monthly     | monthly  | ml   | 64   | yes             |                   |                  | not known
            buprenorphine | depot_weekly      | weekly   | mg   |      | yes             |                   |                  | not known
            buprenorphine | depot_weekly      | weekly   | mg   | 16   |                 |                   |                  | not known
            buprenorphine | not_recorded      |          | mg   | 64   | yes             |                   |                  | not known
                          | depot_weekly      | weekly   | mg   | 16   | yes             |                   |                  | not known
            """),
    ),
    Indicator(
        id="depot_overdue",
        title="Depot injection later than its product allows",
        view="client_on",
        raised=Clause(
            "whose last depot injection is recorded more than 9 days ago where it is "
            "given once a week (7, and 2 that the product allows), or more than 35 days "
            "ago where it is given once a month (28, and 7)",
            OVERDUE,
        ),
        order=23,
        shows=("last_injection", "form"),
        suggests="Contact the prescriber, and offer the injection",
        ask="the last depot injection, where they have one",
        why="A depot that is late stops holding, and what the body was used to is lost.",
        source=(
            "Summary of product characteristics of each product, to be confirmed "
            "(evidence.md R04)"
        ),
        strength="G",
        reach="Adults on a weekly or monthly depot of buprenorphine",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            on_ort | medicine      | form              | interval | last_injection | expect
            -------+---------------+-------------------+----------+----------------+-----------
            yes    | buprenorphine | depot_weekly      | weekly   | 9 days ago     | not raised
            yes    | buprenorphine | depot_weekly      | weekly   | 10 days ago    | raised
            yes    | buprenorphine | depot_monthly     | monthly  | 35 days ago    | not raised
            yes    | buprenorphine | depot_monthly     | monthly  | 36 days ago    | raised
            no     | buprenorphine | depot_weekly      | weekly   | 60 days ago    | not raised
            yes    | buprenorphine | sublingual_tablet | daily    | 60 days ago    | not raised
            yes    | buprenorphine | not_recorded      | daily    |                | not raised
            yes    | methadone     | oral_solution     | daily    |                | not raised
            yes    | buprenorphine | not_recorded      |          | 60 days ago    | not known
            yes    | buprenorphine | depot_monthly     | monthly  |                | not known
                   | buprenorphine | depot_weekly      | weekly   | 10 days ago    | not known
            """),
    ),
)
