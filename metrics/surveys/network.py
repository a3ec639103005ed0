"""The network interview: who is around this person (evidence.md 2e).

Private questions come first, then who (each name-generator makes a kind of tie), then a
few questions about each person mentioned. Answers about people fill `person`, `tie` and
`person_tie`, never `answer`. The short form is the ten-minute sitting.
"""

from metrics.contracts import Code
from metrics.contracts._lists import ROLES, USES, WANTED
from metrics.surveys._question import (
    NOT_SURE,
    YES_NO,
    Choice,
    Number,
    Pairs,
    People,
    Question,
    Scale,
    options_of,
)
from metrics.surveys._survey import TO_THE_LEAD, Survey


PRIVATE, AROUND, EACH = "private, first", "people around you", "each person"


def _who(code: str, text: str, *kinds: str, note: str = "") -> People:
    """A name-generator: each person named makes a tie of one of these kinds."""
    return People(
        code.lower(),
        text,
        code=code,
        theme=AROUND,
        note=note,
        short_form=True,
        fills="tie.kind",
        kinds=kinds,
    )


def _days(question: str, text: str, kind: str) -> Number:
    """A3: of a kind of contact with one person, on how many days."""
    return Number(
        question,
        text,
        code="A3",
        theme=EACH,
        short_form=True,
        fills="tie.days",
        kinds=(kind,),
        low=0,
        high=28,
        unit="days of 28",
    )


QUESTIONS: tuple[Question, ...] = (
    Choice(
        "a8",
        "Anyone here you feel pressured or scared by, or owe money to?",
        code="A8",
        theme=PRIVATE,
        note=f"On a screen that shows nothing else. {TO_THE_LEAD}",
        short_form=True,
        restricted=("pressure_or_fear", "debt"),
        fills="disclosure.state",
        options=YES_NO,
    ),
    _who("Q1", "Who have you bought heroin with?", "buys_with"),
    _who("Q2", "Who have you pooled money with?", "pools_money"),
    _who(
        "Q3",
        "Who have you lent to or borrowed from (money or drugs)? Which way?",
        "lends",
        "borrows",
    ),
    _who("Q4", "Who have you shared seller contacts with?", "shares_contacts"),
    _who("Q5", "Who have you been with when using?", "uses_with"),
    Number(
        "using_days",
        "On how many of the last 28 days did you use heroin?",
        theme=AROUND,
        short_form=True,
        low=0,
        high=28,
        unit="days of 28",
    ),
    Number(
        "alone_days",
        "How many of your using days were alone?",
        code="Q5",
        theme=AROUND,
        note="Of the using days just told, so never more than those.",
        short_form=True,
        low=0,
        high=28,
        unit="days of 28",
    ),
    _who("Q6", "Who supports you to stop or cut down?", "supports"),
    _who(
        "Q7",
        "Who makes it harder?",
        "makes_it_harder",
        note="May be the same person as in Q6.",
    ),
    _who("Q8", "Who would you call in a crisis or overdose?", "would_call"),
    Choice(
        "naloxone_near",
        "Do they carry naloxone?",
        code="Q8",
        theme=AROUND,
        note="Of those they would call. Not recorded for each person.",
        short_form=True,
        options=(
            Code("yes", "at least one of them does"),
            Code("no", "none of them does"),
            NOT_SURE,
        ),
    ),
    _who(
        "Q9",
        "Who do you spend time with where drugs are not involved?",
        "time_without_drugs",
    ),
    Pairs(
        "q10",
        "Of these people, who know each other?",
        code="Q10",
        theme=AROUND,
        short_form=True,
        fills="person_tie.kind",
        kinds=("knows",),
    ),
    Choice(
        "a1",
        "Who are they to you?",
        code="A1",
        theme=EACH,
        short_form=True,
        fills="person.role",
        options=options_of(ROLES),
    ),
    Scale(
        "a2",
        "How close are you?",
        code="A2",
        theme=EACH,
        fills="person.closeness",
        low=1,
        high=5,
        ends=("not close", "very close"),
    ),
    _days(
        "a3_bought_with",
        "On how many of the last 28 days did you buy with them?",
        "buys_with",
    ),
    _days(
        "a3_used_with",
        "On how many of the last 28 days did you use with them?",
        "uses_with",
    ),
    Choice(
        "a4",
        "Do they use heroin now?",
        code="A4",
        theme=EACH,
        short_form=True,
        fills="person.uses",
        options=options_of(USES),
    ),
    Scale(
        "a5",
        "What is their view of you stopping?",
        code="A5",
        theme=EACH,
        note="If the client does not know: asked, not answered.",
        fills="person.view_of_stopping",
        low=1,
        high=5,
        ends=("against", "for"),
    ),
    Choice(
        "a6",
        "If you agree, tell me who Person 1 is; I write down only the service's "
        "number, and neither of us is told what follows. You may say no.",
        code="A6",
        theme=EACH,
        note=(
            "Say the number of the person meant. If yes, type the service's own "
            "reference: the answer is always “Noted”, and the field then reads “Not "
            "shown”. Asked again at each interview."
        ),
        short_form=True,
        needs="network_planning",
        fills="person.linked_client_id",
        options=(*YES_NO, NOT_SURE),
    ),
    Choice(
        "a7",
        "Would you want them in a group with you?",
        code="A7",
        theme=EACH,
        short_form=True,
        fills="person.wanted",
        options=options_of(WANTED),
    ),
)

SURVEY = Survey(
    id="network",
    title="People around you",
    when=(
        "In one sitting of about ten minutes; the peer survey in another. Up to 5 "
        "people a question, 10 in all."
    ),
    say_first=(
        "First names and nicknames are not wanted; say Person 1, Person 2.",
        "Do not tell me amounts, prices, sellers' details or places.",
        "You can skip anything.",
        "Nobody is added to a group because you mentioned them.",
        "Every question is about the last 28 days.",
    ),
    asked_alone=True,
    banner="",
    source=(
        "Original wording, after Houghton et al. 2024 and Colón 2001 on pooling money "
        "(evidence.md 2e)"
    ),
    strength="J",
    reach=(
        "Ties studied in men only (Houghton et al. 2024), and in New York and Puerto "
        "Rico (Colón 2001)."
    ),
    questions=QUESTIONS,
)
