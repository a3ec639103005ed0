from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.serving import served


@pytest.fixture(scope="session")
def address(
    demo_folder: Path, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the demonstration is served, on a store of this worker's own."""
    folder = tmp_path_factory.mktemp("served")
    with served(folder, copy_of=demo_folder) as found:
        yield found
