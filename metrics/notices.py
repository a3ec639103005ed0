"""Warnings for an area, such as a potent opioid found there (evidence.md R20).

A notice is about the area of a service and never about a person; somebody who answers
for that service writes it, and it ends by itself. No rule reads it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from metrics.contracts.safety import Notice
from metrics.problems import UserError
from metrics.safety import LONGEST_WHY, require_words
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, record
from metrics.store import safety as asked


# A warning that always stands is read by nobody: after this it is written anew.
STANDS_AT_MOST = timedelta(days=90)


@dataclass(frozen=True)
class AreaWarning:
    """A warning that stands, for which service's area and until which day."""

    service: str
    words: str
    until: date
    written_at: datetime


def area_warnings(store: Store, on: date, scope: Scope) -> tuple[AreaWarning, ...]:
    """What stands on a day for the services in scope, the newest first. Needs
    `see_help`: it is for everybody who works there.
    """
    scope.require(Action.SEE_HELP)
    found = [
        AreaWarning(row["service"], row["warning"], row["until"], row["written_at"])
        for row in asked.notices(store, on, scope)
    ]
    return tuple(sorted(found, key=lambda each: each.written_at, reverse=True))


def warned_services(store: Store, on: date, scope: Scope) -> tuple[str, ...]:
    """The services whose area this user may warn. Needs `warn_area`."""
    scope.require(Action.WARN_AREA)
    return tuple(asked.services(store, on, scope))


def warn_area(
    store: Store,
    service: str,
    words: str,
    until: date,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Warn everybody who works at a service, until a day. Needs `warn_area`.

    Raises UserError for words that hold a pseudonym or are too long, for a day that is
    past or too far ahead, and for a service outside the scope.
    """
    scope.require(Action.WARN_AREA)
    require_words(words, LONGEST_WHY)
    today, now = store.today(), store.now()
    if service not in warned_services(store, today, scope):
        raise UserError("Choose a service of yours. Nothing was saved.")
    if not today <= until <= today + STANDS_AT_MOST:
        raise UserError(
            f"Choose a day from today to {STANDS_AT_MOST.days} days ahead. "
            "Nothing was saved."
        )
    row = Notice(
        service=service,
        warning=words.strip(),
        until=until,
        written_by=scope.actor,
        written_at=now,
    )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, row, now)


def end_warning(
    store: Store, warning: AreaWarning, scope: Scope, event: AuditEvent
) -> None:
    """Let a warning stand no longer, from today on. Needs `warn_area`."""
    scope.require(Action.WARN_AREA)
    if warning not in area_warnings(store, store.today(), scope):
        raise UserError("This warning stands no longer. Nothing was changed.")
    ended = {
        "service": warning.service,
        "written_at": warning.written_at,
        "until": store.today() - timedelta(1),
    }
    with store.audit.act(event), store.writing() as writing:
        record.amend(writing, Notice, ended, store.now())
