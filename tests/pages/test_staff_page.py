"""Staff and cover, as a manager finds it; and what the workers then read."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dashboard import session
from dashboard.access import DEMO_USERS, Role
from metrics import Action, AuditEvent, Scope, open_store
from metrics.staffing import caseworkers, cover
from tests.pages.reading import said
from tests.pages.visiting import opened, press


MANAGER = next(user for user in DEMO_USERS if Role.SERVICE_MANAGER in user.roles)
WORKER = next(
    user
    for user in DEMO_USERS
    if Role.KEYWORKER in user.roles and user.services == MANAGER.services
)


def test_nothing_is_chosen_beforehand_and_a_slip_moves_nobody():
    at = opened("staff", MANAGER)
    boxes = [each for each in at.selectbox if each.label != "You are"]
    assert [each.value for each in boxes] == [None] * len(boxes)
    for button in ("Arrange cover", "Hand over everybody"):
        assert "Choose a caseload and a worker. Nothing was saved." in said(
            press(at, button)
        )
    assert "Choose who has left. Nothing was saved." in said(
        press(at, "End their sign-in")
    )


def test_who_covers_reads_whose_people_stand_on_their_list(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(demo_folder, tmp_path / "own")
    own_store = open_store(tmp_path / "own" / "store.duckdb")
    monkeypatch.setattr(session, "_opened", session.Opened(own_store, None, demo=True))
    operator = Scope.operator()
    whose = next(
        each.caseload
        for each in caseworkers(own_store, operator)
        if each.label and each.is_without_worker and each.service in MANAGER.services
    )
    label = next(iter(WORKER.keyworkers))
    event = AuditEvent("tests", "operator", Action.ARRANGE_COVER)
    cover(own_store, whose, label, date(2026, 11, 16), operator, event)
    at = opened("my-caseload", WORKER)
    told = f"You cover **{whose[1]}** until 16 November 2026: their people stand here"
    assert told in said(at)
    own_store.close()
