import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from metrics import (
    Act,
    Action,
    AuditEvent,
    Refused,
    Scope,
    Store,
    UserError,
    actors,
    acts,
    export_acts,
    open_store,
    verify_trail,
)
from tests.factories import a_client, insert, put


OFFICER = Scope("officer", frozenset({Action.SEE_AUDIT}), frozenset(), frozenset())
LOOK = AuditEvent("https://login.example:ana", "keyworker", "see_client", "A")
OTHER = AuditEvent("https://login.example:bo", "keyworker", "see_client", "B")
LOAD = AuditEvent("=cmd()", "data steward", "load", about="@templates")
EXPORT = AuditEvent("officer", "privacy officer", "see_audit", about="export")


@pytest.fixture
def told(store: Store) -> Store:
    """Two people, opened by two workers, and a load that failed."""
    put(store, a_client("A"), a_client("B"))
    with store.writing() as writing:
        insert(writing, "label", {"client_id": "A", "label": "RV-0148"})
        insert(writing, "label", {"client_id": "B", "label": "RV-0149"})
    for event in (LOOK, OTHER, LOOK):
        with store.audit.act(event):
            pass
    with pytest.raises(ZeroDivisionError), store.audit.act(LOAD):
        assert 1 / 0
    return store


def said(found: list[Act]) -> list[tuple[str, str | None, str]]:
    return [(act.who.rpartition(":")[2], act.label, act.result) for act in found]


def test_each_act_stands_once_with_how_it_ended(told: Store):
    assert said(acts(told, OFFICER)) == [
        ("=cmd()", None, "not done"),
        ("ana", "RV-0148", "done"),
        ("bo", "RV-0149", "done"),
        ("ana", "RV-0148", "done"),
    ]


def test_who_has_looked_at_this_person(told: Store):
    found = acts(told, OFFICER, label=" rv-0149 ")
    assert said(found) == [("bo", "RV-0149", "done")]
    assert found[0].did == "opened this person"


def test_what_a_user_did_and_when(told: Store):
    assert len(acts(told, OFFICER, who=LOOK.actor)) == 2
    assert len(acts(told, OFFICER, at_most=3)) == 3
    assert acts(told, OFFICER, until=date(2020, 1, 1)) == []
    assert len(acts(told, OFFICER, since=date(2020, 1, 1))) == 4
    assert actors(told, OFFICER) == ["=cmd()", LOOK.actor, OTHER.actor]


def test_a_pseudonym_that_nobody_has_is_said_to_be_so(told: Store):
    with pytest.raises(UserError, match="Nobody here has this pseudonym"):
        acts(told, OFFICER, label="RV-9999")


def test_it_is_for_the_privacy_officer_alone(told: Store, tmp_path: Path):
    nobody = Scope.nobody()
    for refused in (
        lambda: acts(told, nobody),
        lambda: actors(told, nobody),
        lambda: verify_trail(told, nobody),
        lambda: export_acts(told, tmp_path / "a.csv", nobody, EXPORT),
    ):
        with pytest.raises(Refused):
            refused()
    assert list(tmp_path.glob("a.csv")) == []


# Taking it out -----------------------------------------------------------------------


def test_a_file_holds_what_the_list_shows_and_is_its_owners(
    told: Store, tmp_path: Path
):
    to = tmp_path / "acts.jsonl"
    assert export_acts(told, to, OFFICER, EXPORT, label="RV-0148") == 2
    lines = [json.loads(line) for line in to.read_text().splitlines()]
    assert [line["label"] for line in lines] == ["RV-0148", "RV-0148"]
    assert oct(to.stat().st_mode)[-3:] == "600"
    assert acts(told, OFFICER)[0].about == "export"


def test_a_spreadsheet_takes_no_cell_for_a_formula(told: Store, tmp_path: Path):
    to = tmp_path / "acts.csv"
    export_acts(told, to, OFFICER, EXPORT)
    text = to.read_text()
    assert ",'=cmd()," in text
    assert ",'@templates," in text


def test_no_file_is_written_over_or_of_another_kind(told: Store, tmp_path: Path):
    there = tmp_path / "acts.csv"
    there.write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        export_acts(told, there, OFFICER, EXPORT)
    with pytest.raises(UserError, match=r"with \.csv or \.jsonl"):
        export_acts(told, tmp_path / "acts.txt", OFFICER, EXPORT)
    assert there.read_text() == "mine"


# Is it whole -------------------------------------------------------------------------


def changed(store: Store, sql: str) -> Store:
    """The store opened anew, after somebody changed its trail from outside."""
    store.close()
    with duckdb.connect(str(store.path.with_suffix(".audit.duckdb"))) as beside:
        beside.execute(sql)
    return open_store(store.path)


def test_a_trail_that_nobody_touched_is_whole(told: Store):
    found = verify_trail(told, OFFICER)
    assert found.is_whole
    assert (found.lines, len(found.head)) == (8, 64)


def test_one_changed_line_is_found(told: Store):
    opened = changed(told, "UPDATE audit SET client_id = 'B' WHERE number = 1")
    found = verify_trail(opened, OFFICER)
    assert (found.is_whole, found.broken_at, found.cut_short) == (False, 1, False)
    opened.close()


def test_a_trail_cut_short_or_begun_anew_is_found(told: Store):
    with told.audit.act(LOOK), told.writing():
        pass
    opened = changed(told, "DELETE FROM audit WHERE number > 4")
    found = verify_trail(opened, OFFICER)
    assert (found.is_whole, found.broken_at, found.cut_short) == (False, None, True)
    opened.close()
