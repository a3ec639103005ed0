from dataclasses import replace
from datetime import date, datetime

import pytest

from metrics import casework, changes_since, records
from metrics.casework import DIED, TODAY_FACTS
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store, people
from tests.drawn import told


TODAY = date(2026, 11, 2)
YESTERDAY = date(2026, 11, 1)
WORKER = Scope(
    "worker",
    frozenset(
        {
            Action.SEE_CASELOAD,
            Action.SEE_CLIENT,
            Action.SEE_OWN_WORDS,
            Action.RECORD_FACT,
        }
    ),
    services=frozenset({"Riverside"}),
    keyworkers=frozenset({"Keyworker 1"}),
)
COLLEAGUE = replace(WORKER, actor="other", keyworkers=frozenset({"Keyworker 2"}))
EVENT = AuditEvent("worker", "keyworker", "record_fact", "A", "record_today")


@pytest.fixture
def told_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two on the caseload, of whom A is told by a file of today; B by one of October."""
    monkeypatch.setattr(Store, "today", lambda self: TODAY)
    monkeypatch.setattr(Store, "now", lambda self: datetime(2026, 11, 2, 10, 0))
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | housing | status
            A         | 2026-10-01 | Riverside | Keyworker 1 | rented  | in_treatment
            A         | 2026-11-02 | Riverside | Keyworker 1 | rented  | in_treatment
            B         | 2026-10-01 | Riverside | Keyworker 1 |         | in_treatment
            C         | 2026-10-01 | Riverside | Keyworker 2 |         | in_treatment
            D         | 2026-10-01 | Harbour   | Keyworker 9 |         | in_treatment
            """,
    )
    with store.writing() as writing:
        for client in "ABCD":
            writing.run(
                "INSERT INTO label VALUES ($id, $label)",
                {"id": client, "label": f"RV-000{ord(client)}"},
            )
    return store


def say(store, fact, on=TODAY, client="A", scope=WORKER, keyworker=None):
    casework.record_fact(store, client, TODAY_FACTS[fact], on, scope, EVENT, keyworker)


def listed(store, scope=WORKER):
    return {each.client_id for each in records.caseload(store, TODAY, scope).people}


@pytest.mark.parametrize("fact", ["died", "left"])
@pytest.mark.parametrize("on", [TODAY, YESTERDAY, date(2026, 9, 1)], ids=str)
@pytest.mark.parametrize("client", ["A", "B"])
def test_who_died_or_left_is_off_the_list_at_once(told_store, fact, on, client):
    say(told_store, fact, on, client)
    assert listed(told_store) == {"A", "B"} - {client}
    with pytest.raises(UserError):
        records.client(told_store, client, TODAY, WORKER)


@pytest.mark.parametrize("client", ["A", "B"])
def test_whoever_moved_is_on_the_other_workers_list(told_store, client):
    assert casework.workers(told_store, client, WORKER) == ("Keyworker 2",)
    say(told_store, "moved", client=client, keyworker="Keyworker 2")
    assert listed(told_store) == {"A", "B"} - {client}
    assert listed(told_store, COLLEAGUE) == {"C", client}


def test_nobody_is_moved_to_somebody_unknown(told_store):
    for unknown in (None, "Keyworker 1", "Keyworker 9"):
        with pytest.raises(UserError, match="Choose who works"):
            say(told_store, "moved", keyworker=unknown)
    assert listed(told_store) == {"A", "B"}


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("released", "prison_release"),
        ("overdose", "nonfatal_overdose"),
        ("missed_doses", "missed_doses"),
    ],
)
def test_a_fact_of_today_is_a_reason_at_once(told_store, fact, reason):
    say(told_store, fact)
    person = records.client(told_store, "A", TODAY, WORKER).person
    assert reason in [each.indicator.id for each in person.reasons]
    assert person.dated_recently


@pytest.mark.parametrize("fact", ["naloxone_kit", "dose_review"])
def test_what_was_done_is_known_at_once(told_store, fact):
    say(told_store, fact, YESTERDAY)
    known = people.facts(told_store, [fact], TODAY, WORKER)["A"][fact]
    assert (known.value, known.on) == (True, YESTERDAY)


