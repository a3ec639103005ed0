"""Short questions about other drugs, and about the past: what no form asks (evidence.md
R15, R16, R24, R35, R54).

Each answer stands for itself. What the outcome form asks already (crack, cocaine,
injecting now) is not asked again; what adds up to a number is in `scales.py`.
"""

from metrics.contracts import Code
from metrics.settings import CONDITION, LASTING, OUTCOME_FORM
from metrics.surveys._question import YES_NO, Choice, Number
from metrics.surveys._survey import Survey


def _days(question: str, text: str, code: str) -> Number:
    """Of the last 28 days, as the outcome form asks, so it ages as the form does."""
    return Number(
        question,
        text,
        code=code,
        theme="other drugs",
        note="Prescribed or not. Never advise to stop at once: that is dangerous.",
        limit=OUTCOME_FORM,
        low=0,
        high=28,
        unit="days of 28",
    )


QUESTIONS = (
    _days(
        "sedative_days",
        "Days with benzodiazepines or z-drugs, of the last 28",
        "R15",
    ),
    _days(
        "gabapentinoid_days",
        "Days with pregabalin or gabapentin, of the last 28",
        "R16",
    ),
    Choice(
        "ever_injected",
        "Ever injected",
        code="R24",
        theme="injecting",
        limit=CONDITION,
        options=YES_NO,
    ),
    Choice(
        "used_in_custody",
        "Use while in custody",
        code="R54",
        theme="time inside",
        limit=CONDITION,
        options=(*YES_NO, Code("never_inside", "has not been in custody")),
    ),
    Choice(
        "aces_asked",
        "Hard things in childhood",
        code="R35",
        theme="the past",
        note=(
            "Only where the client leads. What was said is not written down here, and "
            "nothing is ever taken to have happened."
        ),
        limit=LASTING,
        options=(
            Code("talked_about", "asked, and talked about"),
            Code("ask_later", "would rather be asked later"),
        ),
    ),
)

SURVEY = Survey(
    id="health",
    title="Other drugs, and the past",
    when="At a review. Time inside and childhood only when it helps the conversation.",
    say_first=("You can skip anything.",),
    asked_alone=True,
    banner="",
    source="Original wording, for the indicators of evidence.md section 1",
    strength="J",
    reach="Everybody in treatment.",
    questions=QUESTIONS,
)
