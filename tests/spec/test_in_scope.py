"""Who is reached: which clients a scope may see on a day, in drawn tables.

One test is one paragraph. The limits of a scope come from the signed-in person, never
from a page; each narrows, and none of them is the same as "everybody".
"""

import pytest

from metrics.scope import Purpose, Scope
from tests.drawn import fact, told


DAY = "2026-11-02"
EVERYBODY = Scope.operator()


def limited(**limits: object) -> Scope:
    every = {"services": None, "keyworkers": None, "clients": None}
    return Scope("worker", EVERYBODY.actions, **{**every, **limits})


def reached(store, scope: Scope, on: str = DAY) -> list[str]:
    return [row[0] for row in fact(store, "status", on, scope=scope)]


def names(*each: str) -> frozenset[str]:
    return frozenset(each)


@pytest.fixture
def three(store):
    told(
        store,
        client="""
            client_id | as_at      | service | keyworker | status
            A         | 2026-09-01 | North   | kw1       | in_treatment
            B         | 2026-09-01 | North   | kw2       | in_treatment
            C         | 2026-09-01 | South   | kw1       | in_custody
            D         | 2026-09-01 |         |           | in_treatment
            """,
    )
    return store


def test_a_scope_without_limits_reaches_everybody(three):
    assert reached(three, EVERYBODY) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"services": names("North")}, ["A", "B"]),
        ({"services": names("North", "South")}, ["A", "B", "C"]),
        ({"keyworkers": names("kw1")}, ["A", "C"]),
        ({"services": names("North"), "keyworkers": names("kw1")}, ["A"]),
        ({"clients": names("C", "D")}, ["C", "D"]),
        ({"services": names("North"), "clients": names("C", "A")}, ["A"]),
        # Where no service is recorded, no service reaches.
        ({"services": names("North", "South"), "clients": names("D")}, []),
    ],
)
def test_every_limit_narrows(three, limits, found):
    assert reached(three, limited(**limits)) == found


@pytest.mark.parametrize("limit", ["services", "keyworkers", "clients"])
def test_an_empty_limit_reaches_nobody(three, limit):
    assert reached(three, limited(**{limit: names()})) == []
    assert reached(three, Scope.nobody()) == []


def test_one_client_is_reached_only_if_they_were_before(three):
    assert reached(three, limited(services=names("North")).only("A")) == ["A"]
    assert reached(three, limited(services=names("North")).only("C")) == []


def test_the_newest_record_says_which_service_and_which_keyworker(store):
    told(
        store,
        client="""
            client_id | as_at      | service | keyworker
            A         | 2026-09-01 | North   | kw1
            A         | 2026-10-01 | South   |
            A         | 2026-12-01 | North   | kw2
            """,
    )
    assert reached(store, limited(services=names("North")), "2026-09-30") == ["A"]
    assert reached(store, limited(services=names("North"))) == []
    assert reached(store, limited(services=names("South"))) == ["A"]
    # An empty cell takes nothing away: the keyworker recorded before stands.
    assert reached(store, limited(keyworkers=names("kw1"))) == ["A"]
    assert reached(store, limited(keyworkers=names("kw2"))) == []


def test_who_left_is_reached_again_when_they_come_back(store):
    told(
        store,
        client="""
            client_id | as_at      | status
            A         | 2026-09-01 | in_treatment
            A         | 2026-10-01 | left
            A         | 2026-10-20 |
            A         | 2026-11-01 | in_treatment
            """,
    )
    days = ("2026-08-31", "2026-09-30", "2026-10-01", "2026-10-31", DAY)
    assert [reached(store, EVERYBODY, day) for day in days] == [
        [],
        ["A"],
        [],
        [],
        ["A"],
    ]


def test_a_recorded_death_stands_until_its_record_is_taken_back(store):
    told(
        store,
        client="""
            client_id | as_at      | status       | superseded_by | superseded_at
            A         | 2026-10-01 | died         |               |
            A         | 2026-10-20 | in_treatment |               |
            B         | 2026-10-01 | died         | 2             | 2026-10-15
            B         | 2026-10-20 | in_treatment |               |
            C         | 2026-11-03 | died         |               |
            C         | 2026-09-01 | in_treatment |               |
            """,
    )
    assert reached(store, EVERYBODY, "2026-10-10") == ["C"]
    assert reached(store, EVERYBODY) == ["B", "C"]
    assert reached(store, EVERYBODY, "2026-11-03") == ["B"]


def test_any_purpose_but_direct_care_needs_the_permission_for_it(store):
    told(
        store,
        permission="""
            client_id | purpose             | state     | given_on
            A         | network_planning    | given     | 2026-10-01
            B         | network_planning    | declined  | 2026-10-01
            C         | network_planning    | given     | 2026-10-01
            C         | network_planning    | withdrawn | 2026-10-20
            D         | group_invitation    | given     | 2026-10-01
            E         | network_planning    | given     | 2026-11-03
            F         | network_planning    | declined  | 2026-09-01
            F         | network_planning    | given     | 2026-10-01
            """,
        client="""
            client_id | as_at
            A         | 2020-01-01
            B         | 2020-01-01
            C         | 2020-01-01
            D         | 2020-01-01
            E         | 2020-01-01
            F         | 2020-01-01
            G         | 2020-01-01
            """,
    )
    planning = EVERYBODY.for_purpose(Purpose.NETWORK_PLANNING)
    assert reached(store, EVERYBODY) == ["A", "B", "C", "D", "E", "F", "G"]
    assert reached(store, planning) == ["A", "F"]
    assert reached(store, planning, "2026-10-19") == ["A", "C", "F"]
    assert reached(store, EVERYBODY.for_purpose(Purpose.GROUP_INVITATION)) == ["D"]
    assert reached(store, EVERYBODY.for_purpose(Purpose.SERVICE_IMPROVEMENT)) == []


def test_facts_about_somebody_who_was_never_listed_reach_nobody(store):
    told(
        store,
        event="""
            client_id | kind     | state | happened_on
            A         | overdose | yes   | 2026-10-01
            """,
        client="""
            client_id | as_at
            A         | 2026-11-03
            """,
    )
    assert reached(store, EVERYBODY) == []
