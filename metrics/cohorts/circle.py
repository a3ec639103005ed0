"""Cohorts whose need is about the people around them, by what they themselves said.

Each rests on one client's own answers and is listed to their own worker. What two
clients both said is never here.
"""

from datetime import date

from metrics.cohorts._cohort import Cohort
from metrics.cohorts.care import MUTUAL_AID
from metrics.indicators._clause import Clause, Example
from metrics.indicators.substances import MOSTLY_ALONE


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
MEN = "Studied in men only (14 men)"
CHOSEN = "Bring people you choose: the client invites, and only how many came is kept"
OWN_NETWORK = "Work on their own network, alone or with somebody they name"

CIRCLE = (
    Cohort(
        id="couples",
        title="Couples",
        view="client_on",
        raised=Clause(
            "who said that their partner uses opioids or crack", "partner = 'uses'"
        ),
        order=3,
        offers=(
            "One start date for both, where both want it",
            "Two workers, two assessments",
            "One plan for housing and belongings",
        ),
        first="Ask each alone, about fear and pressure too, before anything is arranged.",
        suggests="Ask, alone, whether they would want help that starts together",
        ask="a partner, and whether the partner uses",
        why=(
            "Partners care for each other and also get and use drugs together; starting "
            "alone is hard."
        ),
        source="Simmons 2006: 10 couples in the United States (evidence.md R50)",
        strength="D",
        reach="Studied in 10 couples in the United States, not recent",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            partner      | expect
            -------------+------------
            uses         | on the list
            does_not_use | not on it
            none         | not on it
                         | not known
            """),
    ),
    Cohort(
        id="uses_alone_often",
        title="Uses alone",
        view="client_on",
        raised=Clause(
            "who said that they used alone on more than half of their using days",
            MOSTLY_ALONE,
        ),
        order=5,
        shows=("alone_days",),
        offers=(
            "A talk about who could be near, awake and with naloxone",
            "Naloxone and training for that person",
            "Somebody to ring, where nobody can be near",
        ),
        suggests="Talk about who could be near",
        ask="how many of the using days were alone",
        why=(
            "Official advice is not to use alone. Men in the study used alone even "
            "where they bought with others."
        ),
        source="Official and service advice; Houghton et al. 2024 (evidence.md R19)",
        strength="S",
        reach="Everybody who uses; using alone was studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            using_days | alone_days | expect
            -----------+------------+------------
            10         | 6          | on the list
            10         | 5          | not on it
            10         | 4          | not on it
            1          | 1          | on the list
            0          | 0          | not on it
            0          |            | not on it
            10         |            | not known
                       | 6          | not known
            """),
    ),
    Cohort(
        id="stopping_while_others_carry_on",
        title="Wants to stop while those around them carry on",
        view="client_on",
        raised=Clause(
            "who said that they would like to stop using heroin or cut down, and that "
            "somebody they buy or use with uses heroin",
            "own_goal IN ('stop', 'cut_down') AND circle_uses",
        ),
        order=6,
        offers=(
            MUTUAL_AID,
            CHOSEN,
            OWN_NETWORK,
            "A group with people they buy with, where all agreed (group planning)",
        ),
        suggests="Talk about what they want and who would stand by it",
        ask="whether they would like to stop, and who around them uses",
        why=(
            "Men in the study wished to stop and kept it to themselves; offers of drugs "
            "went on."
        ),
        source="Houghton et al. 2024: goal conflict (evidence.md C3, 2e)",
        strength="D",
        reach=MEN,
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            own_goal | circle_uses | expect
            ---------+-------------+------------
            stop     | yes         | on the list
            cut_down | yes         | on the list
            neither  | yes         | not on it
            stop     | no          | not on it
            stop     |             | not known
                     | yes         | not known
            """),
    ),
    Cohort(
        id="little_support",
        title="Little support",
        view="client_on",
        raised=Clause(
            "who named fewer than 3 people who support stopping or cutting down, or "
            "with 8 or more by UCLA-3",
            "supportive_people < 3 OR ucla3 >= 8",
        ),
        order=8,
        shows=("supportive_people", "ucla3"),
        offers=(
            MUTUAL_AID,
            "Somebody to go there with, the first time",
            OWN_NETWORK,
        ),
        suggests="Ask who they see, and who would stand by them",
        ask="who supports them, and loneliness by UCLA-3",
        why="Stopping often means keeping away from everybody one knew.",
        source=(
            "Houghton et al. 2024; both marks are our own defaults, and the evidence on "
            "how many supporters matter is divided (evidence.md R42, R43, 4e)"
        ),
        strength="J",
        reach=f"Adults. {MEN}: being alone after stopping",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            supportive_people | ucla3 | expect
            ------------------+-------+------------
            2                 | 3     | on the list
            2                 |       | on the list
            3                 | 8     | on the list
                              | 8     | on the list
            3                 | 7     | not on it
            3                 |       | not known
                              | 7     | not known
            """),
    ),
)
