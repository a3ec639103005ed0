"""A release between being made and being published: looked at, spoken to, approved.

Who made it does not approve it. Until it is approved it lies apart from the release
that pages open, and nothing of it is frozen: it may be sent back, and made anew. A
command of the operator publishes at once (`releasing.py`).
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from metrics.disclosure.published import Release
from metrics.periods import Period
from metrics.problems import UserError
from metrics.releasing import (
    chosen_quarter,
    closes_on,
    made_of,
    require_unchanged,
)
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store
from metrics.store.frozen import (
    Frozen,
    forget_waiting,
    freeze,
    keep_waiting,
    kept_waiting,
)
from metrics.store.release import FILE, read, write


LONGEST = 500  # letters of a service's own words
_MADE = TypeAdapter(tuple[str, date, tuple[Frozen, ...]])


@dataclass(frozen=True)
class Waiting:
    """A release that waits to be approved, and who may not approve it: who made it."""

    release: Release
    made_by: str
    made_on: date

    @property
    def withheld(self) -> tuple[tuple[str, str], ...]:
        """The tables and periods of which something is not published."""
        return tuple(
            named
            for named, table in self.release.published.items()
            if any(cell.status == "withheld" for cell in table.cells)
        )

    @property
    def mostly_low(self) -> tuple[str, ...]:
        """The tables of its newest quarter, half of whose cells or more are low."""
        return tuple(
            name
            for (name, period), table in self.release.published.items()
            if period == self.release.face.period
            and 2 * sum(cell.status == "low" for cell in table.cells)
            >= len(table.cells)
        )


def next_quarter(store: Store, scope: Scope) -> tuple[Period, date]:
    """The quarter to be published next, and from which day; needs `preview_release`."""
    scope.require(Action.PREVIEW_RELEASE)
    try:
        chosen = chosen_quarter(store, None, scope)
    except UserError:
        chosen = _first_open(store.today())
    return chosen, closes_on(chosen)


def waiting(store: Store, scope: Scope) -> Waiting | None:
    """What waits to be approved, if anything does; needs `preview_release`."""
    scope.require(Action.PREVIEW_RELEASE)
    held = kept_waiting(store)
    if held is None:
        return None
    made_by, made_on, _ = _MADE.validate_json(held)
    return Waiting(read(_folder(store) / FILE), made_by, made_on)


def make(store: Store, scope: Scope, event: AuditEvent) -> Waiting:
    """Make the release of the newest closed quarter, to wait; needs `make_release`."""
    scope.require(Action.MAKE_RELEASE)
    if kept_waiting(store) is not None:
        raise UserError("A release waits already. It is approved or sent back first.")
    chosen = chosen_quarter(store, None, scope)
    with store.audit.act(event):
        made, new = made_of(store, chosen, 0, scope)
        write(made, _folder(store))
        today = store.today()
        keep_waiting(store, _MADE.dump_json((scope.actor, today, new)).decode())
    return Waiting(made, scope.actor, today)


def say_own_words(
    store: Store, service: str, words: str, scope: Scope, event: AuditEvent
) -> None:
    """Let a service write beside its figures, or take its words back (an empty text);
    needs `preview_release`, for one's own service.
    """
    scope.require(Action.PREVIEW_RELEASE)
    found = _require_waiting(store, scope)
    if not scope.services or service not in scope.services:
        raise UserError("Words are written for one's own service.")
    if len(words) > LONGEST:
        raise UserError(f"Write {LONGEST} letters at most, and no names.")
    said: Mapping[str, str] = {**dict(found.release.face.own_words), service: words}
    kept = tuple((name, text.strip()) for name, text in said.items() if text.strip())
    with store.audit.act(event):
        face = replace(found.release.face, own_words=kept)
        write(replace(found.release, face=face), _folder(store))
        with store.writing():
            pass  # the data version tells every page that there is something new


def approve(store: Store, scope: Scope, event: AuditEvent) -> Release:
    """Publish what waits, as of today; needs `approve_release`, by another person."""
    scope.require(Action.APPROVE_RELEASE)
    found = _require_waiting(store, scope)
    if found.made_by == scope.actor:
        raise UserError(
            "Who made a release does not approve it. It needs somebody else; if there "
            "is nobody, somebody outside this service."
        )
    held = kept_waiting(store)
    _, _, new = _MADE.validate_json(held or "")
    face = replace(found.release.face, published_on=store.today())
    published = replace(found.release, face=face)
    with store.audit.act(event):
        to = published_folder(store)
        require_unchanged(published, to)
        write(published, to)
        freeze(store, (replace(each, published_on=store.today()) for each in new))
        _let_go(store)
    return published


def send_back(store: Store, scope: Scope, event: AuditEvent) -> None:
    """Take what waits away, so that it can be made anew; needs `approve_release`."""
    scope.require(Action.APPROVE_RELEASE)
    _require_waiting(store, scope)
    if not event.why:
        raise UserError("Say why it is sent back.")
    with store.audit.act(event):
        _let_go(store)


def published_folder(store: Store) -> Path:
    """Where the release lies that pages open."""
    return store.path.with_name("release")


def _require_waiting(store: Store, scope: Scope) -> Waiting:
    found = waiting(store, scope)
    if found is None:
        raise UserError("No release waits.")
    return found


def _let_go(store: Store) -> None:
    forget_waiting(store)
    shutil.rmtree(_folder(store), ignore_errors=True)


def _folder(store: Store) -> Path:
    return store.path.with_name("release_waiting")


def _first_open(today: date) -> Period:
    """The quarter that closes next."""
    quarter = Period.of(today)
    while closes_on(quarter.before()) > today:
        quarter = quarter.before()
    return quarter


__all__ = [
    "Waiting",
    "approve",
    "make",
    "next_quarter",
    "published_folder",
    "say_own_words",
    "send_back",
    "waiting",
]
