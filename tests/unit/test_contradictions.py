"""A file that says something else than a worker recorded: listed, asked, never weighed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from metrics import casework, records
from metrics.contracts.decision import Decision
from metrics.contracts.today import TODAY_FACTS
from metrics.intake import undo
from metrics.problems import UserError
from metrics.scope import Action, Purpose, Refused, Scope
from metrics.store import AuditEvent, Store, people, record
from tests.imports.loads import OPERATOR, delivered
from tests.unit.test_each_act_once import since


EVENT = AuditEvent("ana", "keyworker", Action.RECORD_FACT)
RECORD = "RV1,2026-10-01,Riverside,in_treatment"
KIT = "RV1,naloxone_kit,{},2026-10-12"


def client(store: Store, folder: Path) -> str:
    delivered(store, folder / "people", date(2026, 10, 1), client=RECORD)
    (found,) = people.labels(store, store.today(), OPERATOR)
    fact = TODAY_FACTS["naloxone_kit"]
    casework.record_fact(store, found, fact, date(2026, 10, 12), OPERATOR, EVENT)
    return found


def listed(store: Store, scope: Scope = OPERATOR) -> list[tuple[str, date, bool]]:
    found = casework.contradicted(store, store.today(), scope)
    return [(each.words, each.said_on, each.ours_stands) for each in found]


def states(store: Store) -> list[tuple[str, str]]:
    return store.read(
        "SELECT state, source FROM event WHERE superseded_by IS NULL ORDER BY row_id"
    )


@pytest.mark.parametrize("as_at", [date(2026, 10, 20), None])
def test_an_older_file_stores_nothing_and_both_are_told(
    store: Store, tmp_path: Path, as_at: date | None
) -> None:
    """Of an older day, and of the very day on which the worker recorded it."""
    client(store, tmp_path)
    loaded = delivered(store, tmp_path / "1", event=KIT.format("no"), as_at=as_at)
    assert loaded.saved
    (problem,) = loaded.files[0].problems
    assert (problem.code, problem.outcome, problem.row) == ("IMP-J03", "warn", 2)
    assert "the worker's record stands" in problem.found
    assert states(store) == [("yes", "worker")]
    assert listed(store) == [("Naloxone kit at home", date(2026, 10, 12), True)]


def test_a_file_that_agrees_or_says_less_contradicts_nothing(
    store: Store, tmp_path: Path
) -> None:
    client(store, tmp_path)
    delivered(store, tmp_path / "1", event=KIT.format("yes"), as_at=date(2026, 10, 20))
    assert listed(store) == []


def test_it_is_asked_once_and_goes_with_its_load(store: Store, tmp_path: Path) -> None:
    client(store, tmp_path)
    first = delivered(
        store, tmp_path / "1", event=KIT.format("no"), as_at=date(2026, 10, 20)
    )
    rows = f"{KIT.format('no')}\nRV1,overdose,no,2026-10-12"
    again = delivered(store, tmp_path / "2", event=rows, as_at=date(2026, 10, 21))
    assert len(listed(store)) == 1
    for each in (again, first):
        assert each.batch is not None
        undo(store, each.batch, OPERATOR)
    assert listed(store) == []


def test_somebody_says_which_is_right_and_it_is_asked_no_more(
    store: Store, tmp_path: Path
) -> None:
    client(store, tmp_path)
    rows = KIT.format("no")
    delivered(store, tmp_path / "1", event=rows, as_at=date(2026, 10, 20))
    (found,) = casework.contradicted(store, store.today(), OPERATOR)
    before = store.audit.head[0]
    casework.settle(store, found.row_id, "worker_right", OPERATOR, EVENT)
    assert since(store, before) == [(EVENT.action, "done")]
    assert listed(store) == []
    assert states(store) == [("yes", "worker")]
    told = store.read(
        "SELECT settled, settled_by FROM contradiction WHERE superseded_by IS NULL"
    )
    assert told == [("worker_right", "operator")]
    with pytest.raises(UserError, match="Somebody said already"):
        casework.settle(store, found.row_id, "file_right", OPERATOR, EVENT)
    # The next file of that kind does not ask again.
    more = f"{rows}\nRV1,overdose,no,2026-10-12"
    delivered(store, tmp_path / "2", event=more, as_at=date(2026, 10, 21))
    assert listed(store) == []


def test_a_newer_file_counts_and_the_worker_is_asked(
    store: Store, tmp_path: Path
) -> None:
    found = client(store, tmp_path)
    casework.record_permission(
        store, found, Purpose.GROUP_INVITATION, "given", OPERATOR, EVENT
    )
    # As if the worker had recorded it some weeks ago.
    with store.writing() as writing:
        writing.run("UPDATE event SET as_at = DATE '2026-10-12'")
    loaded = delivered(
        store, tmp_path / "1", event=KIT.format("no"), as_at=date(2026, 11, 1)
    )
    (problem,) = loaded.files[0].problems
    assert "it counts now" in problem.found
    assert [state for state, _ in states(store)] == ["no"]
    assert listed(store) == [("Naloxone kit at home", date(2026, 10, 12), False)]


def test_it_is_told_to_who_works_with_them(store: Store, tmp_path: Path) -> None:
    client(store, tmp_path)
    delivered(store, tmp_path / "1", event=KIT.format("no"), as_at=date(2026, 10, 20))
    own = Scope("a", frozenset(Action), frozenset({"Riverside"}), None)
    other = Scope("b", frozenset(Action), frozenset({"Harbourside"}), None)
    assert len(listed(store, own)) == 1
    assert listed(store, other) == []
    (found,) = casework.contradicted(store, store.today(), own)
    with pytest.raises(UserError, match="not yours"):
        casework.settle(store, found.row_id, "file_right", other, EVENT)
    with pytest.raises(Refused):
        casework.contradicted(store, store.today(), Scope.nobody())


def test_what_was_decided_says_that_the_record_is_withdrawn(
    store: Store, tmp_path: Path
) -> None:
    loaded = delivered(store, tmp_path / "people", client=RECORD)
    (found,) = people.labels(store, store.today(), OPERATOR)
    decide = Decision(
        client_id=found,
        about="no_naloxone",
        choice="record_is_wrong",
        reason="wrong_value",
        decided_by=OPERATOR.actor,
        decided_at=store.now(),
        rule_set="2026.11",
        data_version=store.version,
        shown="[]",
    )
    with store.writing() as writing:
        record.add(writing, decide, store.now())
    assert records.withdrawn(store, store.today(), OPERATOR) == ()
    assert loaded.batch is not None
    undo(store, loaded.batch, OPERATOR)
    (gone,) = records.withdrawn(store, store.today(), OPERATOR)
    assert (gone.label, gone.decided_on) == (loaded.links["RV1"], store.now().date())
    other = replace(OPERATOR, actor="somebody else")
    assert records.withdrawn(store, store.today(), other) == ()
