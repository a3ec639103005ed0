"""Types hold in the whole project, by mypy's strict rules (pyproject.toml)."""

import subprocess
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_types_hold() -> None:
    command = [sys.executable, "-m", "mypy"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
