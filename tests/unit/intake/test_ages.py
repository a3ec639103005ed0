from datetime import date
from pathlib import Path

import pytest

from metrics.intake import PROFILES, check, load
from metrics.scope import Scope
from metrics.store import Store
from tests.imports.loads import OPERATOR


HEADER = "participant,age,ort,daily_dose_mg"
DAY = date(2022, 10, 31)


def table_1(folder: Path, age: str) -> Path:
    path = folder / "table1.csv"
    path.write_text(f"{HEADER}\nLuke,{age},MTD,60\n")
    return path


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("18", "18_24"),
        ("24", "18_24"),
        ("25", "25_29"),
        ("69", "65_69"),
        ("70", "70_plus"),
        ("", None),
    ],
)
def test_an_age_becomes_its_band(
    store: Store, tmp_path: Path, age: str, band: str | None
) -> None:
    paths = [table_1(tmp_path, age)]
    profile = PROFILES["houghton-table-1"]
    delivery = check(paths, OPERATOR, profile=profile, as_at=DAY)
    assert load(store, delivery, OPERATOR).saved
    assert store.read("SELECT age_band FROM client") == [(band,)]


@pytest.mark.parametrize(
    ("age", "code"),
    [
        ("14", "IMP-D01"),
        ("0", "IMP-D02"),
        ("130", "IMP-D02"),
        ("-3", "IMP-D02"),
        ("45.5", "IMP-D02"),
        ("forty", "IMP-D02"),
    ],
)
def test_an_age_that_cannot_be_right_holds_the_row(
    tmp_path: Path, age: str, code: str
) -> None:
    profile = PROFILES["houghton-table-1"]
    paths = [table_1(tmp_path, age)]
    delivery = check(paths, Scope.operator(), profile=profile, as_at=DAY)
    held = [each for each in delivery.problems if each.outcome == "hold"]
    assert [(each.code, each.row, each.column) for each in held] == [(code, 2, "age")]
    assert delivery.held == {"client": 1, "prescription": 1, "condition": 0, "event": 1}
