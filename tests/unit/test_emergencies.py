"""Breaking the glass: whom, for how long, what is read, who is told, who reviews."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from metrics import Action, Purpose, Refused, Scope, Store, UserError, emergencies
from metrics.emergencies import (
    FINDINGS,
    MINUTES,
    REASONS,
    break_glass,
    open_now,
    openings,
    review_opening,
    seen_in_emergency,
    shut,
    to_review,
)
from metrics.store import AuditEvent
from tests.drawn import told
from tests.unit.test_each_act_once import since


MONDAY = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12)
WORKER = Scope(
    "them:ana",
    frozenset({Action.BREAK_GLASS}),
    frozenset({"Riverside"}),
    frozenset({"Keyworker 1"}),
)
OFFICER = Scope("them:pia", frozenset({Action.REVIEW_EMERGENCIES}), None, None)
EVENT = AuditEvent("them:ana", "keyworker", "break_glass", about="opened")
REVIEW = AuditEvent("them:pia", "privacy officer", "review_emergencies")
WHY, NOTE = next(iter(REASONS)), "Found asleep on the stairs; ambulance called."


class Clock:
    """The store's clock, which is moved by hand."""

    at = NOON

    def later(self, **by: int) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(Store, "now", lambda self: found.at)
    monkeypatch.setattr(Store, "today", lambda self: found.at.date())
    return found


@pytest.fixture
def held(store: Store, clock: Clock) -> Store:
    told(
        store,
        client="""
            client_id | as_at      | service     | keyworker   | status
            A         | 2026-10-01 | Riverside   | Keyworker 1 | in_treatment
            B         | 2026-10-01 | Harbourside | Keyworker 9 | in_treatment
            C         | 2026-10-01 | Harbourside | Keyworker 9 | left
            """,
    )
    with store.writing() as writing:
        for client, label in (("A", "RV-0001"), ("B", "HB-0001"), ("C", "HB-0002")):
            row = {"client": client, "label": label}
            writing.run("INSERT INTO label VALUES ($client, $label)", row)
    return store


def opened(store: Store, label: str = " hb-0001 ", scope: Scope = WORKER) -> None:
    event = replace(EVENT, actor=scope.actor)
    break_glass(store, label, WHY, NOTE, scope, event)


def test_nobody_may_without_the_action(held: Store) -> None:
    for ask in (
        lambda: break_glass(held, "HB-0001", WHY, NOTE, OFFICER, EVENT),
        lambda: open_now(held, OFFICER),
        lambda: seen_in_emergency(held, MONDAY, OFFICER),
        lambda: shut(held, OFFICER, EVENT),
        lambda: openings(held, WORKER),
        lambda: to_review(held, MONDAY, WORKER),
    ):
        with pytest.raises(Refused):
            ask()


def test_one_record_is_open_to_one_person_for_an_hour_and_shuts_by_itself(
    held: Store, clock: Clock
) -> None:
    assert open_now(held, WORKER) is None
    opened(held)
    now = open_now(held, WORKER)
    assert now is not None
    assert (now.label, now.until) == ("HB-0001", NOON + timedelta(minutes=MINUTES))
    page = seen_in_emergency(held, MONDAY, WORKER)
    assert (page.person.client_id, page.person.label) == ("B", "HB-0001")
    assert open_now(held, replace(WORKER, actor="them:bo")) is None
    clock.later(minutes=MINUTES - 1)
    assert open_now(held, WORKER)
    clock.later(minutes=1)
    assert open_now(held, WORKER) is None
    with pytest.raises(UserError, match="the hour is over"):
        seen_in_emergency(held, MONDAY, WORKER)


def test_it_is_shut_before_its_hour(held: Store, clock: Clock) -> None:
    opened(held)
    clock.later(minutes=5)
    shut(held, WORKER, EVENT)
    assert open_now(held, WORKER) is None
    clock.later(minutes=1)
    assert open_now(held, WORKER) is None
    (one,) = openings(held, OFFICER)
    assert one.finding is None


