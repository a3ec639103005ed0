"""The store's answers against counting by hand, on random small stores."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from metrics.contracts import TABLES
from metrics.contracts.event import KINDS
from metrics.evaluation import State, evaluate, tally
from metrics.indicators import INDICATORS, Tally, inputs
from metrics.scope import Scope
from metrics.store import Store, open_store, view
from metrics.store.people import Known
from metrics.store.people import facts as facts_of
from tests.factories import DAY
from tests.properties.counted_by_hand import Part, Rows, in_scope
from tests.properties.facts_by_hand import OF_THEIR_OWN, facts
from tests.properties.indicators_by_hand import BY_HAND, Facts
from tests.properties.stores import SCOPES, fill, lists, shown, stores


EVERYBODY = Scope.operator()
FACTS = set(view("client_on").facts)
# What the view writes out, rather than has generated from the declarations.
WRITTEN_OUT = re.findall(
    r"^-- fact: (\w+)",
    files("metrics.store").joinpath("views/client_on.sql").read_text("utf-8"),
    re.M,
)


@dataclass(frozen=True)
class Topic:
    """Rows that are drawn together, and the facts that rest on them."""

    tables: tuple[str, ...]
    facts: tuple[str, ...]
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)


def columns(table: str) -> tuple[str, ...]:
    return tuple(each.name for each in TABLES[table].columns() if each.limit)


NONE_RECORDED = ("any", "mental_health_need")
TOPICS = {
    "circumstances": Topic(("client",), columns("client")),
    "dose": Topic(
        ("prescription", "event"),
        (*columns("prescription"), "on_ort", "daily_mg"),
        {"event": ["ort_stop"]},
    ),
    "use": Topic(
        ("outcome", "event"),
        (
            *columns("outcome"),
            "heroin_reported",
            "used_on_form_before",
            "last_review",
            "opiate_days_at_start",
        ),
        {"event": ["urine_heroin", "review"]},
    ),
    "conditions": Topic(
        ("condition",),
        (
            "mental_health_condition",
            "mental_health_untreated",
            "lung_liver_or_heart_disease",
            "psychosis_untreated",
            "mania_untreated",
        ),
        {"condition": ["depression", "psychosis", "lung_disease", *NONE_RECORDED]},
    ),
    "overdoses": Topic(("event",), ("overdose_count",), {"event": ["overdose"]}),
    "naloxone": Topic(("event",), ("naloxone_kit",), {"event": ["naloxone_kit"]}),
    "doses given": Topic(
        ("event", "prescription"),
        ("last_injection", "missed_in_a_row"),
        {"event": ["depot_injection", "missed_doses"]},
    ),
    "tests": Topic(
        ("event", "condition"),
        ("hepatitis_c_test", "hepatitis_b_test", "hiv_test"),
        {
            "event": ["hepatitis_c_test", "hepatitis_b_test", "hiv_test"],
            "condition": ["hiv", "hepatitis_c"],
        },
    ),
    "ever injected": Topic(
        ("outcome", "answer"), ("ever_injected",), {"answer": ["ever_injected"]}
    ),
    "people": Topic(
        ("interview", "person", "tie"),
        ("role_types", "supportive_people", "circle_uses"),
    ),
    "peer survey": Topic(("answer",), ("peer_survey",), {"answer": ["st1", "pp1"]}),
    "permissions": Topic(("permission",), ("network_planning", "group_invitation")),
    "events": Topic(("event",), ()),
    "answers": Topic(("answer",), ()),
}
EVERY_TABLE = sorted({table for topic in TOPICS.values() for table in topic.tables})


def generated(rows: Rows) -> set[str]:
    """The facts that events and answers speak of, where no rule is written out."""
    kinds = {row["kind"] for row in rows.get("event", [])}
    windows = {each.fact for kind in KINDS if kind.id in kinds for each in kind.windows}
    questions = {row["question"] for row in rows.get("answer", [])}
    return (windows | questions) & FACTS - {*WRITTEN_OUT}


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for the module, filled anew for each example."""
    path = tmp_path_factory.mktemp("by_hand") / "reused.duckdb"
    opened = open_store(path, create=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", WRITTEN_OUT)
def test_every_fact_that_is_written_out_is_counted_by_hand(name: str):
    if name not in OF_THEIR_OWN:
        pytest.skip(f"{name} is not yet counted by hand, in facts_by_hand.py.")
    assert name in {name for topic in TOPICS.values() for name in topic.facts}


def test_every_fact_that_is_generated_is_counted_by_hand():
    assert FACTS - {*WRITTEN_OUT} <= set(facts({}, "A", DAY))


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
@given(data=st.data())
def test_every_fact_is_what_counting_by_hand_gives(
    reused: Store, topic: Topic, data: st.DataObject
):
    rows = data.draw(stores(*topic.tables, kinds=topic.kinds))
    fill(reused, rows)
    note(shown(rows))
    names = [*topic.facts, *generated(rows)] or ["status"]
    found = facts_of(reused, names, DAY, EVERYBODY)
    assert set(found) == {row["client_id"] for row in rows["client"]}
    for client_id, told in found.items():
        by_hand = facts(rows, client_id, DAY)
        for name in told:
            agree(f"{client_id} {name}", told[name], by_hand[name])


def agree(where: str, said: Known, by_hand: Sequence[Part]) -> None:
    """The view says one of the parts that may stand."""
    same = [
        part
        for part in by_hand
        if (said.value, said.on, said.until, said.state)
        == (part.value, part.on, part.until, part.state)
        and part.detail in (said.detail or "")
    ]
    assert same, f"{where}: the view says {said}, by hand {by_hand}"


@given(rows=lists(), scope=SCOPES)
def test_who_is_in_scope_is_what_counting_by_hand_gives(
    reused: Store, rows: Rows, scope: Scope
):
    fill(reused, rows)
    note(shown(rows))
    found = facts_of(reused, ["status"], DAY, scope)
    assert set(found) == in_scope(rows, DAY, scope)


@given(rows=stores(*EVERY_TABLE))
def test_indicators_are_what_deciding_by_hand_gives(reused: Store, rows: Rows):
    fill(reused, rows)
    note(shown(rows))
    by_hand = [each for each in INDICATORS.values() if each.id in BY_HAND]
    told = facts_of(reused, inputs(by_hand), DAY, EVERYBODY)
    found = evaluate(reused, by_hand, DAY, EVERYBODY)
    assert set(found) == set(told)
    for client_id, states in found.items():
        known = Facts(
            {name: _part(each) for name, each in told[client_id].items()}, DAY
        )
        for wanted, state in states.items():
            assert state == decided(wanted, known), f"{client_id} {wanted}"


def _part(known: Known) -> Part:
    return Part(known.value, known.on, known.until, known.state)


def decided(wanted: str, known: Facts) -> State:
    answer = BY_HAND[wanted](known)
    stale = any(known.stale(name) for name in INDICATORS[wanted].inputs)
    return State(answer, answer is None and stale)


@given(
    rows=stores(*EVERY_TABLE),
    scope=SCOPES,
    some=st.lists(
        st.sampled_from(list(INDICATORS)), min_size=1, max_size=4, unique=True
    ),
)
def test_every_total_reconciles(
    reused: Store, rows: Rows, scope: Scope, some: list[str]
):
    """Raised, not raised and not known are everyone in scope; out of date is part of
    not known; and the totals are those of the clients one by one.
    """
    fill(reused, rows)
    note(shown(rows))
    chosen = [INDICATORS[wanted] for wanted in some]
    people = in_scope(rows, DAY, scope)
    told = tally(reused, chosen, DAY, scope)
    assert told.by_id == one_by_one(evaluate(reused, chosen, DAY, scope), some)
    assert told.clients == len(people)
    for each in told.by_id.values():
        assert each.raised + each.not_raised + each.not_known == len(people)
        assert each.out_of_date <= each.not_known


def one_by_one(
    clients: dict[str, dict[str, State]], chosen: list[str]
) -> dict[str, Tally]:
    return {
        wanted: Tally(
            sum(states[wanted].decided is True for states in clients.values()),
            sum(states[wanted].decided is False for states in clients.values()),
            sum(states[wanted].decided is None for states in clients.values()),
            sum(states[wanted].out_of_date for states in clients.values()),
        )
        for wanted in chosen
    }