def test_custody_keeps_them_on_the_list_and_what_else_is_known(told_store):
    say(told_store, "in_custody", YESTERDAY)
    known = people.facts(told_store, ["status", "housing"], TODAY, WORKER)["A"]
    assert known["status"].value == "in_custody"
    # The file of that day had said where they live; the worker's word takes it not away.
    assert known["housing"].value == "rented"
    held = told_store.rows(
        "SELECT as_at, source FROM client WHERE client_id = 'A' AND superseded_by IS NULL"
        " AND status = 'in_custody' ORDER BY as_at"
    )
    assert held == [
        {"as_at": YESTERDAY, "source": "worker"},
        {"as_at": TODAY, "source": "worker"},
    ]


def test_a_day_to_come_is_not_recorded(told_store):
    version = told_store.version
    with pytest.raises(UserError, match="not come yet"):
        say(told_store, "overdose", date(2026, 11, 3))
    assert told_store.version == version


@pytest.mark.parametrize("client", ["C", "D", "nobody"])
def test_nothing_is_recorded_of_somebody_elses_client(told_store, client):
    with pytest.raises(UserError, match="not on your list"):
        say(told_store, DIED, client=client)


def test_the_action_is_needed_and_the_act_is_written_down(told_store):
    without = replace(WORKER, actions=WORKER.actions - {Action.RECORD_FACT})
    with pytest.raises(Refused):
        say(told_store, DIED, scope=without)
    with pytest.raises(Refused):
        casework.workers(told_store, "A", without)
    say(told_store, "overdose")
    lines = told_store.audit.lines()
    assert [line["result"] for line in lines] == ["intended", "done"]
    assert "overdose" not in str(lines)


# Taking back what was recorded by mistake ----------------------------------------------

EVENT_FACTS = ["dose_review", "missed_doses", "naloxone_kit", "overdose"]


def mistakes(store, scope=WORKER, client="A", on=TODAY):
    return casework.recorded_today(store, client, on, scope)


def events(store):
    return people.rows_of(store, "event", TODAY, WORKER)


@pytest.mark.parametrize("fact", EVENT_FACTS)
@pytest.mark.parametrize("on", [TODAY, YESTERDAY], ids=str)
def test_what_is_taken_back_counts_on_no_day(told_store, fact, on):
    before = people.facts(told_store, [fact], TODAY, WORKER)
    say(told_store, fact, on)
    (one,) = mistakes(told_store)
    assert (one.fact, one.happened_on) == (fact, on)
    casework.take_back(told_store, one, WORKER, EVENT)
    assert events(told_store) == []
    assert people.facts(told_store, [fact], TODAY, WORKER) == before
    assert mistakes(told_store) == ()
    # That it was said and taken back is kept.
    (kept,) = told_store.rows("SELECT * FROM recorded WHERE superseded_by IS NULL")
    assert kept["recorded_by"] == "worker"
    assert kept["taken_back_at"] is not None
    assert [each["result"] for each in told_store.audit.lines()] == [
        "intended",
        "done",
        "intended",
        "done",
    ]


def test_it_is_taken_back_once_and_may_be_recorded_again(told_store):
    say(told_store, "overdose")
    (one,) = mistakes(told_store)
    casework.take_back(told_store, one, WORKER, EVENT)
    with pytest.raises(UserError, match="cannot be taken back"):
        casework.take_back(told_store, one, WORKER, EVENT)
    say(told_store, "overdose")
    assert len(mistakes(told_store)) == len(events(told_store)) == 1


def test_what_was_recorded_twice_is_taken_back_in_one(told_store, monkeypatch):
    say(told_store, "overdose")
    (first,) = mistakes(told_store)
    monkeypatch.setattr(Store, "now", lambda self: datetime(2026, 11, 2, 10, 5))
    say(told_store, "overdose")
    with pytest.raises(UserError, match="cannot be taken back"):
        casework.take_back(told_store, first, WORKER, EVENT)
    (again,) = mistakes(told_store)
    casework.take_back(told_store, again, WORKER, EVENT)
    assert events(told_store) == []


@pytest.mark.parametrize("state", ["yes", "no"])
def test_what_a_file_had_said_of_that_day_is_not_taken_away(told_store, state):
    told(
        told_store,
        event=f"""
            client_id | kind     | state | happened_on
            A         | overdose | {state:5} | 2026-11-02
            """,
    )
    say(told_store, "overdose")
    assert mistakes(told_store) == ()
    assert [row["state"] for row in events(told_store)] == ["yes"]


