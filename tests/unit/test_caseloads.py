"""How work is shared: counted in SQL and one by one, rounded, and nobody left out."""

from collections import Counter
from datetime import date, timedelta

import pytest

from metrics import caseloads
from metrics.scope import Action, Purpose, Refused, Scope
from metrics.store import Store, people
from metrics.store.asked import caseload_counts
from tests.drawn import told


DAY = date(2026, 11, 2)
MANAGER = Scope(
    "manager", frozenset({Action.SEE_CASELOADS}), frozenset({"North"}), None
)


def test_it_needs_its_own_action(store: Store) -> None:
    with pytest.raises(Refused):
        caseloads(store, DAY, Scope("x", frozenset(), None, None))


def test_who_has_no_worker_stands_first_by_pseudonym(store: Store) -> None:
    told(
        store,
        client="client_id | as_at | service | keyworker | status | next_review\n"
        "A | 2026-01-01 | North | kw1 | in_treatment |\n"
        "B | 2026-01-01 | North |     | in_treatment | 2026-12-01\n"
        "C | 2026-01-01 | North |     | in_treatment |\n"
        "D | 2026-01-01 | South |     | in_treatment |\n"
        "E | 2026-01-01 | North |     | died         |",
    )
    with store.writing() as writing:
        for who in "ABCDE":
            writing.run(
                "INSERT INTO label VALUES ($who, $label)",
                {"who": who, "label": f"NO-{who}"},
            )
    found = caseloads(store, DAY, MANAGER)
    assert [(each.label, each.next_review) for each in found.no_worker] == [
        ("NO-C", None),
        ("NO-B", date(2026, 12, 1)),
    ]
    (worker,) = found.workers
    assert (worker.keyworker, worker.people, worker.over) == (
        "kw1",
        "7 or fewer",
        False,
    )


def test_counts_are_those_of_plain_counting(demo_store: Store) -> None:
    """Person by person, over the facts that the views give of each."""
    today = demo_store.today()
    due = today + timedelta(days=7)
    scope = Scope("manager", MANAGER.actions, frozenset({"Harbourside"}), None)
    known = people.facts(
        demo_store, ["keyworker", "next_review", "network_planning"], today, scope
    )
    by_hand: dict[str | None, Counter[str]] = {}
    for facts in known.values():
        counts = by_hand.setdefault(facts["keyworker"].value, Counter())
        review = facts["next_review"].value
        counts["people"] += 1
        counts["due"] += review is not None and review <= due
        counts["not asked"] += facts["network_planning"].value is None
    found = {
        each.keyworker: (each.people, each.reviews_due, each.not_asked)
        for each in caseload_counts(demo_store, today, due, scope)
    }
    assert found == {
        worker: (counts["people"], counts["due"], counts["not asked"])
        for worker, counts in by_hand.items()
    }
    shown = caseloads(demo_store, today, scope)
    assert len(shown.no_worker) == by_hand[None]["people"]
    direct = scope.for_purpose(Purpose.DIRECT_CARE)
    assert sum(each[0] for each in found.values()) == len(
        people.labels(demo_store, today, direct)
    )
