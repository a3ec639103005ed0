"""Writing what was said in a sitting: its rows, its disclosures, its close.

Inside the transaction of the caller. Which rows an answer makes is `_rows.py`.
"""

from datetime import datetime

from metrics.contracts import ASKED_NOT_ANSWERED
from metrics.contracts.person import Person
from metrics.contracts.person_tie import PersonTie
from metrics.contracts.safeguarding import Disclosure
from metrics.contracts.sitting import Sitting
from metrics.contracts.tie import Tie
from metrics.intake import PROFILES
from metrics.intake.identity import Ids
from metrics.interviews import _rows
from metrics.interviews._sitting import OpenSitting, Reply
from metrics.interviews._steps import Step
from metrics.store import Store, Writing, measures, record, sittings
from metrics.store.keys import key_of


def close(writing: Writing, sitting: Sitting, finished: bool, at: datetime) -> None:
    """Close it: from now on its people and ties count, and are measured. One in which
    nothing was said of anybody was no interview about them.
    """
    closed = {"closed_at": at, "finished": "yes" if finished else "no"}
    record.add(writing, sitting.model_copy(update=closed), at)
    if sittings.tells_of_people(writing, sitting):
        record.add(writing, _rows.interview(sitting, finished), at)
        measures.after_sitting(writing, (sitting.client_id, sitting.interview), at)
    sittings.forget_said(writing, sitting)


def project(
    writing: Writing,
    before: OpenSitting,
    after: OpenSitting,
    links: dict[str, str],
    at: datetime,
) -> None:
    """Let the rows be what was said. What is asked no more is taken back, and asked
    again if it comes to that: a Person 2 who was put right may be somebody else.
    """
    sitting, said = after.sitting, after.said
    place = {"client_id": sitting.client_id, "interview": sitting.interview}
    record.make_stand(writing, Person, place, _rows.people(sitting, said, links), at)
    record.make_stand(writing, Tie, place, _rows.ties(sitting, said), at)
    record.make_stand(writing, PersonTie, place, _rows.pairs(sitting, said), at)
    asked = {step.key for step in after.steps}
    for step in {each.key: each for each in (*before.steps, *after.steps)}.values():
        told = said.answers.get(step.key)
        if told is None:
            continue
        kept_in_answer = step.question.fills == "answer.value"
        if step.key not in asked:
            record.take_back(writing, told)
            if kept_in_answer:
                record.take_back(writing, _rows.answer(sitting, told))
        elif kept_in_answer and before.said.answers.get(step.key) != told:
            record.add(writing, _rows.answer(sitting, told), at)


def disclose(
    writing: Writing, sitting: Sitting, step: Step, reply: Reply, by: str, at: datetime
) -> None:
    """A row of each kind that the question asks about. A yes that stands is never
    written over: two questions ask about the same, and the lead may have read it.
    """
    for kind in step.question.restricted:
        state = reply.value or ASKED_NOT_ANSWERED
        if state == "yes" and kind not in reply.kinds:
            state = "no"
        row = Disclosure(
            client_id=sitting.client_id,
            kind=kind,
            said_on=at.date(),
            interview=sitting.interview,
            person_id=_rows.person_id(sitting, reply.person) if reply.person else None,
            state=state,
            entered_by=by,
        )
        if not sittings.disclosed(writing, row):
            record.add(writing, row, at)


def link(store: Store, sitting: Sitting, step: Step, reply: Reply) -> str | None:
    """The client this person is, where both agreed today; never told to anybody."""
    asked = step.question.fills == _rows.LINK and reply.value == "yes"
    reference = reply.reference.strip()
    if not asked or not reference:
        return None
    key = key_of(store)
    issuers = sorted({profile.issuer for profile in PROFILES.values()})
    known = [Ids(key, issuer).clients([reference])[0] for issuer in issuers]
    return sittings.agreed(store, sitting.client_id, known)


def linked(
    links: dict[str, str], sitting: Sitting, step: Step, link: str | None
) -> dict[str, str]:
    """The links of the sitting with this person's put in, or taken away."""
    who = _rows.person_id(sitting, step.person or 0)
    rest = {person: client for person, client in links.items() if person != who}
    return {**rest, who: link} if link else rest
