"""What every test gets: Hypothesis profiles, the system's browser, and CI's strictness.

Stores and their data belong to `store_fixtures.py`, sample rows to `factories.py`.
"""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright


CI = bool(os.environ.get("CI"))

pytest_plugins = (
    ["tests.store_fixtures"]
    if Path(__file__).with_name("store_fixtures.py").exists()
    else []
)

# On a shared machine time is no evidence, and a red run must be repeatable. `make long`
# draws new examples, and many more of them.
settings.register_profile(
    "everyday", max_examples=10, deadline=None, derandomize=True, print_blob=True
)
settings.register_profile("long", max_examples=300, deadline=None, print_blob=True)
settings.load_profile("everyday")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium; Playwright's own is never downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("No Chromium on the PATH: install chromium to run the browser tests.")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless browser for the run; each test opens its own context in it."""
    with sync_playwright() as playwright:
        # Root, as in CI's container, cannot use Chromium's sandbox; it opens only us.
        running = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for Chromium is a browser test; nobody has to remember the mark.

    In CI such a test is tried twice, and `-r R` names it: a slow machine is not a fault.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if CI:
                item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: nobody need look through it
    again and again for what may go.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped browser test fails: a check that did not run is not green."""
    report = yield
    must_run = CI and item.get_closest_marker("browser") is not None
    if must_run and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, but in CI it must run.\n{report.longrepr}"
    return report
