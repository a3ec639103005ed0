"""Whom the idea is about at all (evidence.md 4c): C1 to C3 and C6 for a discussion, all
of them for a place.

Scores gate nothing: the own goal is a plain answer. Hub position, severity or predicted
success are never a criterion.
"""

from datetime import date

from metrics.criteria._criterion import Criterion, Step
from metrics.indicators._clause import Clause, Example
from metrics.indicators.dosing import HEROIN_ON_TOP


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)

CORE = (
    Criterion(
        id="in_treatment_on_ort",
        code="C1",
        step=Step.CORE,
        title="In treatment and on ORT",
        view="client_on",
        raised=Clause(
            "who are recorded as in treatment, not in custody, and on ORT",
            "status = 'in_treatment' AND on_ort",
        ),
        order=21,
        suggests="Nothing here; an offer that needs no ORT",
        ask="whether they are on ORT now",
        why="The study was of men in community treatment on ORT.",
        source="Houghton et al. 2024 (evidence.md C1); adulthood is X6's",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            status       | on_ort | expect
            -------------+--------+----------
            in_treatment | yes    | met
            in_treatment | no     | not met
            in_custody   | yes    | not met
            in_treatment |        | not known
                         | yes    | not known
                         | no     | not met
            """),
    ),
    Criterion(
        id="use_on_top",
        code="C2",
        step=Step.CORE,
        title="Illicit opiates or heroin reported while on ORT",
        view="client_on",
        raised=Clause(
            "who are on ORT and reported illicit opiates, or whose urine screen was "
            "positive for heroin",
            HEROIN_ON_TOP,
        ),
        order=22,
        suggests="Nothing here; an offer for those who do not use on top",
        ask="how many days of the last 28 they used",
        why="The idea is about people who still use while they are in treatment.",
        source="Houghton et al. 2024 (7 days); Day 2018 (28 days) (evidence.md C2)",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            on_ort | heroin_reported | expect
            -------+-----------------+----------
            yes    | yes             | met
            yes    | no              | not met
            no     | yes             | not met
            yes    |                 | not known
                   | yes             | not known
            """),
    ),
    Criterion(
        id="own_goal_to_stop_or_cut_down",
        code="C3",
        step=Step.CORE,
        title="Wants to stop or cut down",
        view="client_on",
        raised=Clause(
            "who said that they would like to stop using heroin or cut down",
            "own_goal IN ('stop', 'cut_down')",
        ),
        order=23,
        suggests="Talk about what they want, whatever it is",
        ask="whether they would like to stop, cut down, or neither",
        why="The argument rests on a goal that the people around them do not share.",
        source="Houghton et al. 2024: goal conflict (evidence.md C3)",
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            own_goal | expect
            ---------+----------
            stop     | met
            cut_down | met
            neither  | not met
                     | not known
            """),
    ),
    Criterion(
        id="confirmed_buying_tie",
        code="C4",
        step=Step.CORE,
        title="At least one confirmed buying tie",
        view="circle_tie_on",
        raised=Clause(
            "joined to another person who agreed by a buying tie that both of them "
            "reported in the last 90 days",
            "confirmed_tie",
        ),
        order=24,
        for_place=True,
        tells_of_others=True,
        suggests="Ask everybody who agreed, so that ties can be confirmed",
        ask=None,
        why="A circle group is for people who buy together, and say so themselves.",
        source="Houghton et al. 2024, conclusion; Colón 2001 (evidence.md C4)",
        strength="D",
        reach="Nobody has tested a group of people who buy together",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            confirmed_tie | expect
            --------------+----------
            yes           | met
            no            | not met
                          | not known
            """),
    ),
    Criterion(
        id="wants_a_group",
        code="C5",
        step=Step.CORE,
        title="Wants to be in a group, asked alone",
        view="group_offer_on",
        raised=Clause(
            "who said, asked alone, that they would want to be in a group with people "
            "they buy with",
            "CASE WHEN wants_group_alone <> 'unsure' THEN wants_group_alone = 'yes' END",
        ),
        order=25,
        for_place=True,
        suggests="Another offer; nobody is asked twice in a row",
        ask="whether they would want to be in such a group, alone and in private",
        why="Men in the study did not see themselves as a group, and no is an answer.",
        source="Our own rule; Houghton et al. 2024 on group labels (evidence.md C5)",
        strength="J",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            wants_group_alone | expect
            ------------------+----------
            yes               | met
            no                | not met
            unsure            | not known
                              | not known
            """),
    ),
    Criterion(
        id="ort_reviewed",
        code="C6",
        step=Step.CORE,
        title="Dose reviewed in the last 84 days",
        view="client_on",
        raised=Clause(
            "for whom a dose review is recorded in the last 84 days", "dose_review"
        ),
        order=26,
        suggests="Dose review",
        ask="when the dose was last reviewed",
        why="Treatment is made to work as well as it can before anything about a group.",
        source=(
            "Optimising opioid substitution treatment (2014); the 84 days are our own "
            "default, until its other parts are recorded (evidence.md C6, R05)"
        ),
        strength="S",
        reach="Adults on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            dose_review | expect
            ------------+----------
            yes         | met
            no          | not met
                        | not known
            """),
    ),
    Criterion(
        id="can_come",
        code="C7",
        step=Step.CORE,
        title="Can come every week, and keep to ground rules",
        view="client_on",
        raised=Clause(
            "who said that they could come to a weekly group and keep to its ground "
            "rules, and named a time",
            "can_attend = 'yes' AND slots <> 'none'",
        ),
        order=27,
        for_place=True,
        suggests="Another time or place, or another offer",
        ask="whether they could come every week, and when",
        why="A place in a group is of use only to who can come.",
        source="TIP 41; the detail is to be confirmed (evidence.md C7)",
        strength="G",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            can_attend | slots       | expect
            -----------+-------------+----------
            yes        | tue_evening | met
            yes        | none        | not met
            no         |             | not met
            yes        |             | not known
                       | tue_evening | not known
            """),
    ),
)
