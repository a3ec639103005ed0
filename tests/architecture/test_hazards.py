"""The hazard log: every control names tests that are there and run."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.tree import ROOT


LOG = ROOT / "dashboard/hazards.toml"
HAZARDS: list[dict[str, Any]] = tomllib.loads(LOG.read_text("utf-8"))["hazard"]
FIELDS = {
    "id",
    "hazard",
    "cause",
    "effect",
    "initial",
    "residual",
    "owner",
    "local",
    "missing",
    "control",
}
NOT_RUN = ("skip", "xfail")


def named() -> Iterator[tuple[str, str]]:
    for hazard in HAZARDS:
        for control in hazard["control"]:
            yield from ((hazard["id"], test) for test in control["tests"])


def marks(test: str) -> list[str] | None:
    """What stands over a test, or None where there is no such test."""
    path, _, name = test.partition("::")
    if not (ROOT / path).is_file():
        return None
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return [ast.unparse(each) for each in node.decorator_list]
    return None


def test_all_hazards_of_the_safety_file_stand_in_order() -> None:
    assert [each["id"] for each in HAZARDS] == [f"H{n:02}" for n in range(1, 26)]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda each: each["id"])
def test_an_entry_is_whole(hazard: dict[str, Any]) -> None:
    assert set(hazard) == FIELDS
    assert hazard["control"], "a hazard without a control"
    assert 1 <= hazard["residual"] <= hazard["initial"] <= 5
    assert hazard["residual"] < 3 or hazard["local"] or hazard["missing"]
    assert all(control["tests"] for control in hazard["control"])


@pytest.mark.parametrize(("hazard", "test"), sorted(set(named())))
def test_a_control_names_a_test_that_is_there_and_runs(hazard: str, test: str) -> None:
    over = marks(test)
    assert over is not None, f"{hazard} names {test}, which is not there"
    assert not [mark for mark in over if any(word in mark for word in NOT_RUN)]


def test_a_missing_or_skipped_test_is_found(tmp_path: Path) -> None:
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert marks(f"{here}::test_that_is_not_there") is None
    assert marks("tests/nowhere.py::test_x") is None
    planted = ast.parse("@pytest.mark.skip\ndef test_x(): ...").body[0]
    assert isinstance(planted, ast.FunctionDef)
    over = [ast.unparse(each) for each in planted.decorator_list]
    assert [mark for mark in over if any(word in mark for word in NOT_RUN)]
