from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from metrics.contracts import IMPORTED
from metrics.intake import PROFILES, Loaded, batches, check, load
from metrics.problems import Outcome, UserError
from metrics.scope import Scope
from metrics.store import Store, open_store
from tests.imports.files import written


SAMPLE = Path(__file__).parents[3] / "sample_data"
TOLD_AS_ON = date(2026, 11, 2)
OPERATOR = Scope.operator()
TEMPLATES = PROFILES["templates"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Loaded]:
    path = tmp_path_factory.mktemp("demo") / "store.duckdb"
    store = open_store(path, create=True, demo=True, fixed_today=TOLD_AS_ON)
    return store, load(store, check([SAMPLE], OPERATOR, store=store), OPERATOR)


def test_every_table_has_a_template() -> None:
    assert {kind.id for kind in TEMPLATES.files} == set(IMPORTED)
    assert set(TEMPLATES.tables) == set(IMPORTED)


def test_the_sample_loads_with_no_held_row(demo: tuple[Store, Loaded]) -> None:
    store, loaded = demo
    outcomes = {each.outcome for file in loaded.files for each in file.problems}
    assert loaded.saved
    assert outcomes <= {Outcome.WARN, Outcome.NORMALISE}
    assert {name: counts["held"] for name, counts in loaded.tables.items()} == (
        dict.fromkeys(IMPORTED, 0)
    )
    for name, counts in loaded.tables.items():
        assert store.read(f"SELECT count(*) FROM {name}") == [(counts["new"],)]
    store_today = batches(store, OPERATOR)[0].as_at
    assert store_today == TOLD_AS_ON


def test_labels_are_of_the_service(demo: tuple[Store, Loaded]) -> None:
    store, loaded = demo
    found = store.read(
        "SELECT DISTINCT service, left(label, 3) FROM client JOIN label USING (client_id)"
    )
    assert sorted(found) == [
        ("Harbourside", "HB-"),
        ("Millbrook", "MB-"),
        ("Riverside", "RV-"),
    ]
    assert len(set(loaded.links.values())) == len(loaded.links)


def test_the_same_bytes_again_change_nothing(demo: tuple[Store, Loaded]) -> None:
    store, _ = demo
    before = store.version
    again = load(store, check([SAMPLE], OPERATOR, store=store), OPERATOR)
    codes = Counter(each.code for file in again.files for each in file.problems)
    assert not again.saved
    assert codes["IMP-J01"] == 1
    assert store.version == before
    assert len(batches(store, OPERATOR)) == 1


def test_the_demonstration_takes_nothing_else(
    demo: tuple[Store, Loaded], tmp_path: Path
) -> None:
    store, _ = demo
    other = written(tmp_path, client="RV1,2026-11-01,Riverside,in_treatment")
    with pytest.raises(UserError, match="This is the demonstration"):
        check(other, OPERATOR, store=store)
    with pytest.raises(UserError, match="This is the demonstration"):
        load(store, check(other, OPERATOR), OPERATOR)


def test_a_folder_gives_its_files_and_lists_the_rest(tmp_path: Path) -> None:
    written(tmp_path, client="RV1,2026-11-01,Riverside,in_treatment")
    written(tmp_path / "older", client="RV2,2026-11-01,Riverside,in_treatment")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    delivery = check([tmp_path], OPERATOR, profile=TEMPLATES)
    assert [sheet.name for sheet in delivery.sheets] == ["client.csv"]
    assert set(delivery.ignored) == {"older", "notes.csv"}


def test_columns_in_any_order_and_spelling(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "client.csv"
    path.write_text(
        "Status,Client ID,favourite_colour,as-at\nin_treatment,RV1,green,2026-11-01\n"
    )
    loaded = load(store, check([path], OPERATOR), OPERATOR)
    told = {(each.code, each.column) for each in loaded.files[0].problems}
    assert loaded.saved
    assert told == {
        ("IMP-B10", "Status"),
        ("IMP-B10", "Client ID"),
        ("IMP-B10", "as-at"),
        ("IMP-B11", "favourite_colour"),
    }
    assert store.read("SELECT as_at, status FROM client") == [
        (date(2026, 11, 1), "in_treatment")
    ]


def test_the_row_s_day_goes_before_the_file_s(store: Store, tmp_path: Path) -> None:
    rows = "RV1,2026-10-05,Riverside,in_treatment\nRV2,,Riverside,in_treatment"
    delivery = check(written(tmp_path, client=rows), OPERATOR, as_at=date(2026, 11, 1))
    assert load(store, delivery, OPERATOR).saved
    days = store.read("SELECT as_at, renewed_on FROM client ORDER BY as_at")
    assert days == [(date(2026, 10, 5),) * 2, (date(2026, 11, 1),) * 2]


def test_a_client_without_any_day_is_held(tmp_path: Path) -> None:
    rows = "RV1,,Riverside,in_treatment"
    delivery = check(written(tmp_path, client=rows), OPERATOR)
    assert [(each.code, each.column) for each in delivery.problems] == [
        ("IMP-F09", "as_at")
    ]
    assert delivery.held["client"] == 1


def test_two_files_of_one_name_are_told_apart(store: Store, tmp_path: Path) -> None:
    right = "RV1,2026-11-01,Riverside,in_treatment"
    paths = [
        *written(tmp_path / "north", client=right),
        *written(tmp_path / "south", client=right.replace("RV1", "RV2,", 1)),
        *written(tmp_path / "west", client=right.replace("RV1", "RV3")),
    ]
    paths[1].write_text(paths[1].read_text().replace(",,", ",").replace("in_", "on_"))
    delivery = check(paths, OPERATOR)
    assert [each.name for each in delivery.files()] == [
        "client.csv",
        "client.csv (2)",
        "client.csv (3)",
    ]
    assert [len(each.problems) for each in delivery.files()] == [0, 1, 0]
    loaded = load(store, delivery, OPERATOR, "the rest is right")
    assert loaded.tables["client"]["new"] == 2
    assert loaded.tables["client"]["held"] == 1
