"""A fact that a worker recorded today, and taking it back on the same day.

Only what is an event and nothing else, and only while it stands as they recorded it:
what stood before, what came later and another worker's word are never touched. A
status or a worker recorded by mistake is put right by recording the right one.
"""

from datetime import date, datetime

from metrics.contracts.event import Event
from metrics.contracts.recorded import Recorded
from metrics.contracts.today import TODAY_FACTS, TodayFact
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, Writing, people, record


def recorded_today(
    store: Store, client_id: str, on: date, scope: Scope
) -> tuple[Recorded, ...]:
    """What this user recorded today of a client and may take back. Needs
    `record_fact`.
    """
    scope.require(Action.RECORD_FACT)
    one = scope.only(client_id)
    stands = {
        (row["kind"], row["happened_on"], row["imported_at"])
        for row in people.rows_of(store, "event", on, one)
    }
    return tuple(
        each
        for row in people.rows_of(store, "recorded", on, one)
        if (each := _recorded(row)).recorded_by == scope.actor
        and each.recorded_at.date() == on
        and each.taken_back_at is None
        and (_kind(each), each.happened_on, each.recorded_at) in stands
    )


def take_back(
    store: Store, recorded: Recorded, scope: Scope, event: AuditEvent
) -> None:
    """Let a fact that this user recorded today stand no longer, on no day. Needs
    `record_fact`. That it was recorded and taken back is kept.
    """
    scope.require(Action.RECORD_FACT)
    today = store.today()
    if recorded not in recorded_today(store, recorded.client_id, today, scope):
        raise UserError(
            "This cannot be taken back: you did not record it today, or something "
            "newer stands in its place. Nothing was changed."
        )
    now = store.now()
    taken = recorded.model_copy(update={"taken_back_at": now})
    with store.audit.act(event), store.writing() as writing:
        record.take_back(writing, _event(recorded))
        record.add(writing, taken, now)


def note(
    writing: Writing,
    client_id: str,
    fact: TodayFact,
    on: date,
    by: str,
    at: datetime,
) -> None:
    """Note who records a fact, before its row is written, if they may take it back:
    not where a row of that kind and day stands that they did not write today.
    """
    if not fact.event or fact.status:
        return
    this = Recorded(
        client_id=client_id,
        fact=fact.id,
        happened_on=on,
        recorded_by=by,
        recorded_at=at,
    )
    stood = record.standing(writing, _event(this))
    before = record.standing(writing, this)
    theirs = before and _recorded(before)
    if stood is None or (
        theirs
        and theirs.recorded_by == by
        and theirs.recorded_at == stood["imported_at"]
    ):
        record.add(writing, this, at)


def _kind(recorded: Recorded) -> str | None:
    return TODAY_FACTS[recorded.fact].event


def _event(recorded: Recorded) -> Event:
    return Event(
        client_id=recorded.client_id,
        kind=_kind(recorded) or "",
        state="yes",
        happened_on=recorded.happened_on,
    )


def _recorded(row: dict[str, object]) -> Recorded:
    return Recorded.model_validate({name: row[name] for name in Recorded.model_fields})
