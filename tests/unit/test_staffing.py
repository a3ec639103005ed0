from datetime import date, timedelta

import pytest

from metrics import Action, AuditEvent, Refused, Scope, Store, UserError
from metrics.staffing import (
    Caseworker,
    Post,
    Posts,
    appoint,
    caseworkers,
    cover,
    cover_of,
    hand_over,
    leave,
    posts_of,
)
from tests.factories import DAY, a_client, put


ALL = frozenset({Action.SEE_STAFF, Action.ARRANGE_COVER, Action.APPOINT})
OPERATOR = Scope.operator()
MANAGER = Scope("manager", ALL, frozenset({"Riverside"}), None)
EVENT = AuditEvent("manager", "service manager", "arrange_cover")
ANA = Post("them", "ana", "keyworker", ("Riverside",), "Keyworker 1")
BO = Post("them", "bo", "keyworker", ("Riverside",), "Keyworker 2")


@pytest.fixture
def staffed(store: Store) -> Store:
    """Two workers of Riverside with one and two people, and one of Harbourside."""
    put(
        store,
        a_client("A", service="Riverside", keyworker="Keyworker 1"),
        a_client("B", service="Riverside", keyworker="Keyworker 2"),
        a_client("C", service="Riverside", keyworker="Keyworker 2"),
        a_client("D", service="Harbourside", keyworker="Keyworker 9"),
    )
    for post in (ANA, BO):
        appoint(store, post, OPERATOR, EVENT)
    return store


def told(found: list[Caseworker]) -> list[tuple[str, str | None, int, bool]]:
    return [(e.service, e.label, e.people, e.is_without_worker) for e in found]


def labels(posts: Posts) -> list[str | None]:
    return [post.keyworker for post in posts.standing]


def test_a_caseload_that_nobody_opens_comes_first(staffed: Store):
    assert told(caseworkers(staffed, OPERATOR)) == [
        ("Harbourside", "Keyworker 9", 1, True),
        ("Riverside", "Keyworker 1", 1, False),
        ("Riverside", "Keyworker 2", 2, False),
    ]
    assert {each.service for each in caseworkers(staffed, MANAGER)} == {"Riverside"}


def test_cover_opens_a_caseload_until_that_day_and_ends_by_itself(
    staffed: Store, monkeypatch: pytest.MonkeyPatch
):
    today = staffed.today()
    until = today + timedelta(7)
    cover(staffed, ("Riverside", "Keyworker 1"), "Keyworker 2", until, MANAGER, EVENT)
    assert labels(posts_of(staffed, "them", "bo")) == ["Keyworker 2", "Keyworker 1"]
    (covered, _) = caseworkers(staffed, MANAGER)
    assert [post.subject for post in covered.cover] == ["bo"]
    monkeypatch.setattr(Store, "today", lambda _: until + timedelta(1))
    assert labels(posts_of(staffed, "them", "bo")) == ["Keyworker 2"]


def test_both_workers_read_who_covers_whom_until_when(staffed: Store):
    until = staffed.today() + timedelta(7)
    whose = ("Riverside", "Keyworker 1")
    cover(staffed, whose, "Keyworker 2", until, MANAGER, EVENT)

    def read(actor: str, on: date) -> list[tuple[str, str, bool]]:
        scope = Scope(actor, frozenset({Action.SEE_CASELOAD}), None, None)
        found = cover_of(staffed, on, scope)
        assert all(each.until == until for each in found)
        return [(each.whose, each.by, each.is_given) for each in found]

    assert read("them:bo", until) == [("Keyworker 1", "Keyworker 2", True)]
    assert read("them:ana", until) == [("Keyworker 1", "Keyworker 2", False)]
    assert read("them:cy", until) == []
    assert read("them:bo", until + timedelta(1)) == []


