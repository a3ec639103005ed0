import hmac
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from metrics.intake import check, load
from metrics.intake.identity import Ids, new_labels, prefix
from metrics.problems import UserError
from metrics.store import Store, open_store
from metrics.store.keys import DEMO_KEY, OTHER_KEY, Key, key_of
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, delivered


KEY = Key(b"k" * 32)
ONE = Ids(KEY, "provider")


def keyed(ids: Ids, **columns: list[str | None]) -> dict[str, list[str | None]]:
    rows = {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
    return ids.keyed(pa.table(rows)).to_pydict()


def labels_of(services: list[str | None], given: Iterable[str] = ()) -> list[str]:
    found: list[str] = new_labels(
        pa.chunked_array([pa.array(services, pa.string())]), given
    ).to_pylist()
    return found


def test_an_id_is_128_bits_in_hex() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", ONE.clients(["RV1"])[0])


@pytest.mark.parametrize("length", [1, 32, 64, 65])
def test_an_id_is_what_the_library_of_python_makes(length: int) -> None:
    secret = bytes(range(100, 100 + length))
    for reference in ("RV1", "", "æ", "x" * 200):
        text = f"client\x1fprovider\x1f{reference}".encode()
        wanted = hmac.new(secret, text, "sha256").hexdigest()[:32]
        assert Ids(Key(secret), "provider").clients([reference]) == [wanted]


def test_an_id_stays_whoever_stands_before_and_whatever_the_order() -> None:
    ids = Ids(KEY, "provider")
    tables = (["RV1", "RV2"], ["RV1", "RV2"], ["RV2", "RV1"], ["RV3"], ["RV2", "RV3"])
    for references in (*tables, ["RV1", None, "RV1"]):
        found = keyed(ids, client_id=references)["client_id"]
        alone = [r and Ids(KEY, "provider").clients([r])[0] for r in references]
        assert found == alone
    wanted = pa.chunked_array([ids.clients(["RV3", "RV1"])])
    assert ids.references(wanted).to_pylist() == ["RV3", "RV1"]


def test_the_same_reference_of_the_same_issuer_is_the_same_person() -> None:
    assert Ids(KEY, "provider").clients(["RV1"])[0] == ONE.clients(["RV1"])[0]
    assert Ids(KEY, "elsewhere").clients(["RV1"])[0] != ONE.clients(["RV1"])[0]
    assert (
        Ids(Key(b"x" * 32), "provider").clients(["RV1"])[0] != ONE.clients(["RV1"])[0]
    )


def test_leading_noughts_and_capitals_count() -> None:
    assert len({ONE.clients([each])[0] for each in ("00123", "123", "rv1", "RV1")}) == 4


def test_two_reporters_never_share_a_person() -> None:
    found = keyed(ONE, client_id=["RV1", "RV2", "RV1"], person_id=["P1", "P1", "P1"])
    first, second, again = found["person_id"]
    assert first == again != second


def test_both_ends_of_a_tie_and_a_link_are_keyed_alike() -> None:
    found = keyed(
        ONE,
        client_id=["RV1", "RV2"],
        person_id=["P1", "P2"],
        other_person_id=["P2", "P2"],
        linked_client_id=["RV2", None],
    )
    assert found["other_person_id"][1] == found["person_id"][1]
    assert found["linked_client_id"] == [ONE.clients(["RV2"])[0], None]


def test_an_interview_keeps_its_reference_unless_it_names_the_client() -> None:
    found = keyed(ONE, client_id=["RV1", "RV1"], interview=["2026-09-14-a", "rv1-2"])
    assert found["interview"][0] == "2026-09-14-a"
    assert re.fullmatch(r"[0-9a-f]{32}", found["interview"][1] or "")


@pytest.mark.parametrize(
    ("service", "letters"),
    [
        ("Riverside", "RV"),
        ("Millbrook", "MB"),
        ("Harbourside", "HB"),
        ("Hill House", "HH"),
        ("Link", "LK"),
        ("42", "CL"),
        (None, "CL"),
    ],
)
def test_the_prefix_of_a_service(service: str | None, letters: str) -> None:
    assert prefix(service) == letters


def test_labels_are_never_used_again() -> None:
    first = labels_of(["Riverside"] * 9_998)
    assert len(set(first)) == len(first)
    assert all(re.fullmatch(r"RV-\d{4}", label) for label in first)
    more = labels_of(["Riverside", "Riverside"], first)
    assert not set(more) & set(first)
    assert sorted(len(label) for label in more) == [7, 8]


def test_a_label_says_the_service_of_its_client() -> None:
    found = labels_of(["Riverside", None, "Millbrook", "Riverside"])
    assert [label[:2] for label in found] == ["RV", "CL", "MB", "RV"]


def test_labels_come_in_no_order() -> None:
    labels = labels_of([None] * 200)
    assert labels != sorted(labels)


def test_a_new_store_gets_a_key_of_its_owner_s(store: Store) -> None:
    key = key_of(store)
    file = store.path.with_name("test.duckdb.key")
    assert file.stat().st_mode & 0o777 == 0o600
    assert key_of(store) == key
    assert repr(key) == "Key()"
    assert key.secret.hex() not in str(store.read("SELECT * FROM store_state"))


def test_another_key_is_refused(store: Store, tmp_path: Path) -> None:
    key_of(store)
    other = tmp_path / "other.key"
    other.write_text("ab" * 32)
    other.chmod(0o600)
    with pytest.raises(UserError, match=re.escape(OTHER_KEY)):
        key_of(store, other)


def test_a_missing_key_is_refused_and_none_is_made(
    store: Store, tmp_path: Path
) -> None:
    assert delivered(store, tmp_path / "one", client=RV1).saved
    file = store.path.with_name("test.duckdb.key")
    file.unlink()
    paths = written(tmp_path / "two", client=RV1.replace("RV1", "RV2"))
    with pytest.raises(UserError, match=re.escape(OTHER_KEY)):
        load(store, check(paths, OPERATOR), OPERATOR)
    assert not file.exists()


def test_a_key_that_others_can_read_is_refused(store: Store) -> None:
    key_of(store)
    store.path.with_name("test.duckdb.key").chmod(0o644)
    with pytest.raises(UserError, match="can be read by others"):
        key_of(store)


@pytest.mark.parametrize("text", ["", "ab" * 16, "not hex at all", "é" * 64])
def test_what_is_no_key_is_refused(store: Store, tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.key"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(UserError, match="does not hold a key"):
        key_of(store, file)


def test_the_environment_names_the_key(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_KEY_FILE", str(tmp_path / "elsewhere.key"))
    key_of(store)
    assert (tmp_path / "elsewhere.key").exists()
    assert not store.path.with_name("test.duckdb.key").exists()


def test_the_published_key_is_for_the_demonstration_only(tmp_path: Path) -> None:
    demo = open_store(
        tmp_path / "d.duckdb", create=True, demo=True, fixed_today=date(2026, 11, 2)
    )
    assert key_of(demo) == DEMO_KEY
    demo.close()
    file = tmp_path / "demo.key"
    file.write_text(DEMO_KEY.secret.hex())
    file.chmod(0o600)
    real = open_store(tmp_path / "real.duckdb", create=True)
    with pytest.raises(UserError, match=r"does not hold a key|another key"):
        key_of(real, file)
    real.close()


def test_a_key_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        key_of(store, tmp_path / "no such folder" / "x.key")
