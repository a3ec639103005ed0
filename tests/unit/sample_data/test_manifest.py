import shutil
from pathlib import Path

import pytest

from metrics.contracts import IMPORTED
from metrics.intake import check, load
from metrics.intake.manifest import MANIFEST, listed, require, require_read
from metrics.problems import UserError
from metrics.store import open_store
from sample_data.generate import HERE, PUBLISHED
from tests.imports.loads import OPERATOR, TEMPLATES


FILES = [*(f"{name}.csv" for name in IMPORTED), PUBLISHED]


@pytest.mark.parametrize("path", FILES)
def test_every_file_of_the_demonstration_is_listed(path: str) -> None:
    assert listed(HERE / path, MANIFEST)


def test_the_manifest_lists_nothing_else() -> None:
    lines = MANIFEST.read_text(encoding="utf-8").splitlines()
    assert sorted(line.split("  ")[1] for line in lines) == sorted(FILES)


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("place", [0, -1])
def test_one_byte_altered_is_not_listed(path: str, place: int, tmp_path: Path) -> None:
    content = bytearray((HERE / path).read_bytes())
    content[place] ^= 1
    altered = tmp_path / "client.csv"
    altered.write_bytes(content)
    assert not listed(altered, MANIFEST)


def test_a_file_is_known_by_its_content_alone(tmp_path: Path) -> None:
    renamed = tmp_path / "upload-1"
    shutil.copy(HERE / "client.csv", renamed)
    assert listed(renamed, MANIFEST)


def test_nothing_is_listed_where_something_is_missing(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    assert not listed(HERE / "client.csv", tmp_path / "no-manifest")
    assert not listed(HERE / "client.csv", empty)
    assert not listed(tmp_path / "no-file.csv", MANIFEST)
    assert not listed(empty, MANIFEST)
    assert not listed(HERE, MANIFEST)


def test_one_file_of_another_origin_keeps_all_out(tmp_path: Path) -> None:
    other = tmp_path / "client.csv"
    other.write_text("client_id\nRV10234\n", encoding="utf-8")
    require([HERE / path for path in FILES])
    with pytest.raises(UserError, match="It takes only the sample files"):
        require([HERE / "client.csv", other])


def test_what_was_read_is_known_when_the_upload_is_gone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "demo.duckdb", create=True, demo=True)
    upload = tmp_path / "client.csv"
    shutil.copy(HERE / "client.csv", upload)
    delivery = check([upload], OPERATOR, profile=TEMPLATES, store=store)
    upload.unlink()
    assert load(store, delivery, OPERATOR).saved
    store.close()
    with pytest.raises(UserError, match="It takes only the sample files"):
        require_read([*(sheet.sha256 for sheet in delivery.sheets), "0" * 64])


def test_the_manifest_stands_beside_the_sample() -> None:
    assert MANIFEST == HERE / "MANIFEST"
