from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from metrics import casework, records
from metrics.problems import UserError
from metrics.records import _people
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from tests.drawn import told


TODAY = date(2026, 11, 2)
WORKER = Scope(
    "worker",
    frozenset({Action.SEE_CASELOAD, Action.SEE_CLIENT, Action.DECIDE}),
    services=frozenset({"Riverside"}),
    keyworkers=frozenset({"Keyworker 1"}),
)
EVENT = AuditEvent("worker", "keyworker", "see_client", "A")


@pytest.fixture
def told_store(store: Store) -> Store:
    """Three on the caseload, one at another worker's, one at another service."""
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | next_review
            A         | 2026-10-01 | Riverside | Keyworker 1 | 2026-12-01
            B         | 2026-10-01 | Riverside | Keyworker 1 | 2026-11-04
            C         | 2026-10-01 | Riverside | Keyworker 1 |
            D         | 2026-10-01 | Riverside | Keyworker 2 | 2026-11-04
            E         | 2026-10-01 | Harbourside | Keyworker 1 | 2026-11-04
            """,
        event="""
            client_id | kind           | state | happened_on
            A         | prison_release | yes   | 2026-10-31
            A         | naloxone_kit   | no    | 2026-10-20
            B         | overdose       | yes   | 2026-06-01
            """,
        prescription="""
            client_id | medicine  | dose | unit | interval | recorded_on
            A         | methadone | 45   | mg   | daily    | 2026-10-20
            """,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-10-19   | 12
            """,
    )
    with store.writing() as writing:
        for client in "ABCDE":
            writing.run(
                "INSERT INTO label VALUES ($id, $label)",
                {"id": client, "label": f"RV-000{ord(client)}"},
            )
    return store


def decide(store: Store, choice: str, reason: str, **more: str) -> None:
    values = {"about": "prison_release", "note": "", **more}
    casework.decide(
        store,
        "A",
        values["about"],
        (choice, reason, values["note"]),
        ["Released from prison"],
        WORKER,
        EVENT,
    )


def test_the_list_is_the_own_caseload_by_next_review(told_store):
    caseload = records.caseload(told_store, TODAY, WORKER)
    assert [each.client_id for each in caseload.people] == ["C", "B", "A"]
    assert (caseload.reviews_due, caseload.changed, caseload.dated_recently) == (
        1,
        0,
        1,
    )


def test_reasons_stand_in_the_one_fixed_order(told_store):
    person = records.client(told_store, "A", TODAY, WORKER).person
    assert [each.indicator.id for each in person.reasons] == [
        "prison_release",
        "methadone_below_range",
        "naloxone_missing",
        "heroin_on_top",
    ]
    assert person.reasons[0].recent
    assert person.reasons[0].said == ("31 October 2026, 2 days ago",)


def test_an_overdose_of_june_is_a_reason_and_not_a_recent_one(told_store):
    person = records.client(told_store, "B", TODAY, WORKER).person
    assert [each.indicator.id for each in person.reasons] == ["nonfatal_overdose"]
    assert not person.dated_recently


def test_what_is_not_known_is_asked_unless_it_comes_by_feed(told_store):
    person = records.client(told_store, "C", TODAY, WORKER).person
    assert person.reasons == ()
    assert "naloxone at home, and training" in person.asks
    assert not any("prison" in ask for ask in person.asks)


def test_filters_leave_the_order_as_it_is(told_store):
    caseload = records.caseload(told_store, TODAY, WORKER)

    def left(**chosen):
        return [each.client_id for each in caseload.narrowed(**chosen)]

    assert left(reason="naloxone_missing") == ["A"]
    assert left(dated=True) == ["A"]
    assert left(due_by=date(2026, 11, 9)) == ["B"]
    assert left(ask="naloxone at home, and training") == ["C", "B"]
    assert left(reason="naloxone_missing", due_by=date(2026, 11, 9)) == []


@pytest.mark.parametrize("somebody", ["D", "E", "nobody at all"])
def test_another_workers_client_and_nobody_read_the_same(told_store, somebody):
    with pytest.raises(UserError) as refused:
        records.client(told_store, somebody, TODAY, WORKER)
    assert str(refused.value) == records.NOT_YOURS
    with pytest.raises(UserError):
        casework.open_client(told_store, somebody, WORKER, EVENT)


