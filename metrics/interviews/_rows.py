"""From what was said to the rows that keep it: `answer`, `person`, `tie`, `person_tie`.

Plain values in, rows out. Four states, never two: who was named is a yes; who was not,
where the question was answered in full, a no; where it was left unanswered, "asked, not
answered"; and what was not asked makes no row. A question that stops at five people
says nothing of a sixth.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import combinations
from typing import Any, Literal

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, TABLES, Table
from metrics.contracts.answer import Answer
from metrics.contracts.interview import Interview
from metrics.contracts.person import Person
from metrics.contracts.person_tie import PersonTie
from metrics.contracts.sitting import Answered, Sitting
from metrics.contracts.tie import Tie
from metrics.interviews._steps import Said
from metrics.surveys import SURVEYS
from metrics.surveys._question import Pairs, People


HEX_DIGITS = 32
LINK = "person.linked_client_id"


def person_id(sitting: Sitting, number: int) -> str:
    """The id of somebody mentioned: of this reporter and this sitting only, so that it
    joins nothing to anybody (safety.md IG-20). No name goes into it.
    """
    told = f"{sitting.client_id} {sitting.interview} {number}"
    return sha256(told.encode()).hexdigest()[:HEX_DIGITS]


def people(sitting: Sitting, said: Said, links: Mapping[str, str]) -> list[Table]:
    """One row for each person mentioned. `links` are kept as they stand."""
    return [
        Person.model_validate(
            {
                **(place := _place(sitting, number)),
                **_told(said, number),
                "number": number,
                "linked_client_id": links.get(place["person_id"]),
            }
        )
        for number in said.people
    ]


def _told(said: Said, number: int) -> dict[str, Any]:
    """The columns of `person` that were asked about somebody."""
    told: dict[str, Any] = {}
    for question in SURVEYS["network"].questions:
        table, _, column = question.fills.partition(".")
        answer = said.answers.get(("network", question.id, str(number)))
        if table == "person" and question.fills != LINK and answer:
            asked = TABLES["person"].column(column).asked
            unanswered = DECLINED if asked else ASKED_NOT_ANSWERED
            told[column] = unanswered if answer.unanswered else answer.value
    return told


def ties(sitting: Sitting, said: Said) -> list[Table]:
    """One row for each person and each kind of contact that was asked about."""
    return [
        Tie(
            **_place(sitting, number),
            kind=kind,
            state=state,
            days=_days(said, number, kind) if state == "yes" else None,
        )
        for question, kind, about in _generators()
        for number in said.people
        if (state := _state(said, question, about, str(number)))
    ]


def _generators() -> Iterator[tuple[People, str, str]]:
    for question in SURVEYS["network"].questions:
        if isinstance(question, People):
            several = len(question.kinds) > 1
            yield from (
                (question, kind, kind if several else "") for kind in question.kinds
            )


def _state(said: Said, question: People, about: str, number: str) -> str | None:
    answer = said.answers.get(("network", question.id, about))
    if answer is None:
        return None
    if answer.unanswered:
        return ASKED_NOT_ANSWERED
    named = said.parts("network", question.id, about)
    if number in named:
        return "yes"
    return "no" if len(named) < question.most else None


def _days(said: Said, number: int, kind: str) -> int | Literal["declined"] | None:
    for question in SURVEYS["network"].questions:
        if question.fills == "tie.days" and question.kinds == (kind,):
            answer = said.answers.get(("network", question.id, str(number)))
            if answer:
                return "declined" if answer.unanswered else int(answer.value or 0)
    return None


def pairs(sitting: Sitting, said: Said) -> list[Table]:
    """One row for each pair of people who were asked about."""
    question = next(q for q in SURVEYS["network"].questions if isinstance(q, Pairs))
    answer = said.answers.get(("network", question.id, ""))
    if answer is None:
        return []
    named = set(said.parts("network", question.id))
    rest = "no" if len(named) < question.most else ASKED_NOT_ANSWERED
    rest = ASKED_NOT_ANSWERED if answer.unanswered else rest
    return [
        PersonTie(
            **_place(sitting, one),
            other_person_id=person_id(sitting, other),
            kind=question.kinds[0],
            state="yes" if f"{one}-{other}" in named else rest,
        )
        for one, other in combinations(said.people, 2)
    ]


def answer(sitting: Sitting, told: Answered) -> Answer:
    """The row of one answer that is kept in `answer`."""
    return Answer(
        client_id=sitting.client_id,
        survey=told.survey,
        question=told.question,
        value=told.value,
        state=ASKED_NOT_ANSWERED if told.unanswered else None,
        asked_on=sitting.began_at.date(),
        mode=sitting.mode,
        alone=sitting.alone,
    )


def interview(sitting: Sitting, finished: bool) -> Interview:
    """The row of the sitting itself, where it was about the people around somebody."""
    return Interview(
        client_id=sitting.client_id,
        interview=sitting.interview,
        asked_on=sitting.began_at.date(),
        mode=sitting.mode,
        alone=sitting.alone,
        finished="yes" if finished else "no",
    )


def _place(sitting: Sitting, number: int) -> dict[str, str]:
    return {
        "client_id": sitting.client_id,
        "interview": sitting.interview,
        "person_id": person_id(sitting, number),
    }
