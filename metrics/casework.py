"""What is written in the app: a decision, a fact of today, an interview. Every function
takes its audit event, and nothing is written without it (safety.md IG-10).

Suggestion, decision and outcome are three records: a decision keeps the words and
inputs it was made on, the rule set and the data version, so that it can be replayed.
Reading is `records/`.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime

from metrics import records
from metrics.contracts.client import Client
from metrics.contracts.decision import Choice, Decision, choices_about
from metrics.contracts.event import Event
from metrics.contracts.permission import Permission
from metrics.contracts.today import DIED, TODAY_FACTS, TodayFact
from metrics.interviews import (
    KINDS,
    NOTED,
    Form,
    Key,
    Kind,
    LeftOpen,
    OpenSitting,
    Reply,
    Said,
    Section,
    Step,
    answer,
    ask_longer,
    asked,
    begin_sitting,
    close_sitting,
    disclosed_kinds,
    form,
    in_words,
    left_open,
    no_longer_alone,
    on_paper,
    open_sitting,
    saved_words,
    section,
    sections,
    way,
)
from metrics.problems import UserError
from metrics.records import Person, SheetPart
from metrics.scope import Action, Purpose, Scope
from metrics.settings import RULES
from metrics.settling import Contradicted, Right, contradicted, settle
from metrics.store import AuditEvent, Store, Writing, people, record, suppression
from metrics.taking_back import note, recorded_today, take_back


__all__ = [
    "DIED",
    "KINDS",
    "NOTED",
    "TODAY_FACTS",
    "AuditEvent",
    "Choice",
    "Contradicted",
    "Form",
    "Key",
    "Kind",
    "LeftOpen",
    "NotYours",
    "OpenSitting",
    "Reply",
    "Right",
    "Said",
    "Section",
    "Step",
    "TodayFact",
    "answer",
    "ask_longer",
    "asked",
    "begin_sitting",
    "bring_to_supervision",
    "case_text",
    "choices_about",
    "close_sitting",
    "contradicted",
    "decide",
    "disclosed_kinds",
    "form",
    "in_words",
    "left_open",
    "no_longer_alone",
    "on_paper",
    "open_client",
    "open_sitting",
    "record_fact",
    "record_permission",
    "recorded_today",
    "saved_words",
    "section",
    "sections",
    "settle",
    "sheet",
    "supervision_list",
    "take_back",
    "way",
    "workers",
]


class NotYours(UserError):
    """A client outside the scope, or none at all: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("This person is not on your list, or there is no such person.")


def open_client(store: Store, client_id: str, scope: Scope, event: AuditEvent) -> None:
    """Note that this user opened this client; call it once an opening, not a rerun.

    Needs `see_client`, and the client in scope.
    """
    scope.require(Action.SEE_CLIENT)
    _require_reach(store, client_id, scope)
    with store.audit.act(event):
        record.opened(store, scope.actor, client_id)


def decide(
    store: Store,
    client_id: str,
    about: str,
    said: Sequence[str],
    shown: Sequence[str],
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Record what this user decided on one suggestion (an indicator, or `group_offer`).

    `said` is the choice, the reason and the note; `shown` are the words and inputs as
    they stood on the screen. Raises UserError where the choice, its reason or the
    length of the note is not one that may stand.
    """
    scope.require(Action.DECIDE)
    choice, reason, note = said
    _require_reach(store, client_id, scope)
    _require_reason(about, choice, reason, note)
    now = store.now()
    decision = Decision(
        client_id=client_id,
        about=about,
        choice=choice,
        reason=reason,
        note=note or None,
        decided_by=scope.actor,
        decided_at=now,
        rule_set=RULES,
        data_version=store.version,
        shown=json.dumps(list(shown), ensure_ascii=False),
    )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, decision, now)


def record_fact(
    store: Store,
    client_id: str,
    fact: TodayFact,
    on: date,
    scope: Scope,
    event: AuditEvent,
    keyworker: str | None = None,
) -> None:
    """Record a dated fact of a client; it counts at once (design.md 4.3).

    Needs `record_fact`. `keyworker` is for a move alone: the label of whoever works
    with them from then on. Raises UserError for a day that has not come yet, and for a
    worker whom the service does not know.
    """
    scope.require(Action.RECORD_FACT)
    _require_reach(store, client_id, scope)
    if on > store.today():
        raise UserError("This day has not come yet. Choose a day up to today.")
    if fact.moves and keyworker not in workers(store, client_id, scope):
        raise UserError("Choose who works with them from now on. Nothing was saved.")
    with store.audit.act(event), store.writing() as writing:
        now = store.now()
        note(writing, client_id, fact, on, scope.actor, now)
        _write(writing, client_id, fact, (on, store.today()), keyworker, now)


def record_permission(
    store: Store,
    client_id: str,
    purpose: Purpose,
    state: str,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Record what a client says today of one use of their records; in effect at once.

    Needs `record_fact`. `state` is given, declined or withdrawn. Without permission to
    plan by networks no link to another client is kept, on either side (design.md 4.1).
    """
    scope.require(Action.RECORD_FACT)
    _require_reach(store, client_id, scope)
    said = Permission(
        client_id=client_id, purpose=str(purpose), state=state, given_on=store.today()
    )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, said, store.now())
        suppression.note(store.path, client_id, purpose, state)
        if purpose is Purpose.NETWORK_PLANNING and state != "given":
            record.unlink(writing, client_id)


