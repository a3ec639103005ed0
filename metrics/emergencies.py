"""Breaking the glass: a record opened in an emergency by somebody whose it is not.

For an hour, to read what a prescriber reads and nothing that was said of other people;
with a reason, written down, told to the privacy officer without saying of whom, and
reviewed by somebody else within five working days (safety.md IG-06, IG-07). Nothing can
be recorded in it. What a record says is `records`.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from metrics.contracts.emergency import (
    EMERGENCY_FINDINGS,
    EMERGENCY_REASONS,
    Emergency,
)
from metrics.problems import UserError
from metrics.records import ClientPage, client
from metrics.safety import require_words
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, named, parameters, people, record


__all__ = [
    "FINDINGS",
    "LONGEST_NOTE",
    "MINUTES",
    "REASONS",
    "OpenNow",
    "Opening",
    "ToReview",
    "break_glass",
    "open_now",
    "openings",
    "review_opening",
    "seen_in_emergency",
    "shut",
    "to_review",
]
REASONS = {code.id: code.label for code in EMERGENCY_REASONS.codes}
FINDINGS = {code.id: code.label for code in EMERGENCY_FINDINGS.codes}
MINUTES = 60
WORKING_DAYS = 5
LONGEST_NOTE = 200
NOBODY = (
    "Nobody in treatment has this pseudonym. Write it as it stands on the screen. "
    "Nothing was opened; that you tried is written down."
)


@dataclass(frozen=True)
class OpenNow:
    """What somebody has open in an emergency: of whom, and until when."""

    client_id: str
    label: str
    until: datetime


@dataclass(frozen=True)
class Opening:
    """One opening, as whoever reviews it reads it."""

    client_id: str
    label: str
    why: str
    note: str
    role: str
    who: str
    at: datetime
    finding: str | None
    reviewed_at: datetime | None

    @property
    def due(self) -> date:
        """The last day for the review."""
        return working_days_after(self.at.date(), WORKING_DAYS)

    def is_overdue(self, today: date) -> bool:
        return self.finding is None and today > self.due


@dataclass(frozen=True)
class ToReview:
    """How many openings wait, and since when: of nobody in particular."""

    waiting: int
    first_due: date
    overdue: int


def break_glass(
    store: Store,
    label: str,
    reason: str,
    note: str,
    scope: Scope,
    event: AuditEvent,
) -> OpenNow:
    """Open somebody's record for an hour. Needs `break_glass`.

    Raises UserError, written down all the same, where nobody has this pseudonym; and
    where a reason or the words for it are missing.
    """
    scope.require(Action.BREAK_GLASS)
    if reason not in REASONS:
        raise UserError("Choose why there is no time to ask. Nothing was opened.")
    require_words(note, LONGEST_NOTE)
    found = _in_treatment(store, label, scope)
    if found is None:
        store.audit.note(event, "refused")
        raise UserError(NOBODY)
    now = store.now()
    row = Emergency(
        client_id=found,
        reason=reason,
        note=note.strip(),
        role=event.role,
        opened_by=scope.actor,
        opened_at=now,
        until=now + timedelta(minutes=MINUTES),
    )
    noted = replace(event, client_id=found, why=REASONS[reason])
    with store.audit.act(noted), store.writing() as writing:
        record.add(writing, row, now)
    return OpenNow(found, label.strip().upper(), row.until)


def open_now(store: Store, scope: Scope) -> OpenNow | None:
    """What this user has open in an emergency, if their hour is not over. Needs
    `break_glass`.
    """
    scope.require(Action.BREAK_GLASS)
    now = store.now()
    for row in _rows(store):
        if row["opened_by"] == scope.actor and row["opened_at"] <= now < row["until"]:
            return OpenNow(row["client_id"], row["label"], row["until"])
    return None


def seen_in_emergency(store: Store, on: date, scope: Scope) -> ClientPage:
    """What is recorded of the person whose record is open. Needs `break_glass`."""
    scope.require(Action.BREAK_GLASS)
    held = open_now(store, scope)
    if held is None:
        raise UserError("Nothing is open in an emergency: the hour is over.")
    return client(store, held.client_id, on, _reading(scope, held.client_id))


def shut(store: Store, scope: Scope, event: AuditEvent) -> None:
    """Shut what is open before its hour is over. Needs `break_glass`."""
    scope.require(Action.BREAK_GLASS)
    held, now = open_now(store, scope), store.now()
    if held is None:
        return
    mine = (row for row in _rows(store) if row["opened_by"] == scope.actor)
    noted = replace(event, client_id=held.client_id)
    with store.audit.act(noted), store.writing() as writing:
        for row in mine:
            if row["until"] > now:
                key = {name: row[name] for name in Emergency.key}
                record.amend(writing, Emergency, {**key, "until": now}, now)


def openings(store: Store, scope: Scope) -> tuple[Opening, ...]:
    """Every opening in an emergency, those not reviewed first, the oldest of them
    first. Needs `review_emergencies`.
    """
    scope.require(Action.REVIEW_EMERGENCIES)
    found = [
        Opening(
            row["client_id"],
            row["label"] or "erased",
            REASONS[row["reason"]],
            row["note"],
            row["role"],
            row["opened_by"],
            row["opened_at"],
            FINDINGS.get(row["finding"]),
            row["reviewed_at"],
        )
        for row in _rows(store)
    ]
    return tuple(sorted(found, key=lambda each: (each.finding is not None, each.at)))


def to_review(store: Store, on: date, scope: Scope) -> ToReview | None:
    """How many openings wait for a review; None where none does. Needs
    `review_emergencies`.
    """
    waiting = [each for each in openings(store, scope) if each.finding is None]
    if not waiting:
        return None
    overdue = sum(each.is_overdue(on) for each in waiting)
    return ToReview(len(waiting), min(each.due for each in waiting), overdue)


def review_opening(
    store: Store, opening: Opening, finding: str, scope: Scope, event: AuditEvent
) -> None:
    """Say what a review found, once. Needs `review_emergencies`; nobody reviews what
    they opened themselves.
    """
    scope.require(Action.REVIEW_EMERGENCIES)
    if opening.who == scope.actor:
        raise UserError(
            "You opened this yourself, so somebody else reviews it. Where there is "
            "nobody, it needs somebody outside this service."
        )
    if finding not in FINDINGS:
        raise UserError("Choose what you found. Nothing was saved.")
    if opening not in openings(store, scope) or opening.finding is not None:
        raise UserError("This was reviewed already. Nothing was changed.")
    now = store.now()
    said = {
        "client_id": opening.client_id,
        "opened_by": opening.who,
        "opened_at": opening.at,
        "finding": finding,
        "reviewed_by": scope.actor,
        "reviewed_at": now,
    }
    with store.audit.act(event), store.writing() as writing:
        record.amend(writing, Emergency, said, now)


def working_days_after(day: date, days: int) -> date:
    """So many days later, Saturdays and Sundays left out; bank holidays are not known
    here, and count.
    """
    while days:
        day += timedelta(1)
        days -= day.weekday() < 5
    return day


def _in_treatment(store: Store, label: str, scope: Scope) -> str | None:
    """The client of a pseudonym, at whichever service of this store; None where nobody
    in treatment has it.
    """
    asked = label.strip().upper()
    every = people.every_label(store).items()
    found = next((who for who, said in every if said.upper() == asked), None)
    with suppress(UserError):
        if found is not None:
            client(store, found, store.today(), _reading(scope, found))
            return found
    return None


def _reading(scope: Scope, client_id: str) -> Scope:
    """To read one record as a prescriber reads it, wherever the person is treated."""
    one = frozenset({client_id})
    return Scope(scope.actor, frozenset({Action.SEE_CLIENT}), None, None, one)


def _rows(store: Store) -> list[dict[str, Any]]:
    asked = parameters(store.today(), Scope.nobody())
    found = store.rows(named("emergency_on"), asked)
    return sorted(found, key=lambda row: row["opened_at"], reverse=True)