def test_only_who_recorded_it_takes_it_back_and_only_that_day(told_store, monkeypatch):
    say(told_store, "overdose")
    (one,) = mistakes(told_store)
    cover = replace(WORKER, actor="cover")
    for scope in (cover, COLLEAGUE):
        assert mistakes(told_store, scope) == ()
        with pytest.raises(UserError, match="cannot be taken back"):
            casework.take_back(told_store, one, scope, EVENT)
    without = replace(WORKER, actions=frozenset({Action.SEE_CLIENT}))
    with pytest.raises(Refused):
        mistakes(told_store, without)
    with pytest.raises(Refused):
        casework.take_back(told_store, one, without, EVENT)
    # Somebody else records the same: from then on it is their word.
    monkeypatch.setattr(Store, "now", lambda self: datetime(2026, 11, 2, 11, 0))
    say(told_store, "overdose", scope=cover)
    assert mistakes(told_store) == mistakes(told_store, cover) == ()
    monkeypatch.setattr(Store, "today", lambda self: date(2026, 11, 3))
    with pytest.raises(UserError, match="cannot be taken back"):
        casework.take_back(told_store, one, WORKER, EVENT)
    assert len(events(told_store)) == 1


def test_the_next_day_it_stands(told_store):
    say(told_store, "overdose")
    assert mistakes(told_store, on=date(2026, 11, 3)) == ()


@pytest.mark.parametrize("fact", ["died", "left", "in_custody", "released"])
def test_a_status_is_put_right_by_recording_the_right_one(told_store, fact):
    say(told_store, fact)
    assert mistakes(told_store) == ()


# What changed since the last review -------------------------------------------------


@pytest.fixture
def reviewed(told_store: Store) -> Store:
    told(
        told_store,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-09-15   | 12
            """,
        prescription="""
            client_id | medicine  | form          | dose | unit | interval | supervised | recorded_on
            A         | methadone | oral_solution | 45   | mg   | daily    | yes        | 2026-09-01
            A         | methadone | oral_solution | 45   | mg   | daily    | yes        | 2026-09-20
            A         | methadone | oral_solution | 55   | mg   | daily    | no         | 2026-10-20
            """,
        event="""
            client_id | kind         | state | happened_on
            A         | overdose     | yes   | 2026-09-10
            A         | naloxone_kit | no    | 2026-10-20
            """,
        condition="""
            client_id | condition  | state | status  | treated | recorded_on
            A         | depression | yes   | current | no      | 2026-09-01
            A         | depression | yes   | current | yes     | 2026-10-21
            """,
        permission="""
            client_id | purpose          | state     | given_on
            A         | network_planning | withdrawn | 2026-10-22
            """,
        interview="""
            client_id | interview | asked_on   | finished
            A         | 1         | 2026-10-23 | yes
            """,
        answer="""
            client_id | survey | question | value | asked_on
            A         | coping | co3      | 4     | 2026-10-23
            A         | coping | co4      | 4     | 2026-10-23
            """,
    )
    return told_store


def changed(store, scope=WORKER):
    since = records.client(store, "A", TODAY, WORKER).person.last_review
    found = changes_since(store, "A", since, TODAY, scope)
    return [(f"{each.on:%d %m}", each.words, each.by_worker) for each in found]


def test_only_what_is_new_after_the_last_review_is_told_newest_first(reviewed):
    say(reviewed, "overdose", YESTERDAY)
    assert changed(reviewed) == [
        ("01 11", "Overdose", True),
        ("23 10", "Asked: Getting through the day", False),
        ("23 10", "Talked about the people around them", False),
        ("22 10", "Network planning: withdrawn", False),
        ("21 10", "Depression: current, treated", False),
        (
            "20 10",
            "Dose recorded: methadone, oral solution, 55mg once a day; before: "
            "methadone, oral solution, 45mg once a day",
            False,
        ),
        ("20 10", "Supervision of doses: no", False),
        ("20 10", "Asked, and no naloxone kit at home", False),
    ]


def test_who_may_not_read_what_they_said_is_not_told_of_it(reviewed):
    told_less = replace(WORKER, actions=WORKER.actions - {Action.SEE_OWN_WORDS})
    words = [each[1] for each in changed(reviewed, told_less)]
    assert not [each for each in words if "Asked: " in each or "Talked" in each]
    with pytest.raises(Refused):
        changed(reviewed, replace(WORKER, actions=frozenset()))


def test_a_move_into_custody_stands_among_the_changes(reviewed):
    say(reviewed, "in_custody", YESTERDAY)
    assert ("01 11", "Status: in custody", True) in changed(reviewed)
