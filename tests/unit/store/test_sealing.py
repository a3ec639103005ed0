"""Encryption at rest. The maker's module is not on this machine: in its place stands the
switch that the product never uses, which writes the same files by a worse generator.
"""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from metrics import Scope, StoreBusy, UserError
from metrics.keeping import back_up, erase, restore
from metrics.store import AuditEvent, Store, open_store, sealing
from tests.architecture.tree import ROOT
from tests.factories import a_client, insert, put


WORD = "Harbourside-that-nobody-may-read"
OPERATOR = Scope.operator()
EVENT = AuditEvent("operator", "operator", "keep_store", about=WORD)
UNSAFE = "force_mbedtls_unsafe"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "keys").mkdir()
    path = tmp_path / "keys" / "seal.key"
    path.write_text("0f" * 32)
    path.chmod(0o600)
    monkeypatch.setenv(sealing.KEY_IS, str(path))
    return path


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sealing, "load_module", lambda root: root.execute(f"SET {UNSAFE} = 'true'")
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    return tmp_path / "records" / "store.duckdb"


def filled(path: Path) -> Store:
    store = open_store(path, create=True)
    put(store, a_client("A", service=WORD), a_client("B", service=WORD))
    with store.writing() as writing:
        for client, label in (("A", "CL-0001"), ("B", "CL-0002")):
            insert(writing, "label", {"client_id": client, "label": label})
    store.audit.note(EVENT)
    return store


def bytes_of(folder: Path) -> bytes:
    return b"".join(f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file())


def test_a_sealed_store_is_as_any_other_to_whoever_has_the_key(
    key: Path, module: None, path: Path
) -> None:
    with closing(filled(path)) as store:
        assert store.is_sealed
        assert store.read("SELECT count(*) FROM client") == [(2,)]
        with store.snapshot() as inside:
            inside.run("CREATE TEMP TABLE mine AS SELECT * FROM client")
            assert inside.run("SELECT count(*) FROM mine") == [(2,)]
    with closing(open_store(path)) as again:
        assert again.version == 1 + 1
        assert again.read("SELECT DISTINCT service FROM client") == [(WORD,)]
        assert again.audit.first_broken() is None


def test_nothing_of_it_can_be_read_beside_the_key(
    key: Path, module: None, path: Path
) -> None:
    store = filled(path)
    assert WORD.encode() not in bytes_of(path.parent), "while it is open"
    store.close()
    assert WORD.encode() not in bytes_of(path.parent)
    assert sealing.is_sealed(path)
    assert sealing.is_sealed(path.with_suffix(".audit.duckdb"))


def test_another_key_or_none_opens_nothing(
    key: Path, module: None, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path).close()
    key.write_text("1e" * 32)
    with pytest.raises(UserError, match="encrypted with another key"):
        open_store(path)
    key.write_text("too short")
    with pytest.raises(UserError, match="is not a key") as stop:
        open_store(path)
    assert "too short" not in str(stop.value)
    key.chmod(0o644)
    with pytest.raises(UserError, match="can be read by others"):
        open_store(path)
    monkeypatch.delenv(sealing.KEY_IS)
    with pytest.raises(UserError, match="Name the file of its key"):
        open_store(path)


def test_a_second_opening_is_told_who_holds_it(
    key: Path, module: None, path: Path
) -> None:
    with closing(filled(path)), pytest.raises(StoreBusy, match="this very process"):
        open_store(path)


def test_backed_up_put_back_and_erased_it_stays_sealed(
    key: Path, module: None, path: Path, tmp_path: Path
) -> None:
    with closing(filled(path)) as store:
        back_up(store, tmp_path / "copy", OPERATOR, EVENT)
    assert WORD.encode() not in bytes_of(tmp_path / "copy")
    (tmp_path / "again").mkdir()
    to = tmp_path / "again" / "store.duckdb"
    restore(tmp_path / "copy", to, None, OPERATOR, EVENT)
    erase(open_store(to), "CL-0001", OPERATOR, EVENT)
    with closing(open_store(to)) as left:
        assert left.is_sealed
        assert left.read("SELECT client_id FROM client") == [("B",)]
    assert WORD.encode() not in bytes_of(to.parent)


def test_without_the_module_nothing_is_made_and_nothing_is_written_in_the_open(
    key: Path, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="maker's own crypto module"):
        open_store(path, create=True)
    forged = tmp_path / "httpfs.duckdb_extension"
    forged.write_bytes(b"not what its maker signed")
    monkeypatch.setenv(sealing.MODULE_IS, str(forged))
    with pytest.raises(UserError, match="maker's own crypto module"):
        open_store(path, create=True)
    assert list(path.parent.iterdir()) == []


def test_a_demonstration_is_never_sealed(key: Path, path: Path) -> None:
    with closing(open_store(path, create=True, demo=True)) as store:
        assert not store.is_sealed
    assert not sealing.is_sealed(path)


def test_the_unsafe_switch_is_refused_and_stands_nowhere(path: Path) -> None:
    with closing(filled(path)) as store:
        assert not store.is_sealed
        with store.snapshot() as inside, pytest.raises(duckdb.Error, match="locked"):
            inside.run(f"SET {UNSAFE} = 'true'")
    sources = [*(ROOT / "metrics").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]
    assert [each.name for each in sources if UNSAFE in each.read_text("utf-8")] == []
