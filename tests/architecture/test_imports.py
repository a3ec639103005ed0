import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.tree import ROOT


class Planted(NamedTuple):
    contract: str
    module: str
    line: str


PLANTED = [
    Planted("never-draws", "metrics/settings.py", "import streamlit"),
    Planted("never-draws", "metrics/evaluation.py", "import altair"),
    Planted(
        "never-draws", "metrics/records/_people.py", "from dashboard import access"
    ),
    Planted("metrics-layers", "metrics/periods.py", "import metrics.store"),
    Planted("metrics-layers", "metrics/contracts/client.py", "import metrics.store"),
    # A module that nobody has given a layer would escape the rule.
    Planted("metrics-layers", "metrics/utils.py", "import metrics.periods"),
    Planted("dashboard-layers", "dashboard/access.py", "import dashboard.session"),
    Planted("one-store", "metrics/evaluation.py", "import duckdb"),
    Planted("one-store", "dashboard/session.py", "import duckdb"),
    Planted(
        "pages-alone",
        "dashboard/app_pages/one/first.py",
        "import dashboard.app_pages.two.second",
    ),
    Planted(
        "front-door",
        "dashboard/app_pages/one/first.py",
        "from metrics.indicators import INDICATORS",
    ),
    Planted("front-door", "dashboard/access.py", "import metrics.contracts._table"),
]


def lint(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """import-linter on the packages of this folder, in an interpreter of its own.

    In this one `metrics` may be imported already, and would be found, not the copy.
    """
    chosen = [word for name in contracts for word in ("--contract", name)]
    return subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            "--no-cache",
            "--no-logo",
            *chosen,
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_run_one_way() -> None:
    report = lint(ROOT)
    assert report.returncode == 0, report.stdout


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Both packages as they stand and two pages more: a place to plant a fault in."""
    unwanted = shutil.ignore_patterns("__pycache__")
    for package in ("metrics", "dashboard"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=unwanted)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    pages = tmp_path / "dashboard/app_pages"
    for section, page in (("one", "first.py"), ("two", "second.py")):
        (pages / section).mkdir(parents=True)
        for name in ("../__init__.py", "__init__.py", page):
            (pages / section / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    "planted", PLANTED, ids=lambda planted: f"{planted.module}: {planted.line}"
)
def test_a_planted_import_is_caught(copied: Path, planted: Planted) -> None:
    sound = lint(copied, planted.contract)
    assert sound.returncode == 0, sound.stdout
    with (copied / planted.module).open("a", encoding="utf-8") as module:
        module.write(f"\n{planted.line}\n")
    faulty = lint(copied, planted.contract)
    assert faulty.returncode != 0, faulty.stdout
