"""Work that goes on over several steps stands in the trail step by step, each once: a
sitting, a group from its plan to its last session, a release, what is ended or taken
back (safety.md IG-09). Single acts are `test_each_act_once.py`.
"""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from metrics import (
    Action,
    Purpose,
    Scope,
    Store,
    UserError,
    area_warnings,
    casework,
    changeable,
    end_warning,
    forget_columns,
    keep_columns,
    planning,
    propose_rule,
    proposed_rules,
    reports,
    safeguarding,
    take_back_proposal,
    warn_area,
)
from metrics.casework import TODAY_FACTS, Reply
from metrics.keeping import back_up, restore
from metrics.store import AuditEvent, open_store
from tests.unit.intake.test_own_columns import OWN
from tests.unit.test_approval import MANAGER as READER
from tests.unit.test_approval import OFFICER, STEWARD
from tests.unit.test_approval import filled as filled
from tests.unit.test_approval import store as released_from
from tests.unit.test_each_act_once import HERE, handed_an_event, since
from tests.unit.test_each_act_once import worked_in as worked_in
from tests.unit.test_lists import DAY, KEY, LEAD, MANAGER, PAIRS, WORKER
from tests.unit.test_lists import planned as planned


ALL = Scope.operator("somebody")
TODAY = date(2026, 11, 2)
BEFORE = "tests/unit/test_each_act_once.py"
# The lead reads what there is to act on, too.
READS = replace(LEAD, actions=LEAD.actions | {Action.ACKNOWLEDGE_DISCLOSURES})
Step = tuple[str, Callable[[Store, AuditEvent], object]]
# The releases of `test_approval`, under a name of their own beside an empty store's.
for_release = pytest.fixture(name="for_release")(
    getattr(released_from, "__wrapped__", released_from)
)


def event(name: str, why: str | None = None, who: str = "somebody") -> AuditEvent:
    return AuditEvent(who, "tests", name, why=why)


def require_once_each(store: Store, steps: list[Step], why: str | None = None) -> None:
    for name, act in steps:
        before = store.audit.head[0]
        act(store, event(name, why))
        assert since(store, before) == [(name, "done")], name


def next_reply(store: Store, said: AuditEvent) -> None:
    held = casework.open_sitting(store, "A", ALL)
    assert held is not None
    assert held.next is not None
    skipped = Reply(unanswered="skipped")
    casework.answer(store, "A", held.next.key, skipped, ALL, said)


SITTING: list[Step] = [
    (
        "begin",
        lambda s, e: casework.begin_sitting(
            s, "A", ("network", "in_person", "yes"), ALL, e
        ),
    ),
    ("an answer", next_reply),
    ("somebody came in", lambda s, e: casework.no_longer_alone(s, "A", ALL, e)),
    ("another answer", next_reply),
    ("the longer form", lambda s, e: casework.ask_longer(s, "A", ALL, e)),
    (
        "left for later",
        lambda s, e: casework.close_sitting(s, "A", False, ALL, e),
    ),
]


def test_each_step_of_a_sitting(worked_in: Store) -> None:
    require_once_each(worked_in, SITTING)


def invited(store: Store) -> planning.Invitation:
    return planning.invitations(store, DAY, WORKER)[0]


GROUP: list[Step] = [
    (
        "pairs",
        lambda s, e: safeguarding.check_pairs(
            s, KEY, dict.fromkeys(PAIRS, True), LEAD, e
        ),
    ),
    ("signed", lambda s, e: safeguarding.decide_list(s, KEY, "signed", LEAD, e)),
    ("printed", lambda s, e: planning.print_list(s, KEY, "paper", MANAGER, e)),
    ("destroyed", lambda s, e: planning.note_destroyed(s, 1, MANAGER, e)),
    (
        "invited",
        lambda s, e: planning.invite(s, KEY, "kw1", date(2027, 1, 31), MANAGER, e),
    ),
    (
        "answered",
        lambda s, e: planning.answer_invitation(s, invited(s), "yes", WORKER, e),
    ),
    (
        "a session",
        lambda s, e: planning.tick(s, KEY, DAY, {"NO-0001": True}, WORKER, e),
    ),
    ("a concern", lambda s, e: planning.send_concern(s, KEY, "NO-0001", WORKER, e)),
    ("read", lambda s, e: safeguarding.acknowledge(s, to_read(s), READS, e)),
    ("left", lambda s, e: planning.leave(s, KEY, "NO-0001", WORKER, e)),
    ("paused", lambda s, e: safeguarding.decide_list(s, KEY, "paused", LEAD, e)),
]


def to_read(store: Store) -> int:
    return safeguarding.to_act_on(store, DAY, LEAD)[0].row_id


def test_each_step_of_a_group(planned: Store) -> None:
    require_once_each(planned, GROUP)


