"""A release waits for somebody else's eyes, and is then published as it waited."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from metrics import reports
from metrics.approval import published_folder
from metrics.periods import Period
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store, open_store
from metrics.store.frozen import frozen
from tests.unit.test_reports import fill


def who(name: str, *actions: Action, services: frozenset[str] | None = None) -> Scope:
    return Scope(name, frozenset({Action.PREVIEW_RELEASE, *actions}), services, None)


STEWARD = who("steward", Action.MAKE_RELEASE)
OFFICER = who("officer", Action.APPROVE_RELEASE)
MANAGER = who("manager", services=frozenset({"North"}))
BOTH = who("steward", Action.MAKE_RELEASE, Action.APPROVE_RELEASE)


def act(scope: Scope, why: str | None = None) -> AuditEvent:
    return AuditEvent(scope.actor, "tests", "release", about="release", why=why)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("approval") / "store.duckdb"
    store = open_store(path, create=True, fixed_today=date(2026, 11, 2))
    fill(store)
    store.close()
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(filled, tmp_path / "store.duckdb")
    opened = open_store(tmp_path / "store.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def made(store: Store) -> reports.Waiting:
    return reports.make(store, STEWARD, act(STEWARD))


def test_what_is_made_waits_apart_and_nothing_is_frozen(store: Store, made):
    assert reports.waiting(store, MANAGER) == made
    assert made.release.face.period == "2026-27-Q1"
    assert frozen(store) == {}
    assert not published_folder(store).exists()


def test_a_second_is_not_made_while_one_waits(store: Store, made):
    with pytest.raises(UserError, match="waits already"):
        reports.make(store, STEWARD, act(STEWARD))


def test_who_made_it_does_not_approve_it(store: Store, made):
    with pytest.raises(UserError, match="somebody else"):
        reports.approve(store, BOTH, act(BOTH))
    assert reports.waiting(store, MANAGER) is not None


def test_approved_it_is_published_and_frozen_and_waits_no_more(store: Store, made):
    published = reports.approve(store, OFFICER, act(OFFICER))
    file = published_folder(store) / reports.FILE
    reader = Scope("reader", frozenset({Action.SEE_RELEASE}), None, None)
    assert reports.open_release(file, reader) == published
    assert list(frozen(store)) == ["2026-27-Q1"]
    assert reports.waiting(store, MANAGER) is None
    lines = [line for line in store.audit.lines() if line["actor"] == "officer"]
    assert [line["result"] for line in lines] == ["intended", "done"]


def test_own_words_are_of_ones_own_service_and_are_published(store: Store, made):
    reports.say_own_words(store, "North", " We moved in May. ", MANAGER, act(MANAGER))
    published = reports.approve(store, OFFICER, act(OFFICER))
    assert published.face.own_words == (("North", "We moved in May."),)
    assert published.published == made.release.published


@pytest.mark.parametrize(
    ("service", "words", "said"),
    [("South", "Ours", "own service"), ("North", "x" * 501, "500 letters")],
)
def test_other_words_are_refused(store: Store, made, service, words, said):
    with pytest.raises(UserError, match=said):
        reports.say_own_words(store, service, words, MANAGER, act(MANAGER))


def test_an_empty_text_takes_words_back(store: Store, made):
    for words in ("Something", "  "):
        reports.say_own_words(store, "North", words, MANAGER, act(MANAGER))
    found = reports.waiting(store, MANAGER)
    assert found is not None
    assert found.release.face.own_words == ()


def test_sent_back_with_a_reason_it_can_be_made_anew(store: Store, made):
    with pytest.raises(UserError, match="Say why"):
        reports.send_back(store, OFFICER, act(OFFICER))
    reports.send_back(store, OFFICER, act(OFFICER, why="A service is missing"))
    assert reports.waiting(store, MANAGER) is None
    assert reports.make(store, STEWARD, act(STEWARD)).release == made.release


@pytest.mark.parametrize(
    "do",
    [
        lambda store, scope: reports.make(store, scope, act(scope)),
        lambda store, scope: reports.approve(store, scope, act(scope)),
        lambda store, scope: reports.send_back(store, scope, act(scope, "why")),
    ],
)
def test_each_step_needs_its_action(store: Store, made, do):
    with pytest.raises(Refused):
        do(store, MANAGER)
    nothing = replace(MANAGER, actions=frozenset())
    with pytest.raises(Refused):
        reports.waiting(store, nothing)


def test_nothing_waits_where_nothing_was_made(store: Store):
    assert reports.waiting(store, MANAGER) is None
    with pytest.raises(UserError, match="No release waits"):
        reports.approve(store, OFFICER, act(OFFICER))


def test_the_next_quarter_is_the_closed_one_and_then_the_one_that_closes(store: Store):
    quarter, closes = reports.next_quarter(store, MANAGER)
    assert (quarter.label, closes) == ("2026-27-Q1", date(2026, 8, 11))
    reports.make(store, STEWARD, act(STEWARD))
    reports.approve(store, OFFICER, act(OFFICER))
    quarter, closes = reports.next_quarter(store, MANAGER)
    assert (quarter, closes) == (Period.parse("2026-27-Q2"), date(2026, 11, 11))