def workers(store: Store, client_id: str, scope: Scope) -> tuple[str, ...]:
    """The labels of the other workers at a client's service; needs `record_fact`."""
    scope.require(Action.RECORD_FACT)
    return people.other_workers(store, store.today(), scope.only(client_id))


def _write(
    writing: Writing,
    client_id: str,
    fact: TodayFact,
    days: tuple[date, date],
    keyworker: str | None,
    at: datetime,
) -> None:
    happened, today = days
    if fact.event:
        event = Event(
            client_id=client_id, kind=fact.event, state="yes", happened_on=happened
        )
        record.add(writing, event, at)
    named = {"status": fact.status, "keyworker": keyworker if fact.moves else None}
    said = {name: value for name, value in named.items() if value}
    # It holds from that day on, and it still holds today: a file that spoke for a day
    # between the two did not know it yet.
    for day in sorted({happened, today}) if said else ():
        given = {"client_id": client_id, "as_at": day, **said}
        record.amend(writing, Client, given, at)


def bring_to_supervision(
    store: Store, client_id: str, keep: bool, scope: Scope, event: AuditEvent
) -> None:
    """Mark a client to be brought to this user's supervision, or take the mark away.

    Needs `bring_to_supervision`, and the client in scope.
    """
    scope.require(Action.BRING_TO_SUPERVISION)
    _require_reach(store, client_id, scope)
    with store.audit.act(event), store.writing() as writing:
        record.marked(writing, scope.actor, client_id, keep, store.now())


def supervision_list(
    store: Store, on: date, scope: Scope, event: AuditEvent
) -> tuple[Person, ...]:
    """Those whom this user marked, to be printed, by next review.

    Needs `bring_to_supervision` and `see_caseload`.
    """
    scope.require(Action.BRING_TO_SUPERVISION)
    with store.audit.act(event):
        return records.caseload(store, on, scope).marked


def case_text(
    store: Store, client_id: str, on: date, scope: Scope, event: AuditEvent
) -> str:
    """A client's own facts as text for their case record; needs `see_own_words`."""
    scope.require(Action.SEE_OWN_WORDS)
    with store.audit.act(event):
        return records.case_text(records.client(store, client_id, on, scope), on)


def sheet(
    store: Store, client_id: str, on: date, scope: Scope, event: AuditEvent
) -> tuple[SheetPart, ...]:
    """A sheet for the client to take home; needs `see_own_words` and `see_client`."""
    scope.require(Action.SEE_OWN_WORDS)
    with store.audit.act(event):
        return records.sheet(records.client(store, client_id, on, scope))


def _require_reach(store: Store, client_id: str, scope: Scope) -> None:
    if not people.labels(store, store.today(), scope.only(client_id)):
        raise NotYours


def _require_reason(about: str, choice: str, reason: str, note: str | None) -> None:
    offered = {each.id: each for each in choices_about(about)}
    if choice not in offered:
        raise UserError("Choose what you decided. Nothing was saved.")
    if reason not in {code.id for code in offered[choice].reasons}:
        raise UserError("Choose a reason. Nothing was saved.")
    if note and len(note) > 500:
        raise UserError("Keep the note under 500 characters. Nothing was saved.")
