"""Rules turned off, incidents, and how rules fare."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard.access import Role, User, scope_of
from metrics import (
    NOT_ENOUGH,
    SWITCHABLE,
    acknowledge_incident,
    health_of_rules,
    incidents,
    records,
    report_incident,
    rule_services,
    suitability_with_facts,
    switch_rule,
    turned_off,
)
from metrics.contracts import TABLES
from metrics.problems import UserError
from metrics.rule_health import RuleHealth
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from tests.drawn import told


OFFICER = scope_of(
    User("o", "tests", "Officer", frozenset({Role.CLINICAL_SAFETY_OFFICER})),
    Action.SWITCH_RULE,
)
MANAGER = scope_of(
    User(
        "m", "tests", "M", frozenset({Role.SERVICE_MANAGER}), frozenset({"Riverside"})
    ),
    Action.SEE_RULE_HEALTH,
)
WORKER = Scope(
    "worker",
    frozenset(
        {
            Action.SEE_CASELOAD,
            Action.SEE_CLIENT,
            Action.SEE_OWN_WORDS,
            Action.SEE_COHORTS,
            Action.SEE_HELP,
        }
    ),
    services=frozenset({"Riverside"}),
    keyworkers=None,
)
EVENT = AuditEvent("o", "clinical safety officer", "switch_rule")
CLIENT = """
    client_id | as_at      | service   | keyworker
    A         | 2026-10-01 | Riverside | Keyworker 1
    """


@pytest.fixture
def released(store: Store) -> Store:
    """Somebody with two reasons: a release, and a partner who uses."""
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | partner
            A         | 2026-11-01 | Riverside | Keyworker 1 | uses
            """,
        event="""
            client_id | kind           | state | happened_on
            A         | prison_release | yes   | 2026-11-10
            """,
    )
    return store


def reasons(store: Store) -> list[str]:
    (person,) = records.caseload(store, store.today(), WORKER).people
    return [each.indicator.id for each in person.judged]


def off(store: Store, rule: str, why: str = "Counts the wrong day.") -> None:
    switch_rule(store, rule, True, why, OFFICER, EVENT)


def test_a_rule_turned_off_says_nothing_to_anybody_at_once(released: Store):
    assert "prison_release" in reasons(released)
    version = released.version
    off(released, "prison_release")
    # A new version of the data: nothing that was asked before is shown again.
    assert released.version > version
    assert "prison_release" not in reasons(released)
    (one,) = turned_off(released, released.today(), WORKER)
    assert (one.rule, one.why) == ("prison_release", "Counts the wrong day.")
    switch_rule(released, "prison_release", False, "Mended.", OFFICER, EVENT)
    assert "prison_release" in reasons(released)
    assert turned_off(released, released.today(), WORKER) == ()
    assert len(released.rows("SELECT * FROM rule_switch")) == 2


def test_a_cohort_turned_off_is_no_list(released: Store):
    on = released.today()
    names = [each.cohort.id for each in records.cohorts(released, on, WORKER)]
    assert "couples" in names
    off(released, "couples")
    names = [each.cohort.id for each in records.cohorts(released, on, WORKER)]
    assert "couples" not in names


def test_all_about_groups_is_turned_off_in_one(released: Store):
    on = released.today()
    assert suitability_with_facts(released, on, WORKER)
    off(released, "group_offer", "The wrong people were listed.")
    with pytest.raises(UserError, match="The wrong people were listed"):
        suitability_with_facts(released, on, WORKER)


@pytest.mark.parametrize(
    ("rule", "why", "said"),
    [
        ("prison_release", " ", "in a few words"),
        ("prison_release", "x" * 201, "under 200"),
        ("prison_release", "RV-0148 was missed", "pseudonym"),
        ("suicide_or_self_harm", "x", "no such rule"),
    ],
)
def test_no_rule_is_turned_off_without_a_reason_that_may_stand(
    store: Store, rule: str, why: str, said: str
):
    with pytest.raises(UserError, match=said):
        off(store, rule, why)
    assert store.rows("SELECT * FROM rule_switch") == []


def test_an_incident_keeps_where_and_under_what_and_waits_to_be_read(store: Store):
    scope = replace(OFFICER, actions=OFFICER.actions | {Action.REPORT_INCIDENT})
    number = report_incident(
        store, "My caseload", "The date was a day off.", "keyworker", scope, EVENT
    )
    on = store.today()
    (found,) = incidents(store, on, OFFICER)
    assert (found.number, found.page, found.read_at) == (number, "My caseload", None)
    assert found.rule_set == "2026.11"
    assert found.role == "keyworker"
    second = report_incident(store, "Client", "Twice.", "keyworker", scope, EVENT)
    assert second != number
    acknowledge_incident(store, number, OFFICER, EVENT)
    assert [each.number for each in incidents(store, on, OFFICER)] == [second, number]
    assert incidents(store, on, OFFICER)[1].read_at
    with pytest.raises(UserError, match="pseudonym"):
        report_incident(store, "Client", "RV-0148", "keyworker", scope, EVENT)


def test_nobody_without_the_action_may(store: Store):
    nobody = Scope.nobody()
    on = store.today()
    for refused in (
        lambda: switch_rule(store, "prison_release", True, "x", WORKER, EVENT),
        lambda: report_incident(store, "Client", "x", "x", nobody, EVENT),
        lambda: incidents(store, on, WORKER),
        lambda: acknowledge_incident(store, "I1", WORKER, EVENT),
        lambda: turned_off(store, on, nobody),
        lambda: rule_services(store, on, WORKER),
        lambda: health_of_rules(store, "Riverside", on, WORKER),
        lambda: health_of_rules(store, "Harbourside", on, MANAGER),
        # The officer counts, and opens no record.
        lambda: records.caseload(store, on, OFFICER),
    ):
        with pytest.raises(Refused):
            refused()


