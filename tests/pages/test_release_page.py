"""The page on which a release is made, read first and approved."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, User
from dashboard.session import Opened
from metrics.approval import published_folder
from metrics.reports import FILE
from metrics.store import Store, open_store
from metrics.store.frozen import frozen
from tests.pages.reading import words
from tests.unit.test_reports import fill


PLACE = next(each for each in navigation.places() if each.address == "release")
STEWARD, OFFICER, MANAGER = (
    next(each for each in DEMO_USERS if each.subject == name)
    for name in ("data-steward", "privacy-officer", "manager")
)


def show(page: "object", user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    navigation.run(page, user)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    path = tmp_path / "store.duckdb"
    opened = open_store(path, create=True, demo=True, fixed_today=date(2026, 11, 2))
    fill(opened)
    release = published_folder(opened) / FILE
    monkeypatch.setattr(session, "_opened", Opened(opened, release, demo=True))
    yield opened
    opened.close()
    shutil.rmtree(tmp_path, ignore_errors=True)


def page(user: User) -> AppTest:
    at = AppTest.from_function(show, args=(PLACE.page, user), default_timeout=60)
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    (button,) = (each for each in at.button if each.label.startswith(label))
    return button.click().run()


def test_made_read_and_approved_it_is_published(store: Store):
    made = press(page(STEWARD), "Make the release of April to June 2026")
    assert not made.exception
    said = " ".join(words(page(STEWARD)))
    assert "It waits for the privacy officer." in said
    assert "As it will be read" in said
    assert not [each for each in page(MANAGER).button if each.label.startswith("Appr")]
    assert frozen(store) == {}
    done = press(page(OFFICER), "Approve and publish")
    assert not done.exception
    assert list(frozen(store)) == ["2026-27-Q1"]
    assert session.release().exists()
    assert "It may be made from 11 November 2026 on" in " ".join(words(page(STEWARD)))


def test_sent_back_without_a_reason_it_stays(store: Store):
    press(page(STEWARD), "Make the release")
    at = press(page(OFFICER), "Send it back")
    assert [each.value for each in at.warning] == ["Say why it is sent back."]
    at.text_input[0].set_value("A service is missing")
    press(at, "Send it back")
    assert "Make the release" in " ".join(each.label for each in page(STEWARD).button)


def test_before_it_is_made_others_are_told_who_makes_it(store: Store):
    said = " ".join(words(page(MANAGER)))
    assert "The data steward makes its release." in said
    assert not [each for each in page(MANAGER).button if "release" in each.label]