def test_what_came_since_the_last_opening_is_named(told_store):
    casework.open_client(told_store, "A", WORKER, EVENT)
    assert records.client(told_store, "A", TODAY, WORKER).person.changed == ()
    assert records.client(told_store, "B", TODAY, WORKER).person.changed is None
    told(
        told_store,
        event="""
            client_id | kind     | state | happened_on | imported_at
            A         | overdose | yes   | 2026-11-01  | 2999-01-01
            """,
    )
    assert records.client(told_store, "A", TODAY, WORKER).person.changed == (
        "overdose",
    )


def test_a_decision_stands_on_the_page_with_its_reason(told_store):
    on = told_store.today()
    decide(told_store, "client_declined", "not_now", note="rather next month")
    judged = records.client(told_store, "A", on, WORKER).person.judged
    decided = next(each.decided for each in judged if each.decided)
    assert (decided.choice, decided.reason) == ("client_declined", "not_now")
    assert (decided.note, decided.by) == ("rather next month", "worker")
    held = told_store.rows("SELECT * FROM decision")[0]
    assert held["shown"] == '["Released from prison"]'
    assert held["rule_set"] == "2026.11"


def test_in_hand_quiets_a_reason_until_the_next_fact_or_28_days():
    day = date(2026, 11, 2)
    decided = records.Decided(
        "prison_release", "already_in_hand", "planned", None, "w", datetime(2026, 11, 2)
    )

    def quiet(newest: date | None, after: int) -> bool:
        return _people._quiet(decided, newest, day + timedelta(days=after))

    assert quiet(date(2026, 10, 31), 0)
    assert quiet(day, 28)
    assert not quiet(None, 29)
    assert not quiet(day + timedelta(days=1), 2)
    declined = replace(decided, choice="client_declined")
    assert not _people._quiet(declined, None, day)


def test_what_is_in_hand_leaves_the_list_of_reasons(store):
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker
            A         | 2026-10-01 | Riverside | Keyworker 1
            """,
        outcome="""
            client_id | completed_on | inject_days
            A         | 2026-10-19   | 12
            """,
        decision="""
            client_id | about     | choice          | reason  | decided_by | decided_at | rule_set | data_version | shown
            A         | injecting | already_in_hand | planned | w          | 2026-11-01 | x        | 0            | x
            """,
    )
    person = records.client(store, "A", TODAY, WORKER).person
    assert person.reasons == ()
    assert [each.indicator.id for each in person.in_hand] == ["injecting"]


@pytest.mark.parametrize(
    ("choice", "reason", "note", "said"),
    [
        ("offer", "planned", "", "Choose what you decided"),
        ("", "planned", "", "Choose what you decided"),
        ("already_in_hand", "", "", "Choose a reason"),
        ("already_in_hand", "not_now", "", "Choose a reason"),
        ("already_in_hand", "planned", "x" * 501, "under 500"),
    ],
)
def test_no_decision_without_choice_and_reason(told_store, choice, reason, note, said):
    version = told_store.version
    with pytest.raises(UserError, match=said):
        decide(told_store, choice, reason, note=note)
    assert told_store.rows("SELECT * FROM decision") == []
    assert told_store.version == version


def test_every_act_is_written_down_twice_and_nothing_clinical_with_it(told_store):
    casework.open_client(told_store, "A", WORKER, EVENT)
    decide(told_store, "client_declined", "not_now", note="rather next month")
    lines = told_store.audit.lines()
    assert [line["result"] for line in lines] == ["intended", "done"] * 2
    assert "rather next month" not in str(lines)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, scope: records.caseload(store, TODAY, scope),
        lambda store, scope: records.client(store, "A", TODAY, scope),
        lambda store, scope: records.frame(store, TODAY, scope),
        lambda store, scope: casework.open_client(store, "A", scope, EVENT),
        lambda store, scope: casework.decide(
            store, "A", "group_offer", ("offer", "client_asked", ""), [], scope, EVENT
        ),
    ],
)
def test_a_scope_without_the_action_is_refused(told_store, ask):
    with pytest.raises(Refused):
        ask(told_store, replace(WORKER, actions=frozenset()))
