from datetime import date, datetime
from pathlib import Path

import pytest

from metrics.contracts.prescription import Prescription
from metrics.intake import batches, undo
from metrics.problems import UserError
from metrics.store import Store, record
from tests.imports.loads import OPERATOR, RV1, codes, delivered, everything


SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))
DOSE_60 = "RV1,methadone,,60,mg,daily,2026-08-15"
DOSE_70 = DOSE_60.replace("60", "70")
DOSE_80 = DOSE_60.replace("60", "80")
SAME_DAY = date(1, 1, 1)


@pytest.fixture
def first(store: Store, tmp_path: Path) -> Store:
    loaded = delivered(
        store, tmp_path / "first", OCTOBER, client=RV1, prescription=DOSE_60
    )
    assert loaded.saved
    return store


def doses(store: Store) -> list[tuple[object, ...]]:
    return store.read(
        "SELECT CAST(dose AS INTEGER), batch, as_at, supersedes, superseded_by, "
        "superseded_at FROM prescription ORDER BY row_id"
    )


def test_a_later_record_replaces_from_its_day_on(first: Store, tmp_path: Path) -> None:
    loaded = delivered(first, tmp_path / "next", NOVEMBER, prescription=DOSE_70)
    assert loaded.tables["prescription"]["changed"] == 1
    assert doses(first) == [
        (60, 1, OCTOBER, None, 2, NOVEMBER),
        (70, 2, NOVEMBER, 1, None, None),
    ]


def test_a_correction_of_the_same_day_was_always_so(
    first: Store, tmp_path: Path
) -> None:
    delivered(first, tmp_path / "next", OCTOBER, prescription=DOSE_70)
    assert doses(first) == [
        (60, 1, OCTOBER, None, 2, SAME_DAY),
        (70, 2, OCTOBER, None, None, None),
    ]


def test_a_correction_of_a_later_record_keeps_its_day(
    first: Store, tmp_path: Path
) -> None:
    delivered(first, tmp_path / "two", NOVEMBER, prescription=DOSE_70)
    delivered(first, tmp_path / "three", NOVEMBER, prescription=DOSE_80)
    assert doses(first) == [
        (60, 1, OCTOBER, None, 2, NOVEMBER),
        (70, 2, NOVEMBER, 1, 3, SAME_DAY),
        (80, 3, NOVEMBER, 1, None, None),
    ]


def test_the_same_again_is_not_stored_twice(first: Store, tmp_path: Path) -> None:
    other = DOSE_60.replace("2026-08-15", "2026-08-16")
    loaded = delivered(
        first, tmp_path / "next", NOVEMBER, prescription=f"{DOSE_60}\n{other}"
    )
    assert loaded.tables["prescription"]["unchanged"] == 1
    assert loaded.tables["prescription"]["new"] == 1
    assert len(doses(first)) == 2


def test_keys_with_nothing_in_them_are_the_same_key(
    first: Store, tmp_path: Path
) -> None:
    filled = DOSE_70.replace("methadone,,", "methadone,oral_solution,")
    loaded = delivered(first, tmp_path / "next", NOVEMBER, prescription=filled)
    assert loaded.tables["prescription"] == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "held": 0,
    }


def test_an_older_extract_is_refused(first: Store, tmp_path: Path) -> None:
    before = everything(first)
    loaded = delivered(first, tmp_path / "older", SEPTEMBER, prescription=DOSE_70)
    assert not loaded.saved
    assert "IMP-J03" in codes(loaded)
    assert everything(first) == before


def test_confirmed_it_still_overrides_nothing(first: Store, tmp_path: Path) -> None:
    other = DOSE_60.replace("2026-08-15", "2026-08-16")
    loaded = delivered(
        first,
        tmp_path / "older",
        SEPTEMBER,
        older_confirmed=True,
        prescription=f"{DOSE_70}\n{other}",
    )
    assert loaded.saved
    assert codes(loaded) == ["IMP-J03"]
    assert [dose for dose, *_ in doses(first)] == [60, 60]