@pytest.mark.parametrize("days", [-1, 93])
def test_cover_has_an_end_within_reason(staffed: Store, days: int):
    until = staffed.today() + timedelta(days)
    with pytest.raises(UserError, match="Choose a day within the next 92 days"):
        cover(
            staffed, ("Riverside", "Keyworker 1"), "Keyworker 2", until, MANAGER, EVENT
        )


@pytest.mark.parametrize("colleague", ["Keyworker 1", "Keyworker 9", "nobody"])
def test_only_a_colleague_who_signs_in_covers(staffed: Store, colleague: str):
    with pytest.raises(UserError, match="Choose a colleague"):
        cover(
            staffed,
            ("Riverside", "Keyworker 1"),
            colleague,
            staffed.today(),
            MANAGER,
            EVENT,
        )


def test_everybody_handed_over_has_the_other_worker_from_today(staffed: Store):
    moved = hand_over(
        staffed, ("Riverside", "Keyworker 2"), "Keyworker 1", MANAGER, EVENT
    )
    assert moved == 2
    assert told(caseworkers(staffed, MANAGER)) == [
        ("Riverside", "Keyworker 1", 3, False)
    ]


def test_people_are_not_handed_out_of_the_service(staffed: Store):
    with pytest.raises(UserError, match="another worker of this service"):
        hand_over(staffed, ("Riverside", "Keyworker 2"), "Keyworker 9", OPERATOR, EVENT)


def test_whoever_has_left_holds_nothing_and_their_people_stand_without(staffed: Store):
    leave(staffed, "them", "ana", MANAGER, EVENT)
    assert posts_of(staffed, "them", "ana") == Posts(left=True)
    assert told(caseworkers(staffed, MANAGER))[0] == (
        "Riverside",
        "Keyworker 1",
        1,
        True,
    )


def test_cover_by_whoever_has_left_ends_with_it(staffed: Store):
    until = staffed.today() + timedelta(7)
    cover(staffed, ("Riverside", "Keyworker 1"), "Keyworker 2", until, MANAGER, EVENT)
    leave(staffed, "them", "bo", MANAGER, EVENT)
    assert posts_of(staffed, "them", "bo") == Posts(left=True)


def test_somebody_without_a_post_can_be_shut_out_and_come_back(staffed: Store):
    assert posts_of(staffed, "them", "cy") == Posts()
    leave(staffed, "them", "cy", OPERATOR, EVENT)
    assert posts_of(staffed, "them", "cy").left
    appoint(staffed, Post("them", "cy", "prescriber", ("Riverside",)), OPERATOR, EVENT)
    assert not posts_of(staffed, "them", "cy").left


def test_a_manager_acts_at_their_own_service_alone(staffed: Store):
    there = ("Harbourside", "Keyworker 9")
    for act in (
        lambda: cover(staffed, there, "Keyworker 1", DAY, MANAGER, EVENT),
        lambda: hand_over(staffed, there, "Keyworker 1", MANAGER, EVENT),
        lambda: leave(staffed, "them", "unknown", MANAGER, EVENT),
    ):
        with pytest.raises(Refused):
            act()


def test_nothing_changes_without_its_line_in_the_trail(staffed: Store):
    staffed.audit.close()
    with pytest.raises(UserError, match="so it was not done"):
        leave(staffed, "them", "ana", MANAGER, EVENT)
    assert labels(posts_of(staffed, "them", "ana")) == ["Keyworker 1"]


@pytest.mark.parametrize(
    "post",
    [Post("them", "x", "keyworker", ()), Post("t", "x", "prescriber", (), "K 1")],
)
def test_a_caseload_is_a_keyworkers(staffed: Store, post: Post):
    with pytest.raises(UserError, match="label of a caseload"):
        appoint(staffed, post, OPERATOR, EVENT)


def test_a_post_stands_from_its_first_day_to_its_last():
    post = Post("i", "s", "r", (), since=date(2026, 1, 2), until=date(2026, 1, 3))
    days = [post.stands(date(2026, 1, day)) for day in (1, 2, 3, 4)]
    assert days == [False, True, True, False]
