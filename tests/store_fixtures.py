"""Stores for tests: an empty one, and the demo's made once a run; and what is looked up
once for all pages.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.store import Store, open_store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without records, made once in this worker to be copied."""
    path = tmp_path_factory.mktemp("empty") / "store.duckdb"
    open_store(path, create=True).close()
    return path


@pytest.fixture
def store(empty_store: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store of its own for each test."""
    shutil.copy(empty_store, tmp_path / "test.duckdb")
    opened = open_store(tmp_path / "test.duckdb")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as `alongside demo` builds it, made once for a whole run.

    Nobody opens it where it lies: DuckDB lets one process in, and there are several.
    """
    from dashboard.server import build_demo_store

    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            build_demo_store(folder / "store.duckdb")
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def demo_copy(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration's folder for this worker, open to be written to."""
    copied = tmp_path_factory.mktemp("demonstration") / "own"
    shutil.copytree(demo_folder, copied)
    return copied


@pytest.fixture(scope="session")
def demo_store(demo_copy: Path) -> Iterator[Store]:
    """The demo store, opened once in this worker. Who writes to it says so by its name:
    other tests read the same one.
    """
    opened = open_store(demo_copy / "store.duckdb")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def installed_once() -> Iterator[None]:
    """For whoever runs a page: what is installed is looked up once a worker."""
    from tests.pages.scanning import scanned_once

    with scanned_once():
        yield
