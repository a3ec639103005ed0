"""With no route out, everything works and nothing tries to leave (design.md rule 12)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard import navigation
from tests.pages.no_route_out import FAR


ROOT = Path(__file__).parents[2]
ALONE = ["unshare", "--map-root-user", "--net"]  # with no network but a dead loopback


def alone() -> list[str]:
    """What takes the network away from a process, where this machine lets us."""
    try:
        subprocess.run([*ALONE, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return ALONE


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("no-route") / "demonstration"
    module = [sys.executable, "-m", "tests.pages.no_route_out", str(folder)]
    ran = subprocess.run(
        [*alone(), *module], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
def test_nothing_tries_to_leave(told: dict[str, Any]) -> None:
    assert told["refused at first"] == [f"socket.connect {FAR[0]}"], "the watch sleeps"
    assert told["tried"] == []


@pytest.mark.slow
def test_it_counts_lists_and_plans_all_the_same(told: dict[str, Any]) -> None:
    assert told["commands"] == dict.fromkeys(
        ("indicators", "criteria", "circles", "plan"), 0
    )


@pytest.mark.slow
def test_every_page_opens_all_the_same(told: dict[str, Any]) -> None:
    assert told["pages"].keys() == {each.address for each in navigation.places()}
    assert {address: said for address, said in told["pages"].items() if said} == {}


@pytest.mark.slow
def test_there_was_no_network_at_all(told: dict[str, Any]) -> None:
    if not alone():
        pytest.skip("This machine lets nobody make a network of their own (unshare).")
    assert set(told["networks"]) <= {"lo"}
