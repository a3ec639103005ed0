"""The context set for people who have been in prison.

Descriptive: each answer stands for itself, without totals or cut-offs. A release also
belongs to `event`, which is what rules read.
"""

from metrics.surveys._question import YES_NO, Choice, DateQuestion, statement
from metrics.surveys._survey import TO_THE_LEAD, UNVALIDATED, Survey


QUESTIONS = (
    DateQuestion("pr1", "Date of last release, or none.", code="PR1", theme="date"),
    statement(
        "PR2",
        "Inside, using helped me to keep my feelings level.",
        "managing emotions",
    ),
    statement(
        "PR3",
        "Inside, people were around me because of drugs rather than because of me.",
        "transactional ties",
    ),
    Choice(
        "pr4",
        "I owe or am owed something from my time inside.",
        code="PR4",
        theme="debt",
        note=TO_THE_LEAD,
        restricted=("debt",),
        fills="disclosure.state",
        options=YES_NO,
    ),
    statement(
        "PR5",
        "I find it hard to trust staff or other people who were inside because of what "
        "happened there.",
        "mistrust",
    ),
    statement(
        "PR6",
        "Since release I have someone to talk to when things get too much.",
        "support",
        reverse=True,
    ),
)

SURVEY = Survey(
    id="prison",
    title="Time inside, and since",
    when="Only for people who have been in prison.",
    say_first=("You can skip anything.",),
    asked_alone=True,
    banner=UNVALIDATED,
    source="Original wording, after Durjava 2018 (evidence.md 2d-bis)",
    strength="J",
    reach="Four people who had been in prison, as a magazine summed them up.",
    questions=QUESTIONS,
)