@pytest.mark.parametrize("label", ["HB-0002", "HB-9999", ""])
def test_who_is_not_in_treatment_or_not_there_looks_alike_and_is_written_down(
    held: Store, label: str
) -> None:
    before = held.audit.head[0]
    with pytest.raises(UserError, match="Nobody in treatment has this pseudonym"):
        opened(held, label)
    assert since(held, before) == [("break_glass", "refused")]
    assert openings(held, OFFICER) == ()


@pytest.mark.parametrize(
    ("reason", "note", "said"),
    [
        ("", NOTE, "Choose why"),
        ("because", NOTE, "Choose why"),
        (WHY, " ", "in a few words"),
        (WHY, "x" * 201, "under 200"),
        (WHY, "HB-0001 was found", "pseudonym out"),
    ],
)
def test_it_needs_a_reason_and_words(
    held: Store, reason: str, note: str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        break_glass(held, "HB-0001", reason, note, WORKER, EVENT)
    assert open_now(held, WORKER) is None


def test_opening_shutting_and_reviewing_stand_in_the_trail_once_each(
    held: Store,
) -> None:
    before = held.audit.head[0]
    opened(held)
    shut(held, WORKER, EVENT)
    (one,) = openings(held, OFFICER)
    review_opening(held, one, next(iter(FINDINGS)), OFFICER, REVIEW)
    assert since(held, before) == [
        ("review_emergencies", "done"),
        ("break_glass", "done"),
        ("break_glass", "done"),
    ]
    lines = [line for line in held.audit.lines() if line["number"] > before]
    assert {line["client_id"] for line in lines[:4]} == {"B"}
    assert NOTE not in str(lines)


def test_the_officer_is_told_how_many_wait_and_of_nobody(
    held: Store, clock: Clock
) -> None:
    assert to_review(held, MONDAY, OFFICER) is None
    opened(held)
    found = to_review(held, MONDAY, OFFICER)
    assert found is not None
    assert (found.waiting, found.overdue) == (1, 0)
    assert found.first_due == date(2026, 11, 9)  # the Monday after
    assert "B" not in str(found)
    assert to_review(held, date(2026, 11, 9), OFFICER) == found
    late = to_review(held, date(2026, 11, 10), OFFICER)
    assert late is not None
    assert late.overdue == 1


@pytest.mark.parametrize(
    ("day", "due"),
    [(2, 9), (6, 13), (7, 13), (8, 13), (4, 11)],  # Mon, Fri, Sat, Sun, Wed
)
def test_five_working_days(day: int, due: int) -> None:
    counted: Callable[[date, int], date] = emergencies.working_days_after
    assert counted(date(2026, 11, day), 5) == date(2026, 11, due)


def test_nobody_reviews_their_own_and_nothing_is_reviewed_twice(held: Store) -> None:
    opened(held)
    (one,) = openings(held, OFFICER)
    assert (one.label, one.why, one.note) == ("HB-0001", REASONS[WHY], NOTE)
    both = replace(OFFICER, actor=WORKER.actor)
    with pytest.raises(UserError, match="somebody else reviews it"):
        review_opening(held, one, next(iter(FINDINGS)), both, REVIEW)
    with pytest.raises(UserError, match="Choose what you found"):
        review_opening(held, one, "", OFFICER, REVIEW)
    review_opening(held, one, "needed", OFFICER, REVIEW)
    (reviewed,) = openings(held, OFFICER)
    assert reviewed.finding == FINDINGS["needed"]
    assert to_review(held, MONDAY, OFFICER) is None
    for again in (one, reviewed):
        with pytest.raises(UserError, match="reviewed already"):
            review_opening(held, again, "not_needed", OFFICER, REVIEW)


def test_what_is_read_is_what_a_prescriber_reads(held: Store) -> None:
    opened(held)
    scope = emergencies._reading(WORKER, "B")
    assert scope.actions == {Action.SEE_CLIENT}
    assert (scope.clients, scope.purpose) == (frozenset({"B"}), Purpose.DIRECT_CARE)
