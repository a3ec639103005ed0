"""Warnings for an area: who reads them, until when, and who may write and end one."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from metrics import (
    AreaWarning,
    area_warnings,
    end_warning,
    warn_area,
    warned_services,
)
from metrics.contracts import TABLES
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from tests.drawn import told


TODAY = date(2026, 11, 2)
MANAGER = Scope(
    "manager",
    frozenset({Action.WARN_AREA, Action.SEE_HELP}),
    services=frozenset({"Riverside"}),
    keyworkers=None,
)
WORKER = Scope(
    "worker",
    frozenset({Action.SEE_CASELOAD, Action.SEE_HELP}),
    services=frozenset({"Riverside"}),
    keyworkers=frozenset({"Keyworker 1"}),
)
ELSEWHERE = replace(WORKER, services=frozenset({"Harbourside"}))
EVENT = AuditEvent("manager", "service manager", "warn_area")
WORDS = "Nitazenes found in tablets sold as oxycodone. Offer naloxone to everybody."


@pytest.fixture
def held(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two services; every act one minute after the one before it."""
    minute = iter(range(60))
    monkeypatch.setattr(Store, "today", lambda self: TODAY)
    monkeypatch.setattr(
        Store, "now", lambda self: datetime(2026, 11, 2, 10, next(minute))
    )
    told(
        store,
        client="""
            client_id | as_at      | service     | keyworker
            A         | 2026-10-01 | Riverside   | Keyworker 1
            B         | 2026-10-01 | Harbourside | Keyworker 9
            """,
    )
    return store


def warn(store, words=WORDS, until=TODAY, service="Riverside", scope=MANAGER):
    warn_area(store, service, words, until, scope, EVENT)


def read(store, on=TODAY, scope=WORKER):
    return [each.words for each in area_warnings(store, on, scope)]


@pytest.mark.parametrize("days", [0, 1, 14, 90])
def test_it_is_read_from_its_day_to_its_last_and_then_ends(held: Store, days: int):
    until = TODAY + timedelta(days)
    warn(held, until=until)
    around = [TODAY + timedelta(n) for n in range(-2, 93)]
    seen = [on for on in around if read(held, on)]
    assert seen == [on for on in around if TODAY <= on <= until]


def test_it_is_read_where_it_was_written_for_and_nowhere_else(held: Store):
    warn(held)
    assert read(held) == [WORDS]
    assert read(held, scope=ELSEWHERE) == []
    assert read(held, scope=Scope.operator()) == [WORDS]
    assert read(held, scope=replace(WORKER, services=frozenset())) == []


def test_two_stand_the_newest_first_and_one_is_ended_at_once(held: Store):
    warn(held, "The first.", TODAY + timedelta(7))
    warn(held, "The second.", TODAY + timedelta(7))
    assert read(held) == ["The second.", "The first."]
    version = held.version
    newest = area_warnings(held, TODAY, WORKER)[0]
    end_warning(held, newest, MANAGER, EVENT)
    assert held.version > version
    assert read(held) == ["The first."]
    with pytest.raises(UserError, match="stands no longer"):
        end_warning(held, newest, MANAGER, EVENT)


def test_nobody_ends_the_warning_of_another_service(held: Store):
    warn(held)
    (one,) = area_warnings(held, TODAY, WORKER)
    other = replace(MANAGER, services=frozenset({"Harbourside"}))
    with pytest.raises(UserError, match="stands no longer"):
        end_warning(held, one, other, EVENT)
    assert read(held) == [WORDS]


@pytest.mark.parametrize(
    ("changed", "told_them"),
    [
        ({"words": " "}, "in a few words"),
        ({"words": "x" * 201}, "under 200"),
        ({"words": "Tell RV-0001 first."}, "pseudonym"),
        ({"until": TODAY - timedelta(1)}, "from today to 90 days"),
        ({"until": TODAY + timedelta(91)}, "from today to 90 days"),
        ({"service": "Harbourside"}, "service of yours"),
        ({"service": "Nowhere"}, "service of yours"),
    ],
    ids=str,
)
def test_what_may_not_stand_is_not_saved(held: Store, changed, told_them: str):
    version = held.version
    with pytest.raises(UserError, match=told_them):
        warn(held, **changed)
    assert held.version == version
    assert read(held) == []


def test_each_act_needs_its_action_and_is_written_down(held: Store):
    without = replace(MANAGER, actions=frozenset({Action.SEE_HELP}))
    any_warning = AreaWarning("Riverside", WORDS, TODAY, datetime(2026, 11, 2, 9))
    for refused in (
        lambda: warn(held, scope=without),
        lambda: warned_services(held, TODAY, without),
        lambda: end_warning(held, any_warning, without, EVENT),
        lambda: area_warnings(held, TODAY, Scope.nobody()),
    ):
        with pytest.raises(Refused):
            refused()
    assert warned_services(held, TODAY, MANAGER) == ("Riverside",)
    warn(held)
    lines = held.audit.lines()
    assert [line["result"] for line in lines] == ["intended", "done"]
    assert "Nitazenes" not in str(lines)


def test_the_table_holds_nothing_of_a_client():
    assert "client_id" not in {each.name for each in TABLES["notice"].columns()}
