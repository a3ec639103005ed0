"""Backup, restore and erasure, rehearsed: by hashes, by bytes, by what others' counts say."""

import errno
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics import (
    Action,
    AuditEvent,
    Purpose,
    Refused,
    Scope,
    Store,
    UserError,
    acts,
    casework,
    open_store,
    records,
    verify_trail,
)
from metrics.contracts import PROVENANCE, TABLES, Column
from metrics.keeping import back_up, erase, restore
from metrics.store.copying import _MENTIONS, _OWNS, digest
from metrics.store.keys import key_of
from tests.factories import (
    DAY,
    IMPORTED_AT,
    a_client,
    a_permission,
    an_answer,
    insert,
    put,
)


OPERATOR = Scope.operator()
EVENT = AuditEvent("operator", "operator", "keep_store")
WORKER = AuditEvent("ana", "keyworker", "record_fact")
CANARY = "CANARY-3f9a-only-this-client-said-so"
A, B, C = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """Two people; one said something that nobody else did, and names the other."""
    (tmp_path / "records").mkdir()
    store = open_store(tmp_path / "records" / "kept.duckdb", create=True)
    key_of(store, tmp_path / "kept.key")
    put(store, a_client(A), a_client(B), a_permission(A), a_permission(B))
    put(store, an_answer(A, value=CANARY), an_answer(B))
    with store.writing() as writing:
        insert(writing, "label", {"client_id": A, "label": "RV-0001"})
        insert(writing, "label", {"client_id": B, "label": "RV-0002"})
    yield store
    store.close()


def rows(store: Store, table: str) -> list[dict[str, object]]:
    return store.rows(f"SELECT * FROM {table} ORDER BY row_id")


def agreed(store: Store) -> set[str]:
    """Who may be planned for, as every question sees it."""
    scope = OPERATOR.for_purpose(Purpose.NETWORK_PLANNING)
    found = records.caseload(store, store.today(), scope).people
    return {person.client_id for person in found}


def take_back(store: Store, client_id: str, state: str = "withdrawn") -> None:
    casework.record_permission(
        store, client_id, Purpose.NETWORK_PLANNING, state, OPERATOR, WORKER
    )


# Backup and restore ------------------------------------------------------------------


def test_a_backup_put_back_is_the_same_store(kept: Store, tmp_path: Path):
    before = {table: rows(kept, table) for table in ("client", "permission", "answer")}
    made = back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    for name, said in made.files.items():
        assert digest(tmp_path / "copy" / name) == said
    to = tmp_path / "put back" / "kept.duckdb"
    to.parent.mkdir()
    restore(tmp_path / "copy", to, tmp_path / "kept.key", OPERATOR, EVENT)
    back = open_store(to)
    assert {table: rows(back, table) for table in before} == before
    assert back.version == kept.version
    assert verify_trail(back, OPERATOR).is_whole
    back.close()


def test_the_copy_is_its_owners_alone(kept: Store, tmp_path: Path):
    back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    modes = {oct(each.stat().st_mode)[-3:] for each in (tmp_path / "copy").iterdir()}
    assert modes == {"600"}
    assert not (tmp_path / "copy" / "kept.key").exists()


def test_one_changed_byte_is_refused(kept: Store, tmp_path: Path):
    back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    file = tmp_path / "copy" / "store.duckdb"
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)
    with pytest.raises(UserError, match="not as it was backed up"):
        restore(tmp_path / "copy", tmp_path / "x.duckdb", None, OPERATOR, EVENT)
    assert not (tmp_path / "x.duckdb").exists()


def test_another_key_is_refused_by_its_name(kept: Store, tmp_path: Path):
    made = back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    other = tmp_path / "other.key"
    other.write_text("11" * 32)
    other.chmod(0o600)
    with pytest.raises(UserError, match=f"asks for the key {made.key}"):
        restore(tmp_path / "copy", tmp_path / "x.duckdb", other, OPERATOR, EVENT)


def test_nothing_is_written_over(kept: Store, tmp_path: Path):
    back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    with pytest.raises(UserError, match="is there already"):
        back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    with pytest.raises(UserError, match="is there already"):
        restore(tmp_path / "copy", kept.path, None, OPERATOR, EVENT)


def test_what_is_no_backup_is_said(tmp_path: Path):
    with pytest.raises(UserError, match="is not a backup"):
        restore(tmp_path, tmp_path / "x.duckdb", None, OPERATOR, EVENT)


