"""Cohorts: who is on which list, and what a manager may read of them."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.access import DEMO_USERS, scope_of
from metrics import Action, Refused, evaluate, records, tally, tally_protected
from metrics.cohorts import COHORTS
from metrics.evaluation import TOO_FEW
from metrics.indicators import INDICATORS
from metrics.scope import Scope
from metrics.store import Store
from tests.drawn import told


TODAY = date(2026, 11, 2)
KEYWORKER = DEMO_USERS[0]
MANAGER = next(each for each in DEMO_USERS if each.subject == "manager")
WORKER = Scope(
    "worker",
    frozenset({Action.SEE_CASELOAD, Action.SEE_COHORTS, Action.SEE_OWN_WORDS}),
    services=frozenset({"Riverside"}),
    keyworkers=None,
)


def test_they_are_the_eight_of_the_design_in_their_order():
    assert list(COHORTS) == [
        "dose_review_first",
        "overdose_safety",
        "couples",
        "through_the_gate",
        "uses_alone_often",
        "stopping_while_others_carry_on",
        "newly_stopped",
        "little_support",
    ]


def test_stopping_while_others_carry_on_offers_a_group_last():
    offers = COHORTS["stopping_while_others_carry_on"].offers
    starts = ("Mutual aid", "Bring people", "Work on their own", "A group")
    assert [o.startswith(s) for o, s in zip(offers, starts, strict=True)] == [True] * 4


@pytest.mark.parametrize("cohort", COHORTS.values(), ids=lambda each: each.id)
def test_each_has_offers_and_no_score(cohort):
    assert cohort.offers
    assert all(offer[0].isupper() and offer[-1] != "." for offer in cohort.offers)
    assert not {"gg1", "gg2", "sex", "ethnic_group"} & set(cohort.inputs)


def test_everybody_is_on_it_not_on_it_or_not_known(demo_store: Store):
    scope = scope_of(KEYWORKER, Action.SEE_COHORTS)
    lists = records.cohorts(demo_store, TODAY, scope)
    caseload = records.caseload(demo_store, TODAY, scope)
    everybody = {each.client_id for each in caseload.people}
    for each in lists:
        on_it = {member.client_id for member in each.members}
        to_ask = {member.client_id for member in each.to_ask}
        assert on_it | to_ask <= everybody
        assert not on_it & to_ask
        assert len(on_it) + len(to_ask) + each.not_on_it == len(everybody)
        assert [m.label for m in each.members] == sorted(m.label for m in each.members)


def test_a_list_and_the_caseload_say_the_same_of_one_person(demo_store: Store):
    scope = scope_of(KEYWORKER, Action.SEE_COHORTS)
    by_id = {each.cohort.id: each for each in records.cohorts(demo_store, TODAY, scope)}
    dose = ("methadone_below_range", "buprenorphine_below_range", "depot_below_step")
    states = evaluate(demo_store, INDICATORS.values(), TODAY, scope)
    for cohort, indicators in {
        "dose_review_first": dose,
        "couples": ("partner_uses",),
        "uses_alone_often": ("uses_alone",),
        "overdose_safety": ("nonfatal_overdose", "naloxone_missing"),
    }.items():
        expected = {
            client
            for client, state in states.items()
            if any(state[each].decided for each in indicators)
        }
        assert {m.client_id for m in by_id[cohort].members} == expected


def test_wishes_and_people_around_make_the_circle_list(store: Store):
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker
            A         | 2026-10-01 | Riverside | Keyworker 1
            B         | 2026-10-01 | Riverside | Keyworker 1
            C         | 2026-10-01 | Riverside | Keyworker 1
            D         | 2026-10-01 | Riverside | Keyworker 1
            """,
        answer="""
            client_id | survey      | question | value   | asked_on
            A         | group_offer | own_goal | stop    | 2026-10-01
            B         | group_offer | own_goal | neither | 2026-10-01
            C         | group_offer | own_goal | stop    | 2026-10-01
            D         | group_offer | own_goal | stop    | 2026-10-01
            """,
        interview="""
            client_id | interview | asked_on   | finished
            A         | 1         | 2026-10-01 | yes
            B         | 1         | 2026-10-01 | yes
            C         | 1         | 2026-10-01 | yes
            """,
        person="""
            client_id | interview | person_id | uses
            A         | 1         | p         | yes
            B         | 1         | p         | yes
            C         | 1         | p         | no
            C         | 1         | q         | yes
            """,
        tie="""
            client_id | interview | person_id | kind      | state
            A         | 1         | p         | buys_with | yes
            B         | 1         | p         | buys_with | yes
            C         | 1         | p         | uses_with | yes
            C         | 1         | q         | supports  | yes
            """,
    )
    lists = {each.cohort.id: each for each in records.cohorts(store, TODAY, WORKER)}
    found = lists["stopping_while_others_carry_on"]
    assert [each.client_id for each in found.members] == ["A"]
    assert found.not_on_it == 2
    assert [each.client_id for each in found.to_ask] == ["D"]
    facts = [fact.words for fact in found.members[0].facts]
    assert any("uses heroin" in words for words in facts)


# What a manager reads ---------------------------------------------------------


def test_a_managers_counts_are_the_exact_ones_protected(demo_store: Store):
    scope = scope_of(MANAGER, Action.SEE_COHORTS)
    every = tuple(COHORTS.values())
    shown = tally_protected(demo_store, every, TODAY, scope)
    exact = tally(
        demo_store,
        every,
        TODAY,
        replace(Scope.operator(), services=scope.services),
    )
    assert exact.clients > 100
    for name, found in shown.items():
        counts = exact.by_id[name]
        parts = (counts.raised, counts.not_raised, counts.not_known)
        said = (found.raised, found.not_raised, found.not_known)
        if sum(part <= 7 for part in parts) > 1:
            assert said == (TOO_FEW,) * 3
        else:
            assert said == tuple(_rounded(part) for part in parts)


def _rounded(count: int) -> str:
    return "7 or fewer" if count <= 7 else f"about {(count + 5) // 10 * 10}"


def test_nobody_else_counts_or_lists(demo_store: Store):
    nobody = Scope.nobody()
    with pytest.raises(Refused):
        records.cohorts(demo_store, TODAY, nobody)
    with pytest.raises(Refused):
        tally_protected(demo_store, (), TODAY, nobody)
    # A manager's scope holds no caseload: no row is opened by it.
    with pytest.raises(Refused):
        records.cohorts(demo_store, TODAY, scope_of(MANAGER, Action.SEE_COHORTS))


def test_a_scope_without_own_words_reads_no_list_about_people(store: Store):
    scope = replace(WORKER, actions=WORKER.actions - {Action.SEE_OWN_WORDS})
    shown = {each.cohort.id for each in records.cohorts(store, TODAY, scope)}
    assert shown == {
        "dose_review_first",
        "overdose_safety",
        "through_the_gate",
        "newly_stopped",
    }
