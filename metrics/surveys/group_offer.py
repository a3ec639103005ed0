"""The short survey about a group offer: what the criteria read (evidence.md 4a to 4c).

Beside each question stands the criterion that reads it; times and places are also what
the planner reads. Scores gate nothing; these are plain answers, and a named person
decides.
"""

from metrics.contracts import Code
from metrics.settings import FOUR_WEEKS, Limit
from metrics.surveys._question import YES_NO, Choice, ChooseAny
from metrics.surveys._survey import Survey


TONIGHT = Limit(0, 0)  # by the word itself: tomorrow it is another question
IN_THE_DISCUSSION = "Comes out of the discussion about a group; not asked before it."

SLOTS = tuple(
    Code(f"{day.lower()[:3]}_{time}", f"{day} {time}")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    for time in ("morning", "afternoon", "evening")
)
# Kinds of place: where exactly a group meets is settled when it is planned.
VENUES = (
    Code("own_building", "the service's own building"),
    Code("community", "a community hall or library"),
    Code("health_centre", "a health centre, surgery or pharmacy"),
    Code("lived_experience", "a lived-experience organisation"),
)

QUESTIONS = (
    Choice(  # C3
        "own_goal",
        "Would you like to stop using heroin, cut down, or neither?",
        options=(
            Code("stop", "stop"),
            Code("cut_down", "cut down"),
            Code("neither", "neither"),
        ),
    ),
    Choice(  # C5; with whom is A7 of the network interview
        "wants_group",
        "Would you want to be in a group with people you buy with?",
        note=IN_THE_DISCUSSION,
        options=(*YES_NO, Code("unsure", "unsure")),
    ),
    Choice(  # C7
        "can_attend",
        "Could you come to a weekly group, and keep to its ground rules?",
        note=IN_THE_DISCUSSION,
        options=YES_NO,
    ),
    ChooseAny(  # C7
        "slots",
        "Which times of the week could you come?",
        note=IN_THE_DISCUSSION,
        options=SLOTS,
    ),
    ChooseAny(  # evidence.md 4f, travel and access; no criterion reads it
        "venues",
        "Which of these places could you come to?",
        note=IN_THE_DISCUSSION,
        options=VENUES,
    ),
    Choice(  # W5
        "acute_state",
        "Is there now any of: suicidal thoughts with intent, acute psychosis or mania, "
        "acute withdrawal or intoxication?",
        note=(
            "This program tells nobody. Of suicidal thoughts, speak to the "
            "safeguarding lead now, and record them as a disclosure."
        ),
        asked_of="worker",
        limit=FOUR_WEEKS,
        options=YES_NO,
    ),
    Choice(  # W6
        "medical_withdrawal",
        "Is there dependence on alcohol or benzodiazepines that needs medical "
        "withdrawal?",
        asked_of="worker",
        limit=FOUR_WEEKS,
        options=YES_NO,
    ),
    Choice(  # W9, met where the answer is no
        "safe_tonight",
        "Does this person have somewhere safe to stay tonight?",
        asked_of="worker",
        limit=TONIGHT,
        options=YES_NO,
    ),
    Choice(  # X6; where nothing is recorded, whoever makes the offer judges it
        "capacity",
        "What is recorded about capacity to agree to a group?",
        asked_of="worker",
        options=(
            Code("can_decide", "can decide for themselves"),
            Code("lacks_capacity", "recorded as lacking capacity"),
        ),
    ),
)

SURVEY = Survey(
    id="group_offer",
    title="About a group",
    when=(
        "The goal at any time; what the worker is asked, before a place; the rest in "
        "the discussion itself."
    ),
    asked_alone=True,
    banner="",
    source="Original wording, for the criteria of evidence.md 4a to 4c",
    strength="J",
    reach=(
        "Criteria drawn from 14 men on ORT who still used heroin. No group of people "
        "who buy together has been tested."
    ),
    questions=QUESTIONS,
)
