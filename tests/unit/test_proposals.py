"""Changes proposed to rules: kept, counted by service, and each worker's own people."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from dashboard.access import Role, User, scope_of
from metrics import (
    moves_by_service,
    propose_rule,
    proposed_rules,
    records,
    switch_rule,
    take_back_proposal,
)
from metrics.indicators import INDICATORS
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from metrics.who_moves import changeable, with_number
from tests.drawn import told


OFFICER = scope_of(
    User("o", "tests", "Officer", frozenset({Role.CLINICAL_SAFETY_OFFICER})),
    Action.PROPOSE_RULE,
)
MANAGER = scope_of(
    User(
        "m", "tests", "M", frozenset({Role.SERVICE_MANAGER}), frozenset({"Riverside"})
    ),
    Action.SEE_RULE_HEALTH,
)
EVENT = AuditEvent("o", "clinical safety officer", "propose_rule")


def worker(number: int, role: Role = Role.KEYWORKER) -> Scope:
    user = User(
        f"k{number}",
        "tests",
        "K",
        frozenset({role}),
        frozenset({"Riverside"}),
        frozenset({f"Keyworker {number}"}),
    )
    return scope_of(user, Action.SEE_CASELOAD)


def propose(
    store: Store, rule: str, was: int, becomes: int, why: str = "A test."
) -> None:
    propose_rule(store, rule, (was, becomes), why, OFFICER, EVENT)


@pytest.fixture
def doses(store: Store) -> tuple[Store, dict[str, tuple[int, int | None, int]]]:
    """Sixty people: dose, days of illicit opiates (None: no form), worker."""
    draw, today = Random(7), store.today().isoformat()
    people = {
        f"P{n:02}": (
            draw.randrange(40, 80),
            draw.choice([None, 0, 5, 12, 28]),
            draw.randrange(1, 4),
        )
        for n in range(60)
    }
    client = ["client_id | as_at | service | keyworker"]
    prescription = [
        "client_id | medicine | form | dose | unit | interval | recorded_on"
    ]
    outcome = ["client_id | completed_on | stage | opiate_days"]
    for name, (dose, days, of) in people.items():
        client.append(f"{name} | {today} | Riverside | Keyworker {of}")
        prescription.append(
            f"{name} | methadone | oral_solution | {dose} | mg | daily | {today}"
        )
        if days is not None:
            outcome.append(f"{name} | {today} | review | {days}")
    told(
        store,
        client="\n".join(client),
        prescription="\n".join(prescription),
        outcome="\n".join(outcome),
    )
    return store, people


@pytest.mark.parametrize("becomes", [50, 70])
def test_a_worker_sees_their_own_people_and_nobody_elses(doses, becomes: int):
    store, people = doses
    propose(store, "methadone_below_range", 60, becomes)
    for number in (1, 2, 3):
        (found,) = records.rule_changes(store, store.today(), worker(number))
        # The same by hand: a dose under the number, with illicit opiates reported.
        raised = {
            limit: {
                name
                for name, (dose, days, of) in people.items()
                if of == number and dose < limit and days
            }
            for limit in (60, becomes)
        }
        joins = {each.client_id for each in found.joins}
        leaves = {each.client_id for each in found.leaves}
        assert joins == raised[becomes] - raised[60]
        assert leaves == raised[60] - raised[becomes]
        assert joins | leaves
        for member in (*found.joins, *found.leaves):
            dose = people[member.client_id][0]
            assert any(f"{dose}mg" in fact.words for fact in member.facts)


def test_who_answers_for_rules_reads_rounded_counts_by_service(doses):
    store, people = doses
    told(store, client=("client_id | as_at | service\nX | 2026-10-01 | Harbourside"))
    propose(store, "methadone_below_range", 60, 41)
    (found,) = proposed_rules(store, store.today(), OFFICER)
    by_service = moves_by_service(store, found, store.today(), OFFICER)
    left = sum(41 <= dose < 60 and bool(days) for dose, days, _ in people.values())
    assert left > 7
    assert {name: moves.leaves for name, moves in by_service.items()} == {
        "Harbourside": "7 or fewer",
        "Riverside": f"about {(left + 5) // 10 * 10}",
    }
    assert list(moves_by_service(store, found, store.today(), MANAGER)) == ["Riverside"]


def test_a_proposal_stands_until_it_is_taken_back_and_changes_nothing(doses):
    store, _ = doses
    before = records.caseload(store, store.today(), worker(1)).reasons
    propose(store, "methadone_below_range", 60, 70)
    propose(store, "methadone_below_range", 60, 50, "Too many at first.")
    assert records.caseload(store, store.today(), worker(1)).reasons == before
    (found,) = proposed_rules(store, store.today(), worker(1))
    assert (found.was, found.becomes, found.why) == (60, 50, "Too many at first.")
    assert found.since == store.today()
    take_back_proposal(store, found, OFFICER, EVENT)
    assert proposed_rules(store, store.today(), worker(1)) == ()
    assert records.rule_changes(store, store.today(), worker(1)) == ()
    with pytest.raises(UserError, match="no longer"):
        take_back_proposal(store, found, OFFICER, EVENT)
    assert len(store.rows("SELECT * FROM rule_proposal")) == 3


def test_one_that_the_rules_have_overtaken_says_nothing(store: Store):
    propose(store, "alcohol", 5, 4)
    with store.writing() as writing:
        writing.run("UPDATE rule_proposal SET number_now = 6")
    assert proposed_rules(store, store.today(), OFFICER) == ()


def test_a_rule_turned_off_moves_nobody(doses):
    store, _ = doses
    propose(store, "methadone_below_range", 60, 50)
    switch_rule(store, "methadone_below_range", True, "Wrong.", OFFICER, EVENT)
    assert records.rule_changes(store, store.today(), worker(1)) == ()


def test_what_was_said_of_people_is_not_read_by_a_prescriber(store: Store):
    propose(store, "uses_alone", 2, 3)
    propose(store, "alcohol", 5, 4)
    own = records.rule_changes(store, store.today(), worker(1))
    theirs = records.rule_changes(store, store.today(), worker(1, Role.PRESCRIBER))
    assert {each.proposal.rule for each in own} == {"uses_alone", "alcohol"}
    readable = {
        rule for rule in ("uses_alone", "alcohol") if not _of_people(store, rule)
    }
    assert {each.proposal.rule for each in theirs} == readable


def _of_people(store: Store, rule: str) -> bool:
    from metrics.store import view

    facts = view("client_on").facts
    return any(facts[name].of_people for name in INDICATORS[rule].told)


def test_every_number_of_every_rule_makes_a_rule_of_its_own():
    for name, numbers in changeable().items():
        for number in numbers:
            found = with_number(name, number, number + 1)
            assert found.sql() != INDICATORS[name].sql()
            assert (found.id, found.raised.words) == (
                f"{name}_proposed",
                INDICATORS[name].raised.words,
            )
            assert found.inputs == INDICATORS[name].inputs


@pytest.mark.parametrize(
    ("rule", "was", "becomes", "why", "said"),
    [
        ("alcohol", 5, 4, " ", "in a few words"),
        ("alcohol", 5, 4, "RV-0148 was missed", "pseudonym"),
        ("alcohol", 5, 5, "The same.", "the number that the rule holds"),
        ("alcohol", 6, 5, "No.", "no such number"),
        ("prison_release", 28, 29, "No.", "no such number"),
        ("none", 1, 2, "No.", "no such number"),
    ],
)
def test_what_cannot_be_proposed(
    store: Store, rule: str, was: int, becomes: int, why: str, said: str
):
    with pytest.raises(UserError, match=said):
        propose(store, rule, was, becomes, why)
    assert store.rows("SELECT * FROM rule_proposal") == []


def test_nobody_without_the_action_may(store: Store):
    propose(store, "alcohol", 5, 4)
    on: date = store.today()
    (found,) = proposed_rules(store, on, MANAGER)
    for refused in (
        lambda: propose_rule(store, "alcohol", (5, 3), "x", MANAGER, EVENT),
        lambda: take_back_proposal(store, found, MANAGER, EVENT),
        lambda: proposed_rules(store, on, Scope.nobody()),
        lambda: moves_by_service(store, found, on, worker(1)),
        # The officer counts, and opens no record.
        lambda: records.rule_changes(store, on, OFFICER),
        lambda: records.rule_changes(store, on, replace(MANAGER, actions=frozenset())),
    ):
        with pytest.raises(Refused):
            refused()