def test_a_list_that_was_not_signed_is_told_as_not_printed(planned: Store) -> None:
    before = planned.audit.head[0]
    with pytest.raises(UserError):
        planning.print_list(planned, KEY, "paper", MANAGER, event("printed"))
    assert ("printed", "done") not in since(planned, before)


RELEASE: list[Step] = [
    ("made", lambda s, e: reports.make(s, STEWARD, e)),
    ("words", lambda s, e: reports.say_own_words(s, "North", "Ours.", READER, e)),
    ("sent back", lambda s, e: reports.send_back(s, OFFICER, e)),
    ("made anew", lambda s, e: reports.make(s, STEWARD, e)),
    ("approved", lambda s, e: reports.approve(s, OFFICER, e)),
]


def test_each_step_of_a_release(for_release: Store) -> None:
    require_once_each(for_release, RELEASE, why="A service is missing")


def taken_back(store: Store, said: AuditEvent) -> None:
    (one,) = casework.recorded_today(store, "A", TODAY, ALL)
    casework.take_back(store, one, ALL, said)


def no_longer_apart(store: Store, said: AuditEvent) -> None:
    (one,) = safeguarding.separations(store, TODAY, ALL)
    because = next(iter(safeguarding.ENDS))
    safeguarding.end_separation(store, one.row_id, because, ALL, said)


def no_longer_warned(store: Store, said: AuditEvent) -> None:
    (one,) = area_warnings(store, TODAY, ALL)
    end_warning(store, one, ALL, said)


def proposed(store: Store, said: AuditEvent) -> None:
    rule, numbers = next(iter(changeable().items()))
    (was, *_) = numbers
    propose_rule(store, rule, (was, was + 1), "To be tried.", ALL, said)


def proposed_no_longer(store: Store, said: AuditEvent) -> None:
    (one,) = proposed_rules(store, TODAY, ALL)
    take_back_proposal(store, one, ALL, said)


ENDED: list[Step] = [
    (
        "a fact",
        lambda s, e: casework.record_fact(
            s, "A", TODAY_FACTS["overdose"], TODAY, ALL, e, HERE[1]
        ),
    ),
    ("taken back", taken_back),
    (
        "apart",
        lambda s, e: safeguarding.hold_apart(
            s, ("RV-0001", "RV-0002"), "other", TODAY + timedelta(days=90), ALL, e
        ),
    ),
    ("no longer", no_longer_apart),
    ("a warning", lambda s, e: warn_area(s, "Riverside", "Strong.", TODAY, ALL, e)),
    ("warning ended", no_longer_warned),
    ("proposed", proposed),
    ("proposed no longer", proposed_no_longer),
    ("columns kept", lambda s, e: keep_columns(s, OWN, ALL, e)),
    ("columns gone", lambda s, e: forget_columns(s, OWN, ALL, e)),
    (
        "agreed",
        lambda s, e: casework.record_permission(
            s, "A", Purpose.NETWORK_PLANNING, "given", ALL, e
        ),
    ),
]


def test_what_is_begun_and_ended(
    worked_in: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "now", lambda self: datetime(2026, 11, 2, 10))
    require_once_each(worked_in, ENDED)


def test_putting_a_backup_back(worked_in: Store, tmp_path: Path) -> None:
    back_up(worked_in, tmp_path / "copy", ALL, event("backup"))
    to = tmp_path / "again.duckdb"
    restore(tmp_path / "copy", to, None, ALL, event("restore"))
    again = open_store(to)
    assert since(again, 0)[0] == ("restore", "done")
    assert [name for name, _ in since(again, 0)].count("restore") == 1
    again.close()


# What is tried nowhere here, with the test that counts its lines.
ELSEWHERE = {
    "save_plan": "tests/unit/test_plans.py",
    "look_for_plan": "tests/unit/test_plans.py",
    "plan_clients": "tests/unit/test_plans.py",
    "release": "tests/unit/test_reports.py",
    "load": BEFORE,
    "check": "tests/unit/intake/test_scanning.py",
    "settle": "tests/unit/test_contradictions.py",
    "break_glass": "tests/unit/test_emergencies.py",
    "shut": "tests/unit/test_emergencies.py",
    "review_opening": "tests/unit/test_emergencies.py",
}


def test_every_act_that_there_is_was_tried() -> None:
    written = "".join(
        Path(each).read_text(encoding="utf-8") for each in (BEFORE, __file__)
    )
    called = {
        getattr(each.func, "attr", getattr(each.func, "id", ""))
        for each in ast.walk(ast.parse(written))
        if isinstance(each, ast.Call)
    }
    there_are = {
        function.name for _, function in handed_an_event() if function.name[0] != "_"
    }
    assert there_are - called - ELSEWHERE.keys() == set()
