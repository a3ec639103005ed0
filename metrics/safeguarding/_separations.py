"""Separations: two clients who must not meet, why, and when that is looked at again.

Past its review date a separation stays in force: only a new word on the same two people
replaces it, and nothing takes it away in silence. Seen here and nowhere else.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from metrics.contracts._lists import SEPARATION_CATEGORIES
from metrics.contracts.safeguarding import Separation
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, record, safeguarding


CATEGORIES = {code.id: code.label for code in SEPARATION_CATEGORIES.codes}
HELD_APART = "two people held apart"


@dataclass(frozen=True)
class HeldApart:
    """Two people by pseudonym, why, and when it is looked at again."""

    one: str
    other: str
    category: str
    recorded_on: date
    review_on: date

    def review_is_due(self, today: date) -> bool:
        """Due or past: it stays in force."""
        return self.review_on <= today


def separations(store: Store, on: date, scope: Scope) -> tuple[HeldApart, ...]:
    """Every pair that touches the services in scope. Needs `hold_apart`."""
    scope.require(Action.HOLD_APART)
    return tuple(_held(row) for row in safeguarding.separations(store, on, scope))


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


def _held(row: dict[str, Any]) -> HeldApart:
    one, other = sorted((row["one"] or "no label", row["other"] or "no label"))
    return HeldApart(
        one, other, CATEGORIES[row["category"]], row["recorded_on"], row["review_on"]
    )
