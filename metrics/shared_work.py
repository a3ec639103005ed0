"""How work is shared: people, reviews due and not asked, worker by worker.

For who runs a service and may open no caseload: counts are rounded by the one
disclosure policy. People whom nobody works with are listed by pseudonym, since somebody
has to take them on (safety.md H25). Whose caseload it is now is `metrics/records/`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import shown
from metrics.scope import Action, Scope
from metrics.settings import CASELOAD_SOFT_LIMIT, REVIEWS_DUE_SOON_DAYS
from metrics.store import Store, people
from metrics.store.asked import CaseloadCount, caseload_counts


@dataclass(frozen=True)
class SharedWork:
    """One worker's caseload in rounded words. `over`: more than the soft limit."""

    keyworker: str
    people: str
    reviews_due: str
    not_asked: str
    over: bool


@dataclass(frozen=True)
class NoWorker:
    """Somebody whom nobody works with, and when their review is due."""

    label: str
    next_review: date | None


@dataclass(frozen=True)
class Caseloads:
    """Every caseload of the services in scope, and who stands in none."""

    no_worker: tuple[NoWorker, ...]
    workers: tuple[SharedWork, ...]
    soft_limit: int = CASELOAD_SOFT_LIMIT


def caseloads(store: Store, on: date, scope: Scope) -> Caseloads:
    """By worker, of everybody in scope. Needs `see_caseloads`."""
    scope.require(Action.SEE_CASELOADS)
    due_by = on + timedelta(days=REVIEWS_DUE_SOON_DAYS)
    counts = caseload_counts(store, on, due_by, scope)
    return Caseloads(
        _no_worker(store, on, scope),
        tuple(
            _shared(each) for each in sorted(counts, key=_in_order) if each.keyworker
        ),
    )


def _no_worker(store: Store, on: date, scope: Scope) -> tuple[NoWorker, ...]:
    """Those without a review date first, then by its date."""
    known = people.facts(store, ["keyworker", "next_review"], on, scope)
    labels = people.labels(store, on, scope)
    found = [
        NoWorker(labels.get(who, "no label"), facts["next_review"].value)
        for who, facts in known.items()
        if facts["keyworker"].value is None
    ]
    first = date.min
    return tuple(
        sorted(found, key=lambda each: (each.next_review or first, each.label))
    )


def _in_order(count: CaseloadCount) -> list[tuple[str, int]]:
    """By label, with 9 before 10."""
    parts = re.findall(r"(\D*)(\d*)", count.keyworker or "")
    return [(words, int(number or 0)) for words, number in parts]


def _shared(count: CaseloadCount) -> SharedWork:
    rounded = shown(count.people)
    return SharedWork(
        keyworker=str(count.keyworker),
        people=_about(count.people),
        reviews_due=_about(count.reviews_due),
        not_asked=_about(count.not_asked),
        over=rounded is not None and rounded > CASELOAD_SOFT_LIMIT,
    )


def _about(count: int) -> str:
    number = shown(count)
    return POLICY.low if number is None else f"about {number:,}"
