"""Whatever is done stands in the audit trail exactly once (safety.md IG-09).

Sign-in, refusals and openings of pages are told by the dashboard, and tried in
`tests/pages/test_openings.py` and `tests/browser/test_sign_in.py`; groups in
`test_plans.py`.
"""

import ast
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from metrics import (
    Action,
    AuditEvent,
    Purpose,
    Scope,
    Store,
    acknowledge_incident,
    casework,
    export_acts,
    open_store,
    propose_rule,
    report_incident,
    safeguarding,
    staffing,
    switch_rule,
    undo,
)
from metrics.casework import TODAY_FACTS
from metrics.keeping import back_up, erase
from metrics.safety import SWITCHABLE
from metrics.staffing import Post
from tests.drawn import told
from tests.imports.loads import RV1, delivered


FRONT = Path(__file__).parents[2] / "metrics"
ALL = Scope.operator("somebody")
TODAY = date(2026, 11, 2)
HERE = ("Riverside", "Keyworker 1")
Act = Callable[[Store, AuditEvent], object]
ACTS: dict[str, Act] = {
    "a view": lambda s, e: casework.open_client(s, "A", ALL, e),
    "a decision": lambda s, e: casework.decide(
        s,
        "A",
        "group_offer",
        ("not_now", "timing", ""),
        ["Offer a group?"],
        ALL,
        e,
    ),
    "a fact": lambda s, e: casework.record_fact(
        s, "A", next(iter(TODAY_FACTS.values())), TODAY, ALL, e, "Keyworker 2"
    ),
    "a permission": lambda s, e: casework.record_permission(
        s, "A", Purpose.NETWORK_PLANNING, "withdrawn", ALL, e
    ),
    "a mark": lambda s, e: casework.bring_to_supervision(s, "A", True, ALL, e),
    "a printed list": lambda s, e: casework.supervision_list(s, TODAY, ALL, e),
    "a copied text": lambda s, e: casework.case_text(s, "A", TODAY, ALL, e),
    "a printed sheet": lambda s, e: casework.sheet(s, "A", TODAY, ALL, e),
    "a sitting": lambda s, e: casework.begin_sitting(
        s, "A", ("network", "in_person", "yes"), ALL, e
    ),
    "a pair held apart": lambda s, e: safeguarding.hold_apart(
        s, ("RV-0001", "RV-0002"), "other", TODAY + timedelta(days=90), ALL, e
    ),
    "a rule turned off": lambda s, e: switch_rule(
        s, min(SWITCHABLE), True, "It is being mended.", ALL, e
    ),
    "a change proposed": lambda s, e: propose_rule(
        s, "alcohol", (5, 4), "To be tried.", ALL, e
    ),
    "an incident": lambda s, e: report_incident(s, "Client", "x", "keyworker", ALL, e),
    "an incident read": lambda s, e: acknowledge_incident(s, "I1", ALL, e),
    "a post": lambda s, e: staffing.appoint(
        s, Post("them", "ana", "prescriber", ("Riverside",)), ALL, e
    ),
    "cover": lambda s, e: staffing.cover(
        s, HERE, "Keyworker 2", TODAY + timedelta(days=7), ALL, e
    ),
    "handing over": lambda s, e: staffing.hand_over(s, HERE, "Keyworker 2", ALL, e),
    "a leaver": lambda s, e: staffing.leave(s, "them", "bo", ALL, e),
    "an export": lambda s, e: export_acts(s, s.path.with_name("acts.csv"), ALL, e),
    "a backup": lambda s, e: back_up(s, s.path.with_name("copy"), ALL, e),
}


@pytest.fixture
def worked_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two people of two workers, each of whom opens their own caseload."""
    monkeypatch.setattr(Store, "today", lambda self: TODAY)
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | status
            A         | 2026-10-01 | Riverside | Keyworker 1 | in_treatment
            B         | 2026-10-01 | Riverside | Keyworker 2 | in_treatment
            """,
    )
    with store.writing() as writing:
        for client, label in (("A", "RV-0001"), ("B", "RV-0002")):
            row = {"client": client, "label": label}
            writing.run("INSERT INTO label VALUES ($client, $label)", row)
    for subject, label in (("ana", "Keyworker 1"), ("bo", "Keyworker 2")):
        post = Post("them", subject, "keyworker", ("Riverside",), label)
        staffing.appoint(store, post, ALL, AuditEvent("tests", "tests", "appoint"))
    return store


def since(store: Store, number: int) -> list[tuple[str, str]]:
    found = [each for each in store.audit.acts() if each["number"] > number]
    return [(act["action"], act["result"]) for act in found]


@pytest.mark.parametrize("name", ACTS)
def test_what_is_done_is_told_once(worked_in: Store, name: str) -> None:
    before = worked_in.audit.head[0]
    ACTS[name](worked_in, AuditEvent("somebody", "tests", name))
    assert since(worked_in, before) == [(name, "done")]


def test_a_load_and_its_undoing_are_told_once_each(store: Store, tmp_path: Path):
    before = store.audit.head[0]
    loaded = delivered(store, tmp_path / "1", client=RV1)
    assert since(store, before) == [(str(Action.LOAD), "done")]
    assert loaded.batch is not None
    undo(store, loaded.batch, ALL)
    assert since(store, before)[:-1] == [(str(Action.UNDO), "done")]


def test_an_erasure_is_told_once(worked_in: Store) -> None:
    before = worked_in.audit.head[0]
    erase(worked_in, "RV-0001", ALL, AuditEvent("somebody", "tests", "erasure"))
    again = open_store(worked_in.path)
    assert since(again, before) == [("erasure", "done")]
    again.close()


def handed_an_event() -> list[tuple[str, ast.FunctionDef]]:
    """Every function of `metrics` that is handed what the trail is to be told."""
    return [
        (f"{file.relative_to(FRONT)}::{each.name}", each)
        for file in sorted(FRONT.rglob("*.py"))
        for each in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef)
        and "event" in [a.arg for a in (*each.args.args, *each.args.kwonlyargs)]
    ]


@pytest.mark.parametrize(
    "function", [each for _, each in handed_an_event()], ids=lambda each: each.name
)
def test_no_function_forgets_what_it_was_handed(function: ast.FunctionDef) -> None:
    read = [
        each
        for each in ast.walk(function)
        if isinstance(each, ast.Name) and each.id == "event"
    ]
    assert read, "it is done, and the trail is told nothing"
