from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from dashboard import gate
from dashboard.access import DEMO_USERS
from tests.browser.accessibility import faults
from tests.browser.reader import Reader, open_to
from tests.browser.serving import PLANTED, served


# Help asks nothing, so it can neither fail nor wait.
KEYWORKER = DEMO_USERS[0]
PLACE = open_to(KEYWORKER)[0]


def test_without_records_it_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with (
        served(tmp_path, copy_of=None, state="empty") as address,
        Reader(browser, address) as reader,
    ):
        reader.open(KEYWORKER, expected=PLACE.page.title)
        assert faults(reader.tab) == []
        said = reader.tab.inner_text('[data-testid="stMain"]')
        assert " ".join(PLACE.page.empty.split())[:40] in " ".join(said.split())


def test_a_fault_tells_nobody_what_it_holds(
    browser: Browser, demo_folder: Path, tmp_path: Path
) -> None:
    with (
        served(tmp_path, copy_of=demo_folder, state="broken") as address,
        Reader(browser, address) as reader,
    ):
        reader.open(KEYWORKER, expected="Something went wrong on our side")
        assert faults(reader.tab) == []
        assert PLANTED not in reader.tab.content()
        assert reader.tab.title().startswith("Error: ")
    written = (tmp_path / "stderr.txt").read_text()
    assert "RuntimeError at " in written
    assert PLANTED not in written


@pytest.mark.usefixtures("chromium")
def test_the_real_server_carries_the_headers(address: str) -> None:
    with urlopen(address) as answer:
        headers = answer.headers
    assert {name: headers.get(name) for name in gate.HEADERS} == gate.HEADERS
    assert headers["Content-Security-Policy"] == gate.content_policy()
    assert "Server" not in headers
