import re
from datetime import date

import duckdb
import pytest

from metrics.contracts import TABLES
from metrics.contracts.event import KINDS
from metrics.scope import Scope
from metrics.store import Store, facts, named, parameters, question, view
from tests.factories import DAY, a_client, an_answer, an_interview, put


OPERATOR = Scope.operator()
CLIENT_ON = view("client_on")


def tables_of(sql: str) -> list[str]:
    """The names of the tables that a statement makes for itself, in order."""
    return re.findall(r"^(?:WITH )?(\w+) AS \($", sql, re.M)


def test_a_question_carries_only_what_it_needs():
    sql = question("client_on", ["overdose"], "SELECT overdose FROM client_on")
    assert tables_of(sql) == [
        "live_client",
        "live_event",
        "live_permission",
        "in_scope",
        "known_event",
        "weighed_known_event",
        "client_on",
    ]


def test_a_query_that_facts_share_is_carried_once():
    sql = question("client_on", ["medicine", "dose", "medicine"], "SELECT 1")
    assert tables_of(sql).count("newest_prescription") == 1
    assert sql.count(" AS fact_medicine") == 1


def test_a_fact_told_in_an_interview_brings_the_interview_that_dates_it():
    made = tables_of(facts.with_rows([("told", "SELECT * FROM known_tie")]))
    assert made.index("live_interview") < made.index("live_tie")
    made = tables_of(facts.with_rows([("told", "SELECT * FROM known_event")]))
    assert "live_interview" not in made


def test_a_column_named_known_is_not_taken_for_a_table():
    sql = facts.with_rows([("told", "SELECT known_on FROM known_event")])
    assert "known_on" not in tables_of(sql)


def test_who_is_in_scope_is_asked_before_anything_is_known():
    for name in ("label_of", "decision_on"):
        made = tables_of(named(name))
        assert made.index("in_scope") < made.index(name)
        assert all(
            made.index("in_scope") < made.index(each)
            for each in made
            if "known" in each
        )


def test_a_misspelt_fact_is_left_to_the_database(store: Store):
    sql = question(
        "client_on", ["herion_reported"], "SELECT herion_reported FROM client_on"
    )
    with pytest.raises(duckdb.BinderException, match="heroin_reported"):
        store.read(sql, parameters(DAY, OPERATOR))


def test_every_limit_of_a_declaration_reaches_the_views():
    asked = parameters(DAY, OPERATOR)
    assert asked["on"] == DAY
    assert asked["days_prescription_dose"] == 84
    assert asked["days_event_overdose"] == 182
    assert asked["days_answer_acute_state"] == 28
    assert asked["days_client_sex"] is None
    assert {"services", "keyworkers", "clients", "purpose"} <= asked.keys()


@pytest.mark.parametrize("name", CLIENT_ON.facts)
def test_a_view_asks_for_no_limit_that_nobody_declares(name: str):
    known = {*parameters(DAY, OPERATOR)}
    assert set(re.findall(r"\$(\w+)", CLIENT_ON.facts[name].parts)) <= known


def test_every_column_with_a_limit_and_every_event_is_a_fact():
    columns = {
        column.name
        for table in ("client", "outcome", "prescription")
        for column in TABLES[table].columns()
        if column.limit
    }
    windows = {window.fact for kind in KINDS for window in kind.windows}
    assert columns | windows <= CLIENT_ON.facts.keys()


def test_every_fact_can_be_asked_for_alone(store: Store):
    """Each of its five columns, over a client of whom nothing is told."""
    put(store, a_client("A", status=None))
    for name in CLIENT_ON.facts:
        sql = question("client_on", [name], "SELECT * FROM client_on")
        (row,) = store.rows(sql, parameters(DAY, OPERATOR))
        ends = ("", "_on", "_until", "_state", "_detail")
        assert row == {"client_id": "A"} | {f"{name}{end}": None for end in ends}


def test_a_written_out_fact_keeps_the_limit_of_the_event_behind_it():
    kit = CLIENT_ON.facts["naloxone_kit"]
    assert kit.limit is not None
    assert kit.limit.days == 365
    assert CLIENT_ON.facts["on_ort"].limit is None


def test_a_fact_names_the_codes_of_its_value():
    assert (
        CLIENT_ON.facts["medicine"].codes
        is TABLES["prescription"].column("medicine").codes
    )
    planning = CLIENT_ON.facts["network_planning"].codes
    assert planning is not None
    assert planning.id == "permission_state"
    assert CLIENT_ON.facts["supervised"].codes is None  # yes, no or neither


def test_an_answer_is_typed_as_its_question_asks(store: Store):
    put(
        store,
        a_client("A"),
        an_answer("A", survey="network", question="using_days", value="12"),
        a_client("B"),
        an_answer("B", survey="network", question="using_days", value="often"),
        an_interview("A"),
    )
    sql = question(
        "client_on", ["using_days"], "SELECT using_days FROM client_on ORDER BY 1"
    )
    assert store.read(sql, parameters(DAY, OPERATOR)) == [(12,), (None,)]


def test_the_day_asked_is_the_only_clock(store: Store):
    put(store, a_client("A", as_at=date(2026, 10, 1)))
    sql = question("client_on", ["status"], "SELECT status FROM client_on")
    assert store.read(sql, parameters(date(2026, 9, 30), OPERATOR)) == []
    assert store.read(sql, parameters(date(2026, 10, 1), OPERATOR)) == [
        ("in_treatment",)
    ]
