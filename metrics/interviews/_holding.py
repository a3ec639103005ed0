"""Holding a sitting: begin it, answer, ask more, close it. Written at each answer.

Every function needs `hold_interview` and the client in scope, and everything written
takes its audit event. The row of `interview` itself is written when the sitting is
closed: until then its people and ties stand in no view, so that half a conversation
never hides the whole one of last month.
"""

from metrics.contracts.sitting import Answered, Sitting
from metrics.interviews import _rows, _writing
from metrics.interviews._kinds import KINDS
from metrics.interviews._sitting import (
    NOT_SAVED,
    LeftOpen,
    OpenSitting,
    Reply,
    kept,
    require_answer,
)
from metrics.interviews._steps import Key, Said, answer_key, steps
from metrics.problems import UserError
from metrics.scope import Action, Purpose, Scope
from metrics.store import AuditEvent, Store, people, record, sittings


def open_sitting(store: Store, client_id: str, scope: Scope) -> OpenSitting | None:
    """The client's sitting that was begun and not closed; None without one."""
    _require(store, client_id, scope)
    sitting = sittings.open_sitting(store, client_id)
    if sitting is None:
        return None
    return _as_it_stands(store, sitting, scope, sittings.said(store, sitting))


def left_open(store: Store, scope: Scope) -> tuple[LeftOpen, ...]:
    """Every open sitting of the clients in scope, the newest first."""
    scope.require(Action.HOLD_INTERVIEW)
    labels = people.labels(store, store.today(), scope)
    return tuple(
        LeftOpen(
            each.client_id,
            labels[each.client_id],
            KINDS[each.kind].title,
            each.began_at,
        )
        for each in sittings.every_open(store)
        if each.client_id in labels
    )


def begin_sitting(
    store: Store,
    client_id: str,
    said: tuple[str, str, str],
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Begin a sitting: `said` is its kind, the mode, and whether they are alone. One
    that was left open is closed first, as not finished: what was said in it stands.
    """
    _require(store, client_id, scope)
    kind, mode, alone = said
    now = store.now()
    sitting = Sitting(
        client_id=client_id,
        interview=f"{now:%Y-%m-%dT%H:%M:%S}",
        kind=KINDS[kind].id,
        began_at=now,
        mode=mode,
        alone=alone,
    )
    before = sittings.open_sitting(store, client_id)
    with store.audit.act(event), store.writing() as writing:
        if before:
            _writing.close(writing, before, False, now)
        record.add(writing, sitting, now)


def answer(
    store: Store,
    client_id: str,
    key: Key,
    reply: Reply,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Write one answer down, in the place of an earlier one to the same question.

    Raises UserError where it is not an answer to the question, or the sitting has no
    such question as things stand.
    """
    held = _still_open(store, client_id, scope)
    step = next((each for each in held.steps if each.key == key), None)
    if step is None:
        raise UserError(f"This question is not asked in this sitting. {NOT_SAVED}")
    require_answer(held, step, reply)
    link = _writing.link(store, held.sitting, step, reply)
    now = store.now()
    told = Answered(
        client_id=client_id,
        interview=held.sitting.interview,
        survey=step.survey,
        question=step.question.id,
        about=step.about,
        value=kept(step, reply),
        unanswered=None if step.private else reply.unanswered,
        said_at=now,
        said_to=scope.actor,
    )
    said = Said({**held.said.answers, key: told})
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, told, now)
        if step.private:
            _writing.disclose(writing, held.sitting, step, reply, scope.actor, now)
        links = sittings.links(writing, held.sitting)
        if step.question.fills == _rows.LINK:
            links = _writing.linked(links, held.sitting, step, link)
        after = _as_it_stands(store, held.sitting, scope, list(said.answers.values()))
        _writing.project(writing, held, after, links, now)


def ask_longer(store: Store, client_id: str, scope: Scope, event: AuditEvent) -> None:
    """There is time: ask what the short form leaves out as well."""
    held = _still_open(store, client_id, scope)
    with store.audit.act(event), store.writing() as writing:
        longer = held.sitting.model_copy(update={"longer": "yes"})
        record.add(writing, longer, store.now())


def no_longer_alone(
    store: Store, client_id: str, scope: Scope, event: AuditEvent
) -> None:
    """Somebody came in: from now on nothing private is asked."""
    held = _still_open(store, client_id, scope)
    with store.audit.act(event), store.writing() as writing:
        met = held.sitting.model_copy(update={"alone": "no"})
        record.add(writing, met, store.now())


def close_sitting(
    store: Store, client_id: str, finished: bool, scope: Scope, event: AuditEvent
) -> None:
    """Close the sitting; its people and ties count from now on, and are measured.

    Raises UserError where it is to be finished and questions are left.
    """
    held = _still_open(store, client_id, scope)
    if finished and held.next:
        raise UserError(
            "There are questions left. Answer or skip them, or stop here: what was "
            "said is kept."
        )
    with store.audit.act(event), store.writing() as writing:
        _writing.close(writing, held.sitting, finished, store.now())


def _as_it_stands(
    store: Store, sitting: Sitting, scope: Scope, answers: list[Answered]
) -> OpenSitting:
    said = Said({answer_key(each): each for each in answers})
    planning = scope.only(sitting.client_id).for_purpose(Purpose.NETWORK_PLANNING)
    asked = steps(
        KINDS[sitting.kind],
        said,
        alone=sitting.alone == "yes",
        longer=sitting.longer == "yes",
        may_link=bool(people.labels(store, store.today(), planning)),
    )
    return OpenSitting(sitting, said, asked)


def _still_open(store: Store, client_id: str, scope: Scope) -> OpenSitting:
    held = open_sitting(store, client_id, scope)
    if held is None:
        raise UserError(f"This sitting was closed meanwhile. {NOT_SAVED}")
    return held


def _require(store: Store, client_id: str, scope: Scope) -> None:
    scope.require(Action.HOLD_INTERVIEW)
    if not people.labels(store, store.today(), scope.only(client_id)):
        raise UserError("This person is not on your list, or there is no such person.")
