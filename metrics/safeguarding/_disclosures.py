"""Disclosures to act on: what was said, when, entered by whom, and whether it was read.

Never counted by kind, never a filter, never in an address (design.md rule 13). The
audit trail is told that one was read, and never which kind.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from metrics.contracts._lists import DISCLOSURES
from metrics.contracts.safeguarding import Disclosure
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, record, safeguarding


KINDS = {code.id: code.label for code in DISCLOSURES.codes}
READ = "a disclosure read"
NOT_THERE = "This is not there to be read any more. Open the page again."


@dataclass(frozen=True)
class Disclosed:
    """One disclosure. `about`: whom it is about, if somebody mentioned. `kept_apart`:
    that person is linked, so that the two are kept apart in planning already.
    """

    row_id: int
    client_id: str
    label: str
    kind: str
    said_on: date
    about: str | None
    kept_apart: bool
    entered_by: str | None
    read_by: str | None
    read_at: datetime | None

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


def to_act_on(store: Store, on: date, scope: Scope) -> tuple[Disclosed, ...]:
    """Every disclosure at the services in scope: not yet read first, the oldest first.

    Needs `see_disclosures`. Of whoever left or died too.
    """
    scope.require(Action.SEE_DISCLOSURES)
    found = [_told(row) for row in safeguarding.disclosures(store, on, scope)]
    return tuple(sorted(found, key=lambda each: each.is_read))


def acknowledge(store: Store, row_id: int, scope: Scope, event: AuditEvent) -> None:
    """Note that this user read one disclosure. Needs `acknowledge_disclosures`.

    Raises UserError where it is not theirs to read, or was read already.
    """
    scope.require(Action.ACKNOWLEDGE_DISCLOSURES)
    rows = safeguarding.disclosures(store, store.today(), scope)
    found = next((row for row in rows if row["row_id"] == row_id), None)
    if found is None or found["acknowledged_at"]:
        raise UserError(NOT_THERE)
    held = safeguarding.disclosure(store, row_id)
    now = store.now()
    names = (column.name for column in Disclosure.columns())
    told = Disclosure(**{name: held[name] for name in names})
    read = told.model_copy(
        update={"acknowledged_by": scope.actor, "acknowledged_at": now}
    )
    act = replace(event, client_id=held["client_id"], about=READ)
    with store.audit.act(act), store.writing() as writing:
        record.add(writing, read, now, held["source"])


def _told(row: dict[str, Any]) -> Disclosed:
    return Disclosed(
        row_id=row["row_id"],
        client_id=row["client_id"],
        label=row["label"] or "no label",
        kind=KINDS[row["kind"]],
        said_on=row["said_on"],
        about=_about(row),
        kept_apart=row["linked"],
        entered_by=_name(row["entered_by"]),
        read_by=_name(row["acknowledged_by"]),
        read_at=row["acknowledged_at"],
    )


def _about(row: dict[str, Any]) -> str | None:
    if not row["about_somebody"]:
        return None
    number = row["number"]
    return f"Person {number}" if number else "somebody they mentioned"


def _name(actor: str | None) -> str | None:
    """Who did it, without who vouches for the sign-in."""
    return actor.rpartition(":")[2] if actor else None