def test_what_was_taken_back_since_stays_so_after_a_restore(
    kept: Store, tmp_path: Path
):
    back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    take_back(kept, A)
    assert agreed(kept) == {B}
    lines = kept.audit.head[0]
    kept.close()
    kept.path.unlink()
    restore(tmp_path / "copy", kept.path, tmp_path / "kept.key", OPERATOR, EVENT)
    back = open_store(kept.path)
    assert agreed(back) == {B}
    assert back.audit.head[0] > lines, "the newer trail stays"
    back.close()


def test_an_older_copy_put_back_by_hand_brings_nothing_back(
    kept: Store, tmp_path: Path
):
    with kept.held_still():
        shutil.copy(kept.path, tmp_path / "older")
    take_back(kept, A)
    kept.close()
    shutil.copy(tmp_path / "older", kept.path)
    back = open_store(kept.path)
    assert agreed(back) == {B}
    back.close()


def test_permission_given_anew_in_the_app_counts(kept: Store):
    take_back(kept, A)
    take_back(kept, A, "given")
    path = kept.path
    kept.close()
    back = open_store(path)
    assert agreed(back) == {A, B}
    back.close()


def test_the_list_names_nobody(kept: Store):
    take_back(kept, A)
    place = kept.path.with_suffix(".suppressed.jsonl")
    assert A not in place.read_text()
    assert oct(place.stat().st_mode)[-3:] == "600"


# Erasure -----------------------------------------------------------------------------


def test_nothing_of_a_client_is_left_in_any_byte(kept: Store, tmp_path: Path):
    take_back(kept, A)
    others = {
        table: kept.rows(f"SELECT * FROM {table} WHERE client_id = '{B}'")
        for table in ("client", "answer", "permission")
    }
    gone = erase(kept, "RV-0001", OPERATOR, EVENT)
    assert gone["client"] == 1
    assert gone["answer"] == 1
    for file in kept.path.parent.iterdir():
        held = file.read_bytes()
        assert CANARY.encode() not in held, file.name
        if not file.name.endswith("audit.duckdb"):
            assert A.encode() not in held, file.name
    back = open_store(kept.path)
    for table, before in others.items():
        assert rows(back, table) == before
    back_up(back, tmp_path / "later", OPERATOR, EVENT)
    for file in (tmp_path / "later").iterdir():
        assert CANARY.encode() not in file.read_bytes()
    back.close()


def test_the_store_goes_on_after_an_erasure(kept: Store):
    before = rows(kept, "answer")
    erase(kept, "RV-0001", OPERATOR, EVENT)
    back = open_store(kept.path)
    put(back, an_answer(B, question="own_goal", asked_on=DAY.replace(day=1)))
    numbers = [int(str(row["row_id"])) for row in rows(back, "answer")]
    assert min(n for n in numbers[1:]) > max(int(str(r["row_id"])) for r in before)
    assert back.read("SELECT count(*) FROM label WHERE label = 'RV-0001'") == [(1,)]
    (act, *_) = acts(back, OPERATOR)
    assert (act.action, act.result) == ("keep_store", "done")
    back.close()


def test_a_mention_in_what_was_kept_as_text_goes_too(kept: Store):
    with kept.writing() as writing:
        writing.run(
            "INSERT INTO store_state VALUES ('a plan', $held)",
            {"held": json.dumps([[A, B]])},
        )
    erase(kept, "RV-0001", OPERATOR, EVENT)
    back = open_store(kept.path)
    assert back.state("a plan") == json.dumps([["erased", B]])
    back.close()


def test_no_column_names_a_client_in_a_way_that_erasing_does_not_know():
    named = {c.name for table in TABLES.values() for c in table.columns()}
    known = {*_OWNS, *_MENTIONS}
    assert {each for each in named if each.endswith("client_id")} == known


ABOUT_CLIENTS = [
    name
    for name, table in TABLES.items()
    if "client_id" in {column.name for column in table.columns()}
]


