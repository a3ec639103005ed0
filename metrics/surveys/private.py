"""The private questions: asked first, alone, on a screen that shows nothing else.

Facts only, never a score or a level (evidence.md R32, R52, R53). Every answer, a no
included, becomes a disclosure and is held nowhere else. The wording is our own: no
published scale stands here; a service that uses one asks it on its own form. What is
asked about the people mentioned (A8) stands in `network.py`; time inside, `prison.py`.
"""

from metrics.surveys._question import YES_NO, Choice
from metrics.surveys._survey import TO_THE_LEAD, Survey


def _asked_alone(question: str, text: str, *kinds: str, code: str, note: str) -> Choice:
    return Choice(
        question,
        text,
        code=code,
        theme="private, first",
        note=f"{note} {TO_THE_LEAD}",
        short_form=True,
        restricted=kinds,
        fills="disclosure.state",
        options=YES_NO,
    )


QUESTIONS = (
    _asked_alone(
        "harm_to_self",
        "Have you thought of ending your life, or hurt yourself, in the last 28 days?",
        "suicide_or_self_harm",
        code="R32",
        note="A fact and its date, and no level. Stay with the person.",
    ),
    _asked_alone(
        "hurt_at_home",
        "Does a partner, or somebody you were with, hurt, frighten or control you?",
        "violence_at_home",
        code="R52",
        note=(
            "The result of the service's own form belongs here too: yes at 1 or more "
            "of HARK, or 11 or more of HITS. A no does not mean that nothing is wrong."
        ),
    ),
    _asked_alone(
        "made_use_of",
        "Does anybody use your home or your money, or make you do things, because you "
        "owe them or are afraid of them?",
        "pressure_or_fear",
        "debt",
        code="R53",
        note="Taking over somebody's home is meant too.",
    ),
)

SURVEY = Survey(
    id="private",
    title="Private questions",
    when="First, alone, on a screen that shows nothing else, at every review.",
    say_first=(
        "You can skip anything.",
        "What you tell me here goes to the safeguarding lead.",
    ),
    asked_alone=True,
    banner="",
    source="Original wording, on the facts of evidence.md R32, R52 and R53",
    strength="J",
    reach=(
        "Everybody in treatment. Short forms on violence were studied in women in "
        "London practices, and miss about 1 in 5."
    ),
    questions=QUESTIONS,
)
