from datetime import date

from metrics import indicators as rules
from metrics.evaluation import evaluate, states_in
from metrics.indicators import INDICATORS
from metrics.scope import Scope
from metrics.store import Store, people
from metrics.store.reading import read


DAY = date(2026, 11, 2)
EVERY = tuple(INDICATORS.values())
SCOPE = Scope.operator()


def test_what_is_read_once_is_what_two_questions_answer(demo_store: Store) -> None:
    names = rules.inputs(EVERY)
    reading = read(demo_store, names, rules.states(EVERY), DAY, SCOPE)
    assert reading.known == people.facts(demo_store, names, DAY, SCOPE)
    assert states_in(reading, EVERY) == evaluate(demo_store, EVERY, DAY, SCOPE)


def test_one_client_is_read_as_among_all(demo_store: Store) -> None:
    names = rules.inputs(EVERY)
    every = read(demo_store, names, rules.states(EVERY), DAY, SCOPE)
    client = sorted(every.known)[7]
    one = read(demo_store, names, rules.states(EVERY), DAY, SCOPE.only(client))
    assert one.known == {client: every.known[client]}
    assert states_in(one, EVERY)[client] == states_in(every, EVERY)[client]


def test_nothing_of_a_snapshot_is_kept(store: Store) -> None:
    version = store.version
    with store.snapshot() as asking:
        asking.run("CREATE TEMP TABLE here AS SELECT 1 AS one")
        assert asking.rows("SELECT * FROM here") == [{"one": 1}]
    assert store.version == version
    names = "SELECT table_name FROM duckdb_tables() WHERE table_name = 'here'"
    assert store.read(names) == []


def test_nobody_in_scope_is_an_empty_reading(store: Store) -> None:
    reading = read(store, ["opiate_days"], "SELECT * FROM client_on", DAY, SCOPE)
    assert (reading.known, reading.judged) == ({}, [])