@pytest.mark.parametrize(("as_at", "stands"), [(OCTOBER, 45), (NOVEMBER, 70)])
def test_a_worker_s_record_stands_unless_a_file_is_newer(
    first: Store, tmp_path: Path, as_at: date, stands: int
) -> None:
    ((client,),) = first.read("SELECT client_id FROM client")
    said = Prescription(
        client_id=client,
        medicine="methadone",
        dose=45,
        unit="mg",
        interval="daily",
        recorded_on=date(2026, 8, 15),
    )
    with first.writing() as writing:
        record.add(writing, said, datetime(2026, 10, 1))
    loaded = delivered(first, tmp_path / "next", as_at, prescription=DOSE_70)
    assert loaded.saved
    assert codes(loaded) == (["IMP-J03"] if stands == 45 else ["IMP-J02"])
    standing = first.read("SELECT dose FROM prescription WHERE superseded_by IS NULL")
    assert standing == [(stands,)]


def test_a_snapshot_renews_what_it_still_lists(first: Store, tmp_path: Path) -> None:
    again = RV1.replace("2026-10-01", "2026-11-01")
    loaded = delivered(first, tmp_path / "next", client=again)
    assert loaded.tables["client"]["unchanged"] == 1
    rows = first.read(
        "SELECT as_at, renewed_on, superseded_by FROM client ORDER BY as_at"
    )
    assert rows == [(OCTOBER, OCTOBER, None), (NOVEMBER, NOVEMBER, None)]


def test_a_snapshot_of_the_same_day_corrects(first: Store, tmp_path: Path) -> None:
    left = RV1.replace("in_treatment", "left")
    delivered(first, tmp_path / "next", client=left)
    rows = first.read(
        "SELECT status, superseded_by, superseded_at FROM client ORDER BY row_id"
    )
    assert rows == [("in_treatment", 2, SAME_DAY), ("left", None, None)]


def test_undoing_restores_exactly(first: Store, tmp_path: Path) -> None:
    before = everything(first)
    delivered(
        first,
        tmp_path / "next",
        NOVEMBER,
        client=f"{RV1.replace('in_treatment', 'left')}\nRV2,2026-11-01,Riverside,left",
        prescription=f"{DOSE_70}\n{DOSE_80.replace('RV1', 'RV2')}",
    )
    version = first.version
    done = undo(first, 2, OPERATOR)
    assert everything(first) == before
    assert done == {
        "client": {"removed": 2, "restored": 1},
        "prescription": {"removed": 2, "restored": 1},
    }
    assert first.version == version + 1
    assert [each.undone_at is not None for each in batches(first, OPERATOR)] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    "later",
    [
        {"prescription": DOSE_70},  # replaces a row of the first
        {"prescription": DOSE_60},  # says it again, and so stored nothing of its own
        {"event": "RV1,overdose,yes,2026-09-20"},  # of a client known by the first only
    ],
    ids=["replaces", "repeats", "belongs"],
)
def test_what_later_loads_rest_on_is_not_undone(
    first: Store, tmp_path: Path, later: dict[str, str]
) -> None:
    assert delivered(first, tmp_path / "next", NOVEMBER, **later).saved
    before = everything(first)
    with pytest.raises(UserError, match=r"later loads rest on it \(2\)"):
        undo(first, 1, OPERATOR)
    assert everything(first) == before
    undo(first, 2, OPERATOR)
    undo(first, 1, OPERATOR)
    assert not any(everything(first).values())


@pytest.mark.parametrize("number", [7, 1])
def test_what_is_not_there_is_not_undone(first: Store, number: int) -> None:
    undo(first, 1, OPERATOR)
    with pytest.raises(UserError, match=f"no batch {number}"):
        undo(first, number, OPERATOR)


def test_a_worker_s_record_outlives_the_batch_it_replaced(first: Store) -> None:
    ((client,),) = first.read("SELECT client_id FROM client")
    said = Prescription(
        client_id=client, medicine="methadone", recorded_on=date(2026, 8, 15)
    )
    with first.writing() as writing:
        record.add(writing, said, datetime(2026, 11, 1))
    undo(first, 1, OPERATOR)
    assert first.read("SELECT source, superseded_by FROM prescription") == [
        ("worker", None)
    ]
