"""Separations: two clients who must not meet, why, and when that is looked at again.

Past its review date a separation stays in force: only a new word on the same two people
replaces it, or the lead ends it, with a reason; an ended one is kept and shown. Seen
here and nowhere else.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from metrics.contracts._lists import SEPARATION_CATEGORIES, SEPARATION_ENDS
from metrics.contracts.safeguarding import Separation
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, record, safeguarding


CATEGORIES = {code.id: code.label for code in SEPARATION_CATEGORIES.codes}
ENDS = {code.id: code.label for code in SEPARATION_ENDS.codes}
HELD_APART = "two people held apart"
ENDED = "two people held apart no longer"


@dataclass(frozen=True)
class HeldApart:
    """Two people by pseudonym, why, and when it is looked at again; and, where it was
    ended, when, why and by whom.
    """

    row_id: int
    one: str
    other: str
    category: str
    recorded_on: date
    review_on: date
    ended_on: date | None = None
    ended_because: str | None = None
    ended_by: str | None = None

    def review_is_due(self, today: date) -> bool:
        """Due or past: it stays in force."""
        return self.review_on <= today


def separations(store: Store, on: date, scope: Scope) -> tuple[HeldApart, ...]:
    """Every pair in force that touches the services in scope. Needs `hold_apart`."""
    scope.require(Action.HOLD_APART)
    return tuple(each for each in _pairs(store, on, scope) if not each.ended_on)


def separations_ended(store: Store, on: date, scope: Scope) -> tuple[HeldApart, ...]:
    """Every pair held apart once and not since, the last ended first. Needs
    `hold_apart`.
    """
    scope.require(Action.HOLD_APART)
    gone = (each for each in _pairs(store, on, scope) if each.ended_on)
    return tuple(sorted(gone, key=lambda each: each.ended_on or on, reverse=True))


def hold_apart(
    store: Store,
    pair: tuple[str, str],
    category: str,
    review_on: date,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Hold two people apart from today on, or say anew why and until which review.

    Needs `hold_apart`; `pair` are pseudonyms. Raises UserError where one of them is not
    somebody at the services in scope, where the two are one, or where the review lies
    in the past.
    """
    scope.require(Action.HOLD_APART)
    today = store.today()
    one, other = _two(store, pair, today, scope)
    if category not in CATEGORIES:
        raise UserError("Choose why they must not meet. Nothing was saved.")
    if review_on <= today:
        raise UserError("Choose a review date after today. Nothing was saved.")
    row = Separation(
        client_id=one,
        other_client_id=other,
        category=category,
        review_on=review_on,
        recorded_on=today,
    )
    with store.audit.act(replace(event, about=HELD_APART)), store.writing() as writing:
        record.add(writing, row, store.now())


def end_separation(
    store: Store, row_id: int, because: str, scope: Scope, event: AuditEvent
) -> None:
    """End a separation from today on; the row stays, with the day, why and by whom.

    Needs `hold_apart`. Raises UserError without a reason, or where the pair is not
    theirs or not in force any more.
    """
    scope.require(Action.HOLD_APART)
    today, now = store.today(), store.now()
    in_force = {each.row_id for each in separations(store, today, scope)}
    if row_id not in in_force or because not in ENDS:
        raise UserError(
            "Choose a pair that is held apart here, and why it ends. Nothing was saved."
        )
    held = safeguarding.separation(store, row_id)
    names = (column.name for column in Separation.columns())
    row = Separation(**{name: held[name] for name in names}).model_copy(
        update={"ended_on": today, "ended_because": because, "ended_by": scope.actor}
    )
    with store.audit.act(replace(event, about=ENDED)), store.writing() as writing:
        record.add(writing, row, now, held["source"])


def _two(
    store: Store, pair: tuple[str, str], today: date, scope: Scope
) -> tuple[str, str]:
    """Their ids in order. Who is elsewhere and who does not exist are one answer."""
    known = safeguarding.clients_by_label(store, today, scope)
    labels = [label.strip().upper() for label in pair]
    for place, label in zip(("first", "second"), labels, strict=True):
        if label not in known:
            raise UserError(
                f"The {place} is not the pseudonym of anybody at your service. Give it "
                "as it stands in your case system, such as RV-0148. Nothing was saved."
            )
    if labels[0] == labels[1]:
        raise UserError("Give two different people. Nothing was saved.")
    one, other = sorted(known[label] for label in labels)
    return one, other


def _pairs(store: Store, on: date, scope: Scope) -> list[HeldApart]:
    return [_held(row, on) for row in safeguarding.separations(store, on, scope)]


def _held(row: dict[str, Any], on: date) -> HeldApart:
    one, other = sorted((row["one"] or "no label", row["other"] or "no label"))
    gone = row["ended_on"] is not None and row["ended_on"] <= on
    return HeldApart(
        row_id=row["row_id"],
        one=one,
        other=other,
        category=CATEGORIES[row["category"]],
        recorded_on=row["recorded_on"],
        review_on=row["review_on"],
        ended_on=row["ended_on"] if gone else None,
        ended_because=ENDS[row["ended_because"]] if gone else None,
        ended_by=row["ended_by"].rpartition(":")[2] if gone else None,
    )
