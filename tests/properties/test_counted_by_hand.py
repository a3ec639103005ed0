"""The store's answers against counting by hand, on random small stores."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, note, settings

from metrics.evaluation import State, Tallies, evaluate, tally
from metrics.indicators import INDICATORS, Tally
from metrics.scope import Scope
from metrics.store import Store, open_store, view
from metrics.store.people import Known
from metrics.store.people import facts as facts_of
from tests.factories import DAY
from tests.properties.counted_by_hand import Part, Rows, facts, in_scope
from tests.properties.indicators_by_hand import BY_HAND, Facts
from tests.properties.stores import CLIENTS, SCOPES, fill, shown, stores


EVERYBODY = Scope.operator()
FACTS = list(view("client_on").facts)
# One question over all facts costs far more than several: its plan grows by the square.
TOGETHER = [FACTS[start : start + 12] for start in range(0, len(FACTS), 12)]


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for the module, filled anew for each example."""
    folder: Path = tmp_path_factory.mktemp("by_hand")
    opened = open_store(folder / "reused.duckdb", create=True)
    yield opened
    opened.close()


def part(known: Known) -> Part:
    return Part(known.value, known.on, known.until, known.state, known.detail)


def asked(store: Store, names: Sequence[str]) -> dict[str, dict[str, Part]]:
    found = facts_of(store, names, DAY, EVERYBODY)
    return {
        client_id: {name: part(known) for name, known in each.items()}
        for client_id, each in found.items()
    }


def test_every_fact_of_the_view_is_counted_by_hand():
    assert set(facts({}, "A", DAY)) == set(FACTS)


@given(rows=stores())
@settings(max_examples=25)
def test_every_fact_is_what_counting_by_hand_gives(reused: Store, rows: Rows):
    fill(reused, rows)
    note(shown(rows))
    by_hand = {each: facts(rows, each, DAY) for each in CLIENTS}
    wrong = [
        f"{client_id} {name}: the view says {said}, by hand {by_hand[client_id][name]}"
        for names in TOGETHER
        for client_id, each in asked(reused, names).items()
        for name, said in each.items()
        if said not in by_hand[client_id][name]
    ]
    assert wrong == []


@given(rows=stores(), scope=SCOPES)
def test_who_is_in_scope_is_what_counting_by_hand_gives(
    reused: Store, rows: Rows, scope: Scope
):
    fill(reused, rows)
    note(shown(rows))
    found = facts_of(reused, ["status"], DAY, scope)
    assert set(found) == in_scope(rows, DAY, scope)


@pytest.mark.parametrize("wanted", INDICATORS)
@given(rows=stores())
@settings(max_examples=25)
def test_an_indicator_is_what_deciding_by_hand_gives(
    reused: Store, rows: Rows, wanted: str
):
    if wanted not in BY_HAND:
        pytest.skip(f"{wanted} is not yet decided by hand in indicators_by_hand.py.")
    fill(reused, rows)
    note(shown(rows))
    indicator = INDICATORS[wanted]
    told = asked(reused, indicator.inputs)
    found = evaluate(reused, [indicator], DAY, EVERYBODY)
    assert {each: states[wanted] for each, states in found.items()} == {
        each: by_hand(wanted, Facts(told[each], DAY)) for each in told
    }


def by_hand(wanted: str, facts: Facts) -> State:
    decided = BY_HAND[wanted](facts)
    stale = any(facts.stale(name) for name in INDICATORS[wanted].inputs)
    return State(decided, decided is None and stale)


@given(rows=stores(), scope=SCOPES)
def test_every_total_reconciles(reused: Store, rows: Rows, scope: Scope):
    """Raised, not raised and not known are everyone in scope; out of date is part of
    not known; and the totals are those of the clients one by one.
    """
    fill(reused, rows)
    note(shown(rows))
    people = in_scope(rows, DAY, scope)
    told = tally(reused, INDICATORS.values(), DAY, scope)
    assert told == counted(reused, scope)
    assert told.clients == len(people)
    for each in told.by_id.values():
        assert each.raised + each.not_raised + each.not_known == len(people)
        assert each.out_of_date <= each.not_known


def counted(store: Store, scope: Scope) -> Tallies:
    """The same totals from the clients one by one."""
    clients = evaluate(store, INDICATORS.values(), DAY, scope)
    by_id = {
        wanted: Tally(
            sum(states[wanted].decided is True for states in clients.values()),
            sum(states[wanted].decided is False for states in clients.values()),
            sum(states[wanted].decided is None for states in clients.values()),
            sum(states[wanted].out_of_date for states in clients.values()),
        )
        for wanted in INDICATORS
    }
    return Tallies(len(clients), by_id)
