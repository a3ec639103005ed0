"""The context set for couples: care, collusion, entering together, barriers.

Descriptive: each answer stands for itself, without totals or cut-offs. Violence and
coercion are asked elsewhere, alone, and go to the safeguarding lead.
"""

from metrics.contracts import Code
from metrics.contracts._lists import USES
from metrics.surveys._question import (
    NOT_SURE,
    YES_NO,
    Choice,
    ChooseAny,
    options_of,
    statement,
)
from metrics.surveys._survey import UNVALIDATED, Survey


QUESTIONS = (
    Choice(
        "partner_heroin",
        "Does your partner use heroin?",
        theme="who",
        options=options_of(USES),
    ),
    statement(
        "CP1",
        "We look after each other when one of us is unwell from not having any.",
        "care",
    ),
    statement(
        "CP2",
        "We usually get heroin together or for each other.",
        "collusion",
    ),
    statement(
        "CP3",
        "When one of us wants to stop, the other finds it hard.",
        "interpersonal",
    ),
    statement(
        "CP4",
        "I could ask for help with my own treatment without it causing trouble between "
        "us.",
        "interpersonal",
        reverse=True,
    ),
    Choice(
        "cp5",
        "I would only start something new if we could both start.",
        code="CP5",
        theme="joint entry",
        options=(*YES_NO, NOT_SURE),
    ),
    Choice(
        "cp6",
        "We have been told that a place could take one of us but not both.",
        code="CP6",
        theme="service barrier",
        options=(*YES_NO, Code("not_asked_for", "not asked for")),
    ),
    ChooseAny(
        "cp7",
        "Housing, money, belongings or children make it hard for us both to start at "
        "the same time.",
        code="CP7",
        theme="wider barrier",
        options=(
            Code("housing", "housing"),
            Code("money", "money"),
            Code("belongings", "belongings"),
            Code("children", "children"),
        ),
    ),
    Choice(
        "cp8",
        "Would you want to be in the same group as your partner?",
        code="CP8",
        theme="same group",
        options=(*YES_NO, Code("ask_later", "would rather be asked later")),
    ),
)

SURVEY = Survey(
    id="couples",
    title="You and your partner",
    when="Where there is a partner. Never with the partner in the room.",
    say_first=("You can skip anything.",),
    asked_alone=True,
    banner=UNVALIDATED,
    source="Original wording, after Simmons 2006 (evidence.md 2d-bis)",
    strength="J",
    reach="Ten couples in the United States; good on how it works, not recent, not UK.",
    questions=QUESTIONS,
)
