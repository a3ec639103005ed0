"""The caseload as a list: the one order of reasons, what is counted, marks, and what a
prescriber is not told.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from dashboard.access import DEMO_USERS, scope_of
from metrics import casework, records
from metrics.problems import UserError
from metrics.records._people import DATED, shown_to
from metrics.scope import Action, Refused, Scope
from metrics.settings import DATED_RECENTLY_DAYS
from metrics.store import AuditEvent, Store, view
from tests.drawn import told


TODAY = date(2026, 11, 2)
WORKER = Scope(
    "worker",
    frozenset(
        {
            Action.SEE_CASELOAD,
            Action.SEE_CLIENT,
            Action.SEE_OWN_WORDS,
            Action.BRING_TO_SUPERVISION,
        }
    ),
    services=frozenset({"Riverside"}),
    keyworkers=frozenset({"Keyworker 1"}),
)
PRESCRIBER = replace(
    WORKER,
    actions=frozenset({Action.SEE_CASELOAD, Action.SEE_CLIENT}),
    keyworkers=None,
)
EVENT = AuditEvent("worker", "keyworker", "bring_to_supervision", "A")
CLIENTS = """
    client_id | as_at      | service   | keyworker   | next_review
    A         | 2026-10-01 | Riverside | Keyworker 1 | 2027-01-01
    B         | 2026-10-01 | Riverside | Keyworker 1 | 2026-11-04
    """


def only(store: Store, client_id: str, scope: Scope = WORKER) -> records.Person:
    return records.client(store, client_id, TODAY, scope).person


def titles(person: records.Person) -> list[str]:
    return [each.title for each in person.listed]


def test_the_published_order_over_all_five_steps(store):
    told(
        store,
        client=CLIENTS,
        disclosure="""
            client_id | kind                 | said_on    | state
            A         | suicide_or_self_harm | 2026-10-30 | yes
            A         | debt                 | 2026-11-01 | yes
            """,
        event="""
            client_id | kind           | state | happened_on
            A         | review         | yes   | 2026-10-25
            A         | prison_release | yes   | 2026-10-31
            A         | overdose       | yes   | 2026-10-20
            A         | naloxone_kit   | no    | 2026-10-20
            """,
        prescription="""
            client_id | medicine  | dose | unit | interval | recorded_on
            A         | methadone | 50   | mg   | daily    | 2026-09-20
            A         | methadone | 45   | mg   | daily    | 2026-10-26
            """,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-10-19   | 12
            """,
    )
    person = only(store, "A")
    assert titles(person) == [
        "Something to read first",
        "Overdose in the last 6 months",
        "Released from prison in the last 28 days",
        "Recorded methadone dose under the usual range, with illicit opiates reported",
        "No naloxone kit in date, or no training",
        "Changed since the last review on 25 October 2026",
        "Illicit opiates or heroin reported while on ORT",
    ]
    assert [each.recent for each in person.listed] == [True] * 3 + [False] * 4
    # The same record again is no change, and a "no" is none.
    assert person.changed_since_review == ("dose", "release from prison")


def test_what_is_read_first_is_no_filter_no_count_and_names_no_kind(store):
    told(
        store,
        client=CLIENTS,
        disclosure="""
            client_id | kind                 | said_on    | state
            A         | suicide_or_self_harm | 2026-10-30 | yes
            B         | violence_at_home     | 2026-10-30 | yes
            """,
    )
    caseload = records.caseload(store, TODAY, WORKER)
    assert caseload.dated_recently == 1
    assert [each.client_id for each in caseload.narrowed(dated=True)] == ["A"]
    assert caseload.reasons == {}
    (line,) = only(store, "A").listed
    assert line.code is None
    assert line.said == ()
    assert titles(only(store, "B")) == []


@pytest.mark.parametrize(("days", "listed"), [(28, True), (29, False)])
def test_it_is_listed_for_28_days_and_stays_on_the_page(store, days, listed):
    day = TODAY - timedelta(days=days)
    told(
        store,
        client=CLIENTS,
        disclosure=f"""
            client_id | kind                 | said_on | state
            A         | suicide_or_self_harm | {day}   | yes
            """,
    )
    person = only(store, "A")
    assert person.read_first == day
    assert bool(titles(person)) is listed


@pytest.mark.parametrize("state", ["no", "asked_not_answered"])
def test_only_a_yes_is_read_first(store, state):
    told(
        store,
        client=CLIENTS,
        disclosure=f"""
            client_id | kind                 | said_on    | state
            A         | suicide_or_self_harm | 2026-10-30 | {state}
            """,
    )
    assert only(store, "A").read_first is None


def test_two_days_out_of_prison_with_a_review_in_sixty_days(store):
    # Hazard H21: above the list, and first in the row.
    told(
        store,
        client=CLIENTS,
        event="""
            client_id | kind           | state | happened_on
            A         | prison_release | yes   | 2026-10-31
            """,
    )
    caseload = records.caseload(store, TODAY, WORKER)
    assert [each.client_id for each in caseload.people] == ["B", "A"]
    assert caseload.dated_recently == 1
    assert caseload.people[1].listed[0].code == "prison_release"


