from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from metrics.problems import UserError
from metrics.settings import RULES
from metrics.store.audit import AuditEvent, AuditTrail


OPENED = AuditEvent("worker-1", "keyworker", "see_client", "RV-0148", why="review")
LOADED = AuditEvent("steward-1", "data steward", "load", about="batch 7")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.audit.duckdb"


@pytest.fixture
def trail(path: Path) -> Iterator[AuditTrail]:
    opened = AuditTrail(path)
    yield opened
    opened.close()


def told(trail: AuditTrail) -> list[tuple[object, ...]]:
    wanted = ("number", "action", "result", "ends")
    return [tuple(line[name] for name in wanted) for line in trail.lines()]


def test_an_act_is_written_down_before_and_after_it_happens(trail: AuditTrail):
    with trail.act(OPENED):
        assert told(trail) == [(1, "see_client", "intended", None)]
    assert told(trail) == [
        (1, "see_client", "intended", None),
        (2, "see_client", "done", 1),
    ]


def test_an_act_that_fails_is_written_down_as_not_done(trail: AuditTrail):
    with pytest.raises(ZeroDivisionError), trail.act(LOADED):
        assert 1 / 0
    assert told(trail) == [(1, "load", "intended", None), (2, "load", "not done", 1)]


def test_acts_inside_one_another_each_say_what_they_end(trail: AuditTrail):
    with trail.act(LOADED), trail.act(OPENED):
        pass
    assert told(trail)[2:] == [(3, "see_client", "done", 2), (4, "load", "done", 1)]


def test_a_line_says_who_what_about_whom_why_and_by_which_rules(trail: AuditTrail):
    with trail.act(OPENED):
        pass
    line = trail.lines()[0]
    said = {name: line[name] for name in line if name not in ("noted_at", "hash")}
    assert said == {
        "number": 1,
        "actor": "worker-1",
        "role": "keyworker",
        "action": "see_client",
        "client_id": "RV-0148",
        "about": None,
        "why": "review",
        "result": "intended",
        "ends": None,
        "rule_set": RULES,
        "program": "0.1.0",
    }


def test_what_cannot_be_written_down_does_not_happen(trail: AuditTrail):
    done = []
    trail.close()
    with pytest.raises(UserError, match="so it was not done"), trail.act(OPENED):
        done.append("opened")
    assert done == []


def test_what_was_done_is_not_said_to_be_not_done(trail: AuditTrail):
    with pytest.raises(UserError) as told_to_the_user, trail.act(OPENED):
        trail.close()
    assert "not done" not in str(told_to_the_user.value)


def test_the_trail_goes_on_where_it_stopped(path: Path):
    for _ in range(2):
        trail = AuditTrail(path)
        with trail.act(OPENED):
            pass
        trail.close()
    trail = AuditTrail(path)
    assert [line["number"] for line in trail.lines()] == [1, 2, 3, 4]
    assert trail.first_broken() is None
    trail.close()


def test_threads_write_one_line_at_a_time(trail: AuditTrail):
    def act(number: int) -> None:
        with trail.act(AuditEvent(f"worker-{number}", "keyworker", "see_client")):
            pass

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(act, range(16)))
    assert [line["number"] for line in trail.lines()] == list(range(1, 33))
    assert trail.first_broken() is None


def test_an_empty_trail_is_whole(trail: AuditTrail):
    assert trail.first_broken() is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit SET actor = 'nobody' WHERE number = 3", 3),
        ("UPDATE audit SET why = 'curious' WHERE number = 1", 1),
        ("UPDATE audit SET client_id = NULL WHERE number = 6", 6),
        ("UPDATE audit SET noted_at = noted_at + INTERVAL 1 DAY WHERE number = 4", 4),
        ("UPDATE audit SET result = 'not done' WHERE number = 2", 2),
        ("UPDATE audit SET hash = reverse(hash) WHERE number = 5", 5),
        ("DELETE FROM audit WHERE number = 3", 4),
        ("DELETE FROM audit WHERE number = 1", 2),
        ("UPDATE audit SET number = 99 WHERE number = 2", 3),
    ],
)
def test_a_changed_or_missing_line_is_found(path: Path, change: str, broken: int):
    trail = AuditTrail(path)
    for _ in range(3):
        with trail.act(OPENED):
            pass
    trail.close()
    with duckdb.connect(str(path)) as beside:
        beside.execute(change)
    opened = AuditTrail(path)
    assert opened.first_broken() == broken
    opened.close()
