"""Who would move if a number in a rule were another."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.indicators import INDICATORS
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import Store
from metrics.who_moves import changeable, count_moves, numbers_of, same_number
from tests.drawn import told


TODAY = date(2026, 11, 2)
MANAGER = Scope(
    "m",
    frozenset({Action.SEE_RULE_HEALTH, Action.SEE_SERVICE_COUNTS}),
    services=frozenset({"Riverside"}),
    keyworkers=None,
)


@pytest.fixture
def drinkers(store: Store) -> Store:
    """AUDIT-C of 3 in nine people, of 4 in twelve, of 5 in thirty."""
    scores = [3] * 9 + [4] * 12 + [5] * 30
    clients = [
        f"P{n} | 2026-10-01 | Riverside | Keyworker 1" for n in range(len(scores))
    ]
    answers = [
        f"P{n} | scales | audit_c | {score} | 2026-10-20"
        for n, score in enumerate(scores)
    ]
    told(
        store,
        client="\n".join(["client_id | as_at | service | keyworker", *clients]),
        answer="\n".join(
            ["client_id | survey | question | value | asked_on", *answers]
        ),
    )
    return store


@pytest.mark.parametrize(
    ("becomes", "joins", "leaves"),
    [
        (4, "about 10", "7 or fewer"),
        (3, "about 20", "7 or fewer"),
        (6, "7 or fewer", "about 30"),
        (5, "7 or fewer", "7 or fewer"),
    ],
)
def test_who_joins_and_who_leaves_is_counted_and_rounded(
    drinkers: Store, becomes: int, joins: str, leaves: str
):
    found = count_moves(drinkers, "alcohol", (5, becomes), "Riverside", TODAY, MANAGER)
    assert (found.joins, found.leaves) == (joins, leaves)


def test_every_number_of_every_rule_can_be_asked(store: Store):
    for name, numbers in changeable().items():
        for number in numbers:
            count_moves(store, name, (number, number + 1), "Riverside", TODAY, MANAGER)
    assert numbers_of(INDICATORS["methadone_below_range"]) == (60,)
    assert "prison_release" not in changeable()


def test_no_other_number_rule_service_or_role(store: Store):
    for rule, numbers in (
        ("alcohol", (6, 7)),
        ("prison_release", (28, 29)),
        ("none", (1, 2)),
        ("alcohol", (5, -1)),
    ):
        with pytest.raises(UserError, match="no such number"):
            count_moves(store, rule, numbers, "Riverside", TODAY, MANAGER)
    with pytest.raises(Refused):
        count_moves(store, "alcohol", (5, 4), "Harbourside", TODAY, MANAGER)
    nobody = replace(MANAGER, actions=frozenset())
    with pytest.raises(Refused):
        count_moves(store, "alcohol", (5, 4), "Riverside", TODAY, nobody)


@pytest.mark.parametrize(
    ("rule", "was", "others"),
    [
        (
            "methadone_below_range",
            60,
            {INDICATORS["ort_not_optimised"].title},
        ),
        ("alcohol", 5, set()),
        # The same 5, of another fact.
        ("missed_doses_five_days", 5, {INDICATORS["missed_doses"].title}),
    ],
)
def test_other_rules_that_hold_the_same_number_of_the_same_fact_are_named(
    rule: str, was: int, others: set[str]
):
    assert others <= set(same_number(rule, was))
    assert INDICATORS[rule].title not in same_number(rule, was)
    if not others:
        assert same_number(rule, was) == ()
