"""The caseload: everybody in scope by next review, what is counted above the list, and
how recent and complete the records are.

Sorted by next review, never by how much is raised (design.md rule 3).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from metrics.indicators import Indicator
from metrics.records._people import (
    CHANGED,
    CHANGED_PLACE,
    STANDINGS,
    Person,
    judged_people,
    read_facts,
)
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
class Counted:
    """How everybody on a list stands with one indicator; the four sum to all of them.

    `in_hand`: raised, and somebody is already acting on it.
    """

    indicator: Indicator
    reason: int
    in_hand: int
    not_raised: int
    not_known: int


@dataclass(frozen=True)
class Caseload:
    """A list of people, and what is counted above it."""

    people: tuple[Person, ...]
    reviews_due: int
    changed: int
    dated_recently: int
    counted: tuple[Counted, ...]
    changed_since_review: int
    asks: Mapping[str, int]  # what to ask -> of how many it is not known

    @property
    def reasons(self) -> Mapping[str, int]:
        """Code of a reason -> how many have it, in the one fixed order."""
        found = [
            (each.indicator.order, each.indicator.id, each.reason)
            for each in self.counted
        ]
        found.append((CHANGED_PLACE, CHANGED, self.changed_since_review))
        return {code: count for _, code, count in sorted(found) if count}

    @property
    def marked(self) -> tuple[Person, ...]:
        """Those whom this user will bring to supervision, in the same order."""
        return tuple(each for each in self.people if each.marked)

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
            if (reason is None or reason in {line.code for line in each.listed})
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
    """The people in scope, by next review (those without one first), then label.

    Needs `see_caseload`; says of each no more than the scope may read.
    """
    scope.require(Action.SEE_CASELOAD)
    everyone = sorted(
        judged_people(store, read_facts(store, on, scope), scope),
        key=lambda each: (each.next_review or date.min, each.label),
    )
    return Caseload(
        people=tuple(everyone),
        reviews_due=sum(each.due_by(due_soon(on)) for each in everyone),
        changed=sum(bool(each.changed) for each in everyone),
        dated_recently=sum(each.dated_recently for each in everyone),
        counted=_counted(everyone),
        changed_since_review=sum(bool(each.changed_since_review) for each in everyone),
        asks=Counter(ask for each in everyone for ask in each.asks),
    )


def _counted(everyone: Sequence[Person]) -> tuple[Counted, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    indicators = {}
    for judged in (each for person in everyone for each in person.judged):
        indicators[judged.indicator.id] = judged.indicator
        found[judged.indicator.id][judged.standing] += 1
    return tuple(
        Counted(each, *(found[each.id][standing] for standing in STANDINGS))
        for each in indicators.values()
    )


def due_soon(on: date) -> date:
    """The last day on which a review counts as due this week."""
    return on + timedelta(days=REVIEWS_DUE_SOON_DAYS)