def test_a_prescriber_is_told_nothing_of_the_people_around_somebody(store):
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | partner
            A         | 2026-10-01 | Riverside | Keyworker 1 | uses
            """,
        disclosure="""
            client_id | kind                 | said_on    | state
            A         | suicide_or_self_harm | 2026-10-30 | yes
            """,
        event="""
            client_id | kind   | state | happened_on
            A         | review | yes   | 2026-10-01
            """,
        permission="""
            client_id | purpose          | state | given_on
            A         | network_planning | given | 2026-10-20
            """,
    )
    own, read = only(store, "A"), only(store, "A", PRESCRIBER)
    assert "Partner uses opioids or crack" in titles(own)
    assert own.changed_since_review == ("what they agreed to",)
    assert own.read_first
    assert titles(read) == []
    assert read.read_first is None
    assert {i.id for i in shown_to(WORKER)} - {i.id for i in shown_to(PRESCRIBER)} == {
        "uses_alone",
        "partner_uses",
        "joint_entry",
    }


def test_facts_of_people_are_known_by_where_they_stand():
    facts = view("client_on").facts
    assert facts["partner"].of_people
    assert facts["alone_days"].of_people
    assert facts["supportive_people"].of_people
    assert not facts["daily_mg"].of_people
    assert not facts["overdose"].of_people


# Counts ----------------------------------------------------------------------


def test_each_row_of_counts_adds_up_to_everybody(demo_store):
    scope = scope_of(DEMO_USERS[0], Action.SEE_CASELOAD)
    caseload = records.caseload(demo_store, demo_store.today(), scope)
    everybody = len(caseload.people)
    assert everybody > 30
    for each in caseload.counted:
        four = (each.reason, each.in_hand, each.not_raised, each.not_known)
        assert sum(four) == everybody
    lines = Counter(line.code for p in caseload.people for line in p.listed)
    assert caseload.reasons == {code: n for code, n in lines.items() if code}


def test_filters_by_a_reason_leave_as_many_as_were_counted(demo_store):
    scope = scope_of(DEMO_USERS[0], Action.SEE_CASELOAD)
    caseload = records.caseload(demo_store, demo_store.today(), scope)
    for code, count in caseload.reasons.items():
        assert len(caseload.narrowed(reason=code)) == count
    since = demo_store.today() - timedelta(days=DATED_RECENTLY_DAYS)
    recent = [
        person.client_id
        for person in caseload.people
        if any(
            fact.name in DATED and fact.on and fact.on >= since
            for judged in person.reasons
            if judged.indicator.dated
            for fact in judged.facts
        )
    ]
    assert [p.client_id for p in caseload.narrowed(dated=True)] == recent


def test_changes_since_the_review_as_plain_python_counts_them(demo_store):
    scope = scope_of(DEMO_USERS[0], Action.SEE_CASELOAD)
    caseload = records.caseload(demo_store, demo_store.today(), scope)
    found = {p.client_id: bool(p.changed_since_review) for p in caseload.people}
    assert found == {client_id: _changed(demo_store, client_id) for client_id in found}
    assert 0 < sum(found.values()) < len(found)


def _changed(store: Store, client_id: str) -> bool:
    """Whether anything of a client is dated after the last review, row by row."""

    def rows(table: str, dated: str) -> list[dict[str, object]]:
        found = store.rows(
            f"SELECT * FROM {table} WHERE client_id = $id AND superseded_by IS NULL "
            f"AND {dated} <= DATE '2026-11-02' ORDER BY {dated}, row_id",
            {"id": client_id},
        )
        return [{**row, "day": row[dated]} for row in found]

    events = rows("event", "happened_on")
    reviews = [e["day"] for e in events if (e["kind"], e["state"]) == ("review", "yes")]
    reviews += [o["day"] for o in rows("outcome", "completed_on")]
    if not reviews:
        return False
    days = [e["day"] for e in events if e["state"] == "yes"]
    for table, dated, by, says in (
        (
            "prescription",
            "recorded_on",
            (),
            ("medicine", "form", "dose", "unit", "interval"),
        ),
        ("condition", "recorded_on", ("condition",), ("state", "status", "treated")),
        ("permission", "given_on", ("purpose",), ("state",)),
    ):
        held: dict[tuple[object, ...], object] = {}
        for row in rows(table, dated):
            key, value = tuple(row[n] for n in by), tuple(row[n] for n in says)
            if held.get(key) != value:
                days.append(row["day"])
            held[key] = value
    for column in ("housing", "employment", "keyworker", "status"):
        told_rows = [r for r in rows("client", "as_at") if r[column]]
        days += [b["day"] for a, b in pairwise(told_rows) if a[column] != b[column]]
    return any(day > max(reviews) for day in days)


# Supervision -----------------------------------------------------------------


def test_a_mark_is_kept_for_its_worker_until_it_is_taken_away(store):
    told(store, client=CLIENTS)
    on = store.today()
    with store.writing() as writing:
        writing.run("INSERT INTO label VALUES ('A', 'RV-0001'), ('B', 'RV-0002')")
    casework.bring_to_supervision(store, "A", True, WORKER, EVENT)
    casework.bring_to_supervision(store, "A", True, WORKER, EVENT)
    assert [p.label for p in records.caseload(store, on, WORKER).marked] == ["RV-0001"]
    another = replace(WORKER, actor="another")
    assert records.caseload(store, on, another).marked == ()
    listed = casework.supervision_list(store, on, WORKER, EVENT)
    assert [p.label for p in listed] == ["RV-0001"]
    casework.bring_to_supervision(store, "A", False, WORKER, EVENT)
    assert records.caseload(store, on, WORKER).marked == ()
    assert len(store.audit.lines()) == 8


def test_who_may_not_marks_nobody(store):
    told(store, client=CLIENTS)
    with pytest.raises(Refused):
        casework.bring_to_supervision(store, "A", True, PRESCRIBER, EVENT)
    with pytest.raises(Refused):
        casework.supervision_list(store, TODAY, PRESCRIBER, EVENT)
    with pytest.raises(UserError):
        casework.bring_to_supervision(store, "nobody", True, WORKER, EVENT)
    assert store.rows("SELECT * FROM supervision") == []