def test_every_table_about_clients_is_emptied_of_one_and_keeps_the_others(kept: Store):
    held_apart = ("separation", "pair_check")
    with kept.writing() as writing:
        for name in ABOUT_CLIENTS:
            writing.run(f"DELETE FROM {name}")
            for who, other in ((A, C), (B, C), (C, B)):
                insert(writing, name, filled(name, who, other))
        for name in held_apart:  # B is held apart from the one who is erased, too
            insert(writing, name, filled(name, B, A))
    gone = erase(kept, "RV-0001", OPERATOR, EVENT)
    assert gone == {name: 2 if name in held_apart else 1 for name in ABOUT_CLIENTS}
    assert {"sitting", "said", "network_measure", "supervision", "membership"} <= {
        *gone
    }
    back = open_store(kept.path)
    for name in ABOUT_CLIENTS:
        left = f"SELECT client_id FROM {name} ORDER BY client_id"
        assert back.read(left) == [(B,), (C,)], name
    for file in kept.path.parent.iterdir():
        assert f"{CANARY} {A[:4]}".encode() not in file.read_bytes(), file.name
    back.close()


def filled(table: str, who: str, other: str) -> dict[str, object]:
    """A row of any table with every column filled in; its text says whose it is."""
    row: dict[str, object] = {
        column.name: a_value(column, f"{CANARY} {who[:4]}")
        for column in TABLES[table].columns()
        if column.name not in PROVENANCE
    }
    named = {"client_id": who, "other_client_id": other, "linked_client_id": other}
    row |= {name: each for name, each in named.items() if name in row}
    came = {"as_at": DAY, "source": "test", "imported_at": IMPORTED_AT, "batch": 1}
    return row | came


def a_value(column: Column, text: str) -> object:
    if column.codes:
        return column.codes.ids[0]
    return {
        "text": text,
        "integer": int(column.low or 1),
        "decimal": column.low or 1,
        "date": DAY,
        "moment": IMPORTED_AT,
        "boolean": True,
    }[column.kind]


def test_a_plan_names_the_erased_by_neither_number_nor_pseudonym(kept: Store):
    apart = '{"apart": [["RV-0001", "RV-0002"], ["RV-0002", "RV-00010"]]}'
    plan = filled("plan", A, B) | {"rules": apart, "title": f"with RV-0001 and {A}"}
    with kept.writing() as writing:
        insert(writing, "plan", plan)
        insert(writing, "sign_off", filled("sign_off", A, B))
        insert(writing, "planned_group", filled("planned_group", A, B))
    erase(kept, "RV-0001", OPERATOR, EVENT)
    back = open_store(kept.path)
    ((rules, title),) = back.read("SELECT rules, title FROM plan")
    assert json.loads(rules) == {
        "apart": [["erased", "RV-0002"], ["RV-0002", "RV-00010"]]
    }
    assert title == "with erased and erased"
    # Of the plan itself and its sign-off nothing is about one client: they stay.
    for table in ("sign_off", "planned_group"):
        assert back.read(f"SELECT count(*) FROM {table}") == [(1,)]
    back.close()


def test_nobody_is_erased_by_a_pseudonym_that_is_not_there(kept: Store):
    with pytest.raises(UserError, match="Nothing was erased"):
        erase(kept, "RV-9999", OPERATOR, EVENT)
    assert len(rows(kept, "client")) == 2


def test_it_is_for_the_operator_alone(kept: Store, tmp_path: Path):
    all_but = frozenset(Action) - {Action.KEEP_STORE}
    nobody = Scope("somebody", all_but, None, None)
    for act in (
        lambda: back_up(kept, tmp_path / "copy", nobody, EVENT),
        lambda: restore(tmp_path, tmp_path / "x", None, nobody, EVENT),
        lambda: erase(kept, "RV-0001", nobody, EVENT),
    ):
        with pytest.raises(Refused):
            act()


# No room on the disk (IMP-J07) --------------------------------------------------------


def test_a_backup_without_room_is_not_begun(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    full = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    with pytest.raises(UserError, match="not enough room on the disk: 1 MB"):
        back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    assert not (tmp_path / "copy").exists()


def test_a_disk_that_fills_during_a_backup_leaves_no_half_of_one(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = rows(kept, "client")
    copied = shutil.copyfileobj

    def fills(source, to, length):
        copied(source, to, length)
        if source.name.endswith(".audit.duckdb"):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", fills)
    with pytest.raises(UserError, match="What was copied is gone again"):
        back_up(kept, tmp_path / "copy", OPERATOR, EVENT)
    assert not (tmp_path / "copy").exists()
    assert rows(kept, "client") == before
    assert kept.audit.lines()[-1]["result"] == "not done"
    monkeypatch.undo()
    assert back_up(kept, tmp_path / "copy", OPERATOR, EVENT).files