def test_nothing_restricted_can_be_switched_or_is_a_row():
    restricted = {"debt", "violence", "suicide", "coercion", "supply", "pressure"}
    assert not [each for each in SWITCHABLE if restricted & set(each.split("_"))]


# How rules fare ---------------------------------------------------------------


def decided(store: Store, rows: list[dict[str, object]]) -> None:
    usual = {
        "client_id": "A",
        "about": "injecting",
        "choice": "does_not_apply",
        "reason": "changed_since",
        "decided_at": "2026-11-01 10:00:00",
        "rule_set": "2026.11",
        "data_version": 1,
        "shown": "[]",
        "note": None,
        "as_at": date(2026, 11, 1),
        "source": "worker",
        "imported_at": "2026-11-01 10:00:00",
        "batch": 0,
    }
    with store.writing() as writing:
        for place, row in enumerate(rows):
            values = {**usual, "decided_by": f"w{place % 3}", **row}
            names, marks = ", ".join(values), ", ".join(f"${n}" for n in values)
            writing.run(f"INSERT INTO decision ({names}) VALUES ({marks})", values)


def health(store: Store, scope: Scope = MANAGER) -> dict[str, RuleHealth]:
    found = health_of_rules(store, "Riverside", date(2026, 11, 2), scope)
    return {each.rule.id: each for each in (*found.indicators, *found.criteria)}


def test_what_was_decided_is_told_in_rounded_words(store: Store):
    told(store, client=CLIENT)
    agreed = {"choice": "already_in_hand", "reason": "planned"}
    decided(store, [agreed] * 14 + [{}] * 9)
    found = health(store)["injecting"].decided
    assert found is not None
    assert (found.agreed, found.declined) == ("about 10", "about 10")
    assert found.why == (
        "Already in hand, a review or call is already planned: about 10",
        "Does not apply, things have changed since: about 10",
    )
    assert not found.nearly_all_agreed
    untouched = health(store)["sedatives"].decided
    assert untouched is not None
    assert untouched.agreed == "7 or fewer"


@pytest.mark.parametrize(
    ("rows", "workers", "enough"),
    [(20, 3, True), (19, 3, False), (20, 2, False), (200, 2, False)],
)
def test_the_floor_is_three_workers_and_twenty_decisions(
    store: Store, rows: int, workers: int, enough: bool
):
    told(store, client=CLIENT)
    decided(store, [{"decided_by": f"w{n % workers}"} for n in range(rows)])
    found = health_of_rules(store, "Riverside", date(2026, 11, 2), MANAGER)
    assert found.enough is enough
    assert all((each.decided is not None) is enough for each in found.indicators)
    assert "20" in NOT_ENOUGH


def test_agreeing_with_nearly_everything_is_pointed_out(store: Store):
    told(store, client=CLIENT)
    agreed = {"choice": "will_ask_or_review", "reason": "sooner"}
    decided(store, [agreed] * 120 + [{}] * 5)
    found = health(store)["injecting"].decided
    assert found is not None
    assert found.nearly_all_agreed


def test_a_criterion_is_told_by_the_offers_on_which_it_stood_met(store: Store):
    told(store, client=CLIENT)
    shown = json.dumps(
        ["could be discussed", "In treatment and on ORT: met. On ORT", "No: not known."]
    )
    offer = {
        "about": "group_offer",
        "choice": "offer",
        "reason": "client_asked",
        "shown": shown,
    }
    decided(store, [offer] * 21)
    found = health(store)
    met, other = found["in_treatment_on_ort"].decided, found["use_on_top"].decided
    assert met is not None
    assert other is not None
    assert (met.agreed, met.declined) == ("about 20", "7 or fewer")
    assert other.agreed == "7 or fewer"
    assert "confirmed_buying_tie" not in found


def test_notes_go_to_the_owner_without_client_worker_or_day(store: Store):
    told(store, client=CLIENT)
    notes = [{"note": "too late for RV-0148"}, {"note": "already done"}]
    decided(store, notes + [{}] * 20)
    found = health_of_rules(store, "Riverside", date(2026, 11, 2), OFFICER)
    assert found.notes == {
        "injecting": ("already done", "too late for (pseudonym left out)")
    }
    theirs = health_of_rules(store, "Riverside", date(2026, 11, 2), MANAGER)
    assert theirs.notes is None


def test_another_services_and_an_older_years_decisions_do_not_count(store: Store):
    told(
        store,
        client=CLIENT + "    B         | 2026-10-01 | Harbourside | Keyworker 1\n",
    )
    old = {"decided_at": "2025-11-02 10:00:00", "as_at": date(2025, 11, 2)}
    decided(store, [{"client_id": "B"}] * 30 + [old] * 30)
    found = health_of_rules(store, "Riverside", date(2026, 11, 2), MANAGER)
    assert not found.enough
    assert rule_services(store, date(2026, 11, 2), OFFICER) == (
        "Harbourside",
        "Riverside",
    )
    assert rule_services(store, date(2026, 11, 2), MANAGER) == ("Riverside",)


def test_the_tables_hold_nothing_of_a_client():
    for name in ("rule_switch", "incident"):
        assert "client_id" not in {each.name for each in TABLES[name].columns()}
