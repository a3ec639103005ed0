"""What a person's own words or age rule out (evidence.md 4a).

What stands between two people (coercion, supply, court conditions, violence: X2 to X5)
is never here: it lives in `separation` and `pair_check`, with the safeguarding lead.
"""

from datetime import date

from metrics.criteria._criterion import Criterion, Step
from metrics.indicators._clause import Clause, Example


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)

EXCLUSIONS = (
    Criterion(
        id="network_planning_refused",
        code="X1",
        step=Step.EXCLUSION,
        title="Said no to being considered, or took the permission back",
        view="client_on",
        raised=Clause(
            "who declined network planning, or withdrew their permission for it",
            "network_planning IN ('declined', 'withdrawn')",
        ),
        order=1,
        suggests="Leave it; they can say yes at any time",
        ask="whether they agree to be considered in network planning",
        why="Nobody is considered for a group who does not want to be.",
        source="Our own rule, from research ethics (evidence.md X1)",
        strength="J",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            network_planning | expect
            -----------------+----------
            declined         | met
            withdrawn        | met
            given            | not met
                             | not known
            """),
    ),
    Criterion(
        id="under_18_or_lacks_capacity",
        code="X6",
        step=Step.EXCLUSION,
        title="Under 18, or recorded as lacking capacity to agree",
        view="client_on",
        raised=Clause(
            "who are under 18, or recorded as lacking capacity to agree to a group",
            "age_band = 'under_18' OR capacity = 'lacks_capacity'",
        ),
        order=2,
        suggests="Services for young people, or an advocate",
        ask="what is recorded about capacity to agree to a group",
        why=(
            "A group is for adults who can decide. Where nothing is recorded, whoever "
            "makes the offer judges it."
        ),
        source="General knowledge, to be confirmed (evidence.md X6)",
        strength="G",
        reach="Everybody",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            age_band | capacity       | expect
            ---------+----------------+----------
            under_18 |                | met
            18_24    | lacks_capacity | met
            18_24    | can_decide     | not met
            70_plus  | can_decide     | not met
            18_24    |                | not known
                     | can_decide     | not known
                     | lacks_capacity | met
            """),
    ),
)
