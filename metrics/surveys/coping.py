"""The context set on coping and root causes, in the domains of evidence.md 2d-bis.

Descriptive: each answer stands for itself, without totals or cut-offs. It stands beside
recorded strengths, and is never a source for a threshold.
"""

from metrics.settings import FOUR_WEEKS, ORT_RECORD
from metrics.surveys._question import NOT_SURE, YES_NO, Choice, Scale, statement
from metrics.surveys._survey import UNVALIDATED, Survey


QUESTIONS = (
    statement("CO1", "I use mostly to change how I feel.", "psychological"),
    statement(
        "CO2",
        "I have ways other than using to get through a bad day.",
        "psychological",
        reverse=True,
    ),
    Scale(
        "co3",
        "I believe I can stick to what I decide about using.",
        code="CO3",
        theme="self-efficacy",
        low=0,
        high=10,
        ends=("not at all", "completely"),
    ),
    Scale(
        "co4",
        "How strong has the wish to use been in the last seven days?",
        code="CO4",
        theme="craving",
        limit=FOUR_WEEKS,
        low=0,
        high=10,
        ends=("no wish to use", "as strong as I can imagine"),
    ),
    statement(
        "CO5",
        "I use to keep withdrawal away more than to enjoy it.",
        "biochemical",
    ),
    statement(  # disagreeing points to a dose review, so it ages like the dose
        "CO6",
        "My dose holds me for a whole day.",
        "biochemical",
        reverse=True,
        limit=ORT_RECORD,
    ),
    Choice(
        "co7",
        "Someone in the family I grew up in had problems with alcohol or drugs.",
        code="CO7",
        theme="family",
        options=(*YES_NO, NOT_SURE),
    ),
    statement(
        "CO8",
        "When I have tried to stop I kept away from everybody.",
        "isolation when stopping",
    ),
    statement(
        "CO9",
        "The people I buy with are people I would choose to spend time with anyway.",
        "transactional ties",
        reverse=True,
    ),
    statement(
        "CO10",
        "I have good moments with people when drugs are not involved.",
        "shared moments, strength",
    ),
)

SURVEY = Survey(
    id="coping",
    title="Getting through the day",
    when="When it helps the conversation.",
    say_first=("You can skip anything.",),
    asked_alone=True,
    banner=UNVALIDATED,
    source=(
        "Original wording, after Durjava 2018, and Houghton et al. 2024 on "
        "self-efficacy and craving (evidence.md 2d-bis)"
    ),
    strength="J",
    reach="Four people who had been in prison; 14 men on ORT who still used heroin.",
    questions=QUESTIONS,
)
