"""The group programme as a commissioner reads it: all services, by year, or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, User
from dashboard.app_pages.reports.group_programme import TOO_FEW
from dashboard.session import Opened
from metrics import reports
from metrics.store import Store, open_store
from tests.pages.reading import words
from tests.unit.test_reports import OPERATOR, Q4, fill, run_groups


PLACE = next(e for e in navigation.places() if e.address == "group-programme")
COMMISSIONER = next(each for each in DEMO_USERS if each.subject == "commissioner")


def show(page: "object", user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    navigation.run(page, user)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "store.duckdb"
    opened = open_store(path, create=True, demo=True, fixed_today=date(2026, 11, 2))
    fill(opened)
    yield opened
    opened.close()


def said(store: Store, monkeypatch: pytest.MonkeyPatch, groups: int) -> str:
    run_groups(store, groups)
    folder = store.path.parent / "out"
    reports.release(store, Q4, folder, OPERATOR)
    release = folder / reports.FILE
    monkeypatch.setattr(session, "_opened", Opened(store, release, demo=True))
    at = AppTest.from_function(
        show, args=(PLACE.page, COMMISSIONER), default_timeout=60
    ).run()
    assert not at.exception
    return "\n".join(words(at))


def test_four_groups_are_shown_step_by_step(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    read = said(store, monkeypatch, groups=4)
    assert TOO_FEW not in read
    assert "about 140; came to a session" in read


def test_two_groups_are_not_shown(store: Store, monkeypatch: pytest.MonkeyPatch):
    assert TOO_FEW in said(store, monkeypatch, groups=2)
