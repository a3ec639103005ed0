"""Indicators from what a client says of coping, of time inside, and of the dose (evidence.md
R54, R55, and CO6 of 2d-bis).

Single answers in our own words, which nobody has validated: each points to a talk and
gates nothing. Those without a rule are trends. A debt from time inside (PR4) is a
disclosure, not an indicator.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
HOLDS_AND_REVIEWED = (
    "how long the dose holds, and when dose and other support were last reviewed"
)
# "Neither" (3) is no answer to whether it holds.
DOSE_HOLDS = "CASE WHEN co6 >= 4 THEN true WHEN co6 <= 2 THEN false END"

INDICATORS = (
    Indicator(
        id="dose_does_not_hold",
        title="Said that the dose does not hold for a whole day",
        view="client_on",
        raised=Clause(
            "who disagreed that their dose holds them for a whole day",
            f"NOT ({DOSE_HOLDS})",
        ),
        order=24,
        suggests="Dose review",
        ask=HOLDS_AND_REVIEWED,
        why="Withdrawal before the next dose is a reason to use, and can be treated.",
        source=(
            "Our own question, after Optimising opioid substitution treatment (PHE "
            "2014); nobody has validated it (evidence.md CO6, R05)"
        ),
        strength="J",
        reach="Everybody on ORT; unvalidated, for conversation only",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            co6 | expect
            ----+-----------
            1   | raised
            2   | raised
            3   | not known
            4   | not raised
            5   | not raised
                | not known
            """),
    ),
    Indicator(
        id="uses_to_cope",
        title="Said that using is mostly to change how they feel",
        view="client_on",
        raised=Clause(
            "who agreed that they use mostly to change how they feel", "co1 >= 4"
        ),
        order=70,
        suggests="Offer individual work on coping, alongside anything else",
        ask="what using does for them",
        why="Using to get through a day needs something else that does.",
        source=(
            "Durjava 2018, four people who had been in prison; our own question, which "
            "nobody has validated (evidence.md R55)"
        ),
        strength="D",
        reach="Studied in four people who had been in prison; unvalidated here",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            co1 | expect
            ----+-----------
            5   | raised
            4   | raised
            3   | not raised
            1   | not raised
                | not known
            """),
    ),
    Indicator(
        id="used_in_custody",
        title="Used while in custody",
        view="client_on",
        raised=Clause(
            "who said that they used while in custody", "used_in_custody = 'yes'"
        ),
        order=69,
        suggests="Ask, alone, about coping, debts, and trust in groups and staff",
        ask="use while in custody, where they have been inside",
        why=(
            "Inside, using served to keep strong feelings level, and ties were described "
            "as purely about drugs."
        ),
        source="Durjava 2018, four people who had been in prison (evidence.md R54)",
        strength="D",
        reach="Studied in four people who had been in prison; how it works, not how often",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            used_in_custody | expect
            ----------------+-----------
            yes             | raised
            no              | not raised
            never_inside    | not raised
                            | not known
            """),
    ),
)
