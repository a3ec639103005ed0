from dataclasses import replace
from datetime import date

import pytest

from metrics.evaluation import FACTS_A_QUESTION, State, evaluate, tally
from metrics.indicators import INDICATORS, Indicator, Tally, inputs
from metrics.indicators._clause import Clause
from metrics.scope import Action, Refused, Scope
from metrics.store import Store
from tests.factories import (
    DAY,
    a_client,
    a_condition,
    a_prescription,
    an_event,
    an_outcome,
    put,
)


METHADONE = INDICATORS["methadone_below_range"]
OVERDOSE = INDICATORS["nonfatal_overdose"]
OPERATOR = Scope.operator()


def only(action: Action) -> Scope:
    return Scope("worker", frozenset({action}), services=None, keyworkers=None)


@pytest.fixture
def told(store: Store) -> Store:
    """A is raised, B is not, C is out of date, D was never asked."""
    put(
        store,
        *(a_client(client_id) for client_id in "ABCD"),
        a_prescription("A", dose=40),
        an_outcome("A", opiate_days=12),
        a_prescription("B", dose=60),
        an_outcome("B", opiate_days=12),
        a_prescription("C", dose=40, recorded_on=date(2026, 8, 9)),
        an_outcome("C", opiate_days=12),
    )
    return store


def test_each_client_in_scope_has_a_state_for_each_indicator(told: Store):
    found = evaluate(told, [METHADONE, OVERDOSE], DAY, OPERATOR)
    assert {client_id: each[METHADONE.id] for client_id, each in found.items()} == {
        "A": State(True, False),
        "B": State(False, False),
        "C": State(None, True),
        "D": State(None, False),
    }
    assert {each[OVERDOSE.id] for each in found.values()} == {State(None, False)}


def test_the_totals_are_everyone_in_scope(told: Store):
    found = tally(told, [METHADONE, OVERDOSE], DAY, OPERATOR)
    assert found.clients == 4
    assert found.by_id == {
        METHADONE.id: Tally(1, 1, 2, out_of_date=1),
        OVERDOSE.id: Tally(0, 0, 4, out_of_date=0),
    }


def test_a_scope_narrows_states_and_totals_alike(told: Store):
    one = OPERATOR.only("B")
    assert list(evaluate(told, [METHADONE], DAY, one)) == ["B"]
    assert tally(told, [METHADONE], DAY, one).clients == 1


@pytest.mark.parametrize("action", sorted({*Action} - {Action.SEE_CASELOAD}))
def test_states_need_their_action(store: Store, action: Action):
    with pytest.raises(Refused):
        evaluate(store, [METHADONE], DAY, only(action))


@pytest.mark.parametrize("action", sorted({*Action} - {Action.EVALUATE_ALL}))
def test_totals_need_their_action(store: Store, action: Action):
    with pytest.raises(Refused):
        tally(store, [METHADONE], DAY, only(action))


def test_the_action_that_is_needed_is_enough(store: Store):
    assert evaluate(store, [METHADONE], DAY, only(Action.SEE_CASELOAD)) == {}
    assert tally(store, [METHADONE], DAY, only(Action.EVALUATE_ALL)).clients == 0


def test_no_indicators_are_no_question(told: Store):
    assert evaluate(told, [], DAY, OPERATOR) == {}
    assert tally(told, [], DAY, OPERATOR).by_id == {}


def test_an_indicator_says_the_same_alone_and_among_all_others(told: Store):
    """All at once are more facts than one question takes, and are asked in several."""
    put(told, an_event("A"), a_condition("B"))
    every = list(INDICATORS.values())
    assert len(inputs(every)) > FACTS_A_QUESTION
    together = evaluate(told, every, DAY, OPERATOR)
    totals = tally(told, every, DAY, OPERATOR)
    assert list(totals.by_id) == [each.id for each in every]
    for each in every:
        alone = evaluate(told, [each], DAY, OPERATOR)
        assert alone == {
            client_id: {each.id: states[each.id]}
            for client_id, states in together.items()
        }
        assert (
            tally(told, [each], DAY, OPERATOR).by_id[each.id] == totals.by_id[each.id]
        )


def test_an_indicator_of_more_facts_than_a_question_takes_is_asked_alone(store: Store):
    names = list(inputs(list(INDICATORS.values())))[: FACTS_A_QUESTION + 1]
    sql = " AND ".join(f"{name} IS NOT NULL" for name in names)
    wide = replace(METHADONE, id="wide", raised=Clause("with all of it recorded", sql))
    put(store, a_client("A"))
    found = evaluate(store, [METHADONE, wide, OVERDOSE], DAY, OPERATOR)
    assert found["A"]["wide"] == State(False, False)
    assert set(found["A"]) == {METHADONE.id, "wide", OVERDOSE.id}


@pytest.mark.parametrize(
    ("decided", "word"), [(True, "raised"), (False, "not raised"), (None, "not known")]
)
def test_a_state_has_a_word(decided: bool | None, word: str):
    assert METHADONE.judge(decided) == word


def test_an_indicator_explains_itself_in_a_sentence():
    each: Indicator = METHADONE
    assert each.explain() == f"People {each.raised.words}."
