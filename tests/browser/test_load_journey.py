from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.accessibility import faults
from tests.browser.load_steps import load_and_undo
from tests.browser.reader import Reader
from tests.browser.serving import served


@pytest.fixture
def own_address(demo_folder: Path, tmp_path: Path, chromium: str) -> Iterator[str]:
    """The demonstration on a store that nobody else reads."""
    with served(tmp_path, copy_of=demo_folder) as found:
        yield found


def test_a_load_from_choosing_files_to_undoing_it(
    browser: Browser, own_address: str
) -> None:
    with Reader(browser, own_address) as reader:
        for step in load_and_undo(reader):
            assert faults(reader.tab) == [], step
        assert [*reader.errors, *reader.breaches, *reader.foreign] == []
