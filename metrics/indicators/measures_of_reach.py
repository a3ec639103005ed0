"""Measures for reports of whom the asking has reached, and of treatment itself.

Reach is asked as the measures of `measures.py` are. Staying and dying are asked of the
days of treatment, which a period's people come with (`person_in_period.sql`).
"""

from metrics.indicators._clause import Clause, Example
from metrics.indicators._measure import Answer, Measure
from metrics.settings import NETWORK_ANSWER


EVERYBODY = "people in treatment on any day of the period"
STARTS = "Start of treatment, exits and status, as the services recorded them"
ASKED_WITHIN = f"in the {NETWORK_ANSWER.days} days before the last day of the period"

NETWORK_PLANNING = Measure(
    id="network_planning",
    title="Agreed to network planning",
    population=EVERYBODY,
    definition=(
        "The newest answer, when asked whether their network may be used to plan "
        "groups, was yes. Withdrawn counts as not agreed."
    ),
    answers=(
        Answer("agreed", "agreed", Clause("who agreed", "network_planning = 'given'")),
        Answer(
            "not_agreed",
            "declined or withdrew",
            Clause(
                "who declined or withdrew",
                "network_planning IN ('declined', 'withdrawn')",
            ),
        ),
    ),
    unknown="Not asked by that day",
    headline="agreed",
    source="Permissions recorded by the services",
    strength="J",
    sensitive=False,
    example=Example("""
        network_planning | expect
        -----------------+-----------
        given            | agreed
        declined         | not_agreed
        withdrawn        | not_agreed
                         | not_known
        """),
)
INTERVIEWED = Measure(
    id="network_interview",
    title="Network interview held",
    population=EVERYBODY,
    definition=f"An interview about the people around them was finished {ASKED_WITHIN}.",
    answers=(
        Answer("held", "held", Clause("who were asked", "supportive_people >= 0")),
    ),
    unknown="Not held, not finished, or longer ago",
    headline="held",
    source="Interviews recorded by the services",
    strength="J",
    sensitive=False,
    example=Example("""
        supportive_people | expect
        ------------------+----------
        0                 | held
        3                 | held
                          | not_known
        """),
)
PEER_SURVEY = Measure(
    id="peer_survey",
    title="Questions about peers asked",
    population=EVERYBODY,
    definition=f"Any question of the peer survey was asked {ASKED_WITHIN}.",
    answers=(Answer("asked", "asked", Clause("who were asked", "peer_survey")),),
    unknown="Not asked, or longer ago",
    headline="asked",
    source="Answers recorded by the services",
    strength="J",
    sensitive=False,
    example=Example("""
        peer_survey | expect
        ------------+----------
        yes         | asked
                    | not_known
        """),
)
RETAINED = Measure(
    id="retained",
    title="Still in treatment twelve weeks after the start",
    population="people who started in the period, twelve weeks or more before its end",
    definition=(
        "Treatment had not ended before 84 days were over. Who came back later counts "
        "from the newest start."
    ),
    answers=(
        Answer(
            "stayed",
            "stayed twelve weeks",
            Clause("who stayed", "ended_on IS NULL OR ended_on >= started_on + 84"),
        ),
        Answer(
            "left_before",
            "left before",
            Clause("who left before", "ended_on < started_on + 84"),
        ),
    ),
    among=Clause("who started", "started_on >= $start AND started_on + 84 <= $on"),
    unknown="None: who has no exit recorded is in treatment",
    headline="stayed",
    source=STARTS,
    strength="S",
    sensitive=False,
    example=None,
    of_period=True,
)
DIED = Measure(
    id="died",
    title="Died in treatment",
    population=EVERYBODY,
    definition="Recorded as died, with the end of treatment in the period.",
    answers=(
        Answer("died", "died", Clause("who died", "died AND ended_on <= $on")),
        Answer(
            "not_died", "did not", Clause("who did not", "NOT died OR ended_on > $on")
        ),
    ),
    unknown="None: deaths that nobody recorded are not counted",
    headline="died",
    source=STARTS,
    strength="S",
    sensitive=True,
    example=None,
    of_period=True,
)
MEASURES_OF_REACH = (NETWORK_PLANNING, INTERVIEWED, PEER_SURVEY, RETAINED, DIED)
