"""The caseload: everybody in scope by next review, what is counted above the list, and
how recent and complete the records are.

Sorted by next review, never by how much is raised (design.md rule 3).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from metrics.indicators import INDICATORS
from metrics.records._people import Person, judged_people
from metrics.scope import Action, Scope
from metrics.settings import REVIEWS_DUE_SOON_DAYS
from metrics.store import Store, people


@dataclass(frozen=True)
class Frame:
    """How recent and how complete the records of a scope are."""

    as_at: date | None
    clients: int
    expected: int | None
    loaded_at: datetime | None


@dataclass(frozen=True)
class Caseload:
    """A list of people, and what is counted above it."""

    people: tuple[Person, ...]
    reviews_due: int
    changed: int
    dated_recently: int
    reasons: Mapping[str, int]  # indicator id -> how many have it as a reason
    asks: Mapping[str, int]  # what to ask -> of how many it is not known

    def narrowed(
        self,
        *,
        reason: str | None = None,
        ask: str | None = None,
        due_by: date | None = None,
        dated: bool = False,
    ) -> tuple[Person, ...]:
        """The people left by each filter that is set, in the same order."""
        return tuple(
            each
            for each in self.people
            if (reason is None or reason in {j.indicator.id for j in each.reasons})
            and (ask is None or ask in each.asks)
            and (due_by is None or each.due_by(due_by))
            and (not dated or each.dated_recently)
        )


def frame(store: Store, on: date, scope: Scope) -> Frame:
    """Freshness and completeness of what this scope may see."""
    scope.require(Action.SEE_CASELOAD)
    row = people.loaded(store, on, scope)
    return Frame(row["client_as_at"], row["clients"], row["expected"], row["loaded_at"])


def caseload(store: Store, on: date, scope: Scope) -> Caseload:
    """The people in scope, by next review (those without one first), then label."""
    scope.require(Action.SEE_CASELOAD)
    everyone = sorted(
        judged_people(store, on, scope, tuple(INDICATORS.values())),
        key=lambda each: (each.next_review or date.min, each.label),
    )
    return Caseload(
        people=tuple(everyone),
        reviews_due=sum(each.due_by(due_soon(on)) for each in everyone),
        changed=sum(bool(each.changed) for each in everyone),
        dated_recently=sum(each.dated_recently for each in everyone),
        reasons=Counter(j.indicator.id for each in everyone for j in each.reasons),
        asks=Counter(ask for each in everyone for ask in each.asks),
    )


def due_soon(on: date) -> date:
    """The last day on which a review counts as due this week."""
    return on + timedelta(days=REVIEWS_DUE_SOON_DAYS)
