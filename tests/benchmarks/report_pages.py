"""Opening a report page once more, beside a page of the same frame with one sentence.

Each as AppTest runs it, a whole run of the script; the least of a few tries. The release
is that of a small store: what a page costs is its drawing, not the size of the records.
A browser adds some 60 ms to either, which is left out here (platform.md).
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, User
from dashboard.app_pages._page import Page
from dashboard.session import Opened
from metrics import reports
from metrics.scope import Scope
from metrics.store import open_store
from tests.benchmarks._row import Measured, Row, timed
from tests.unit.test_reports import fill


TARGET, TRIES = 1.5, 5
PAGES = ("at-a-glance", "services-compared", "reach-and-equity", "data-quality")


def show(page: "object", user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    navigation.run(page, user)


def one_sentence(user: User) -> None:
    import streamlit as st

    st.markdown("A page of one sentence.")


@contextmanager
def released() -> Iterator[None]:
    """A release of a small store, open in this process as in the demonstration."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "store.duckdb"
        opened = open_store(path, create=True, demo=True, fixed_today=date(2026, 11, 2))
        stack.enter_context(closing(opened))
        fill(opened)
        made = Path(folder) / "out"
        reports.release(opened, None, made, Scope.operator(), before=1)
        held = Opened(opened, made / reports.FILE, demo=True)
        stack.enter_context(mock.patch.object(session, "_opened", held))
        yield


def rerun(page: Page, user: User) -> float:
    """The seconds of one more run of a page that was opened before."""
    at = AppTest.from_function(show, args=(page, user), default_timeout=120).run()
    assert not at.exception
    return timed(at.run, TRIES)


@cache
def measured() -> Measured:
    user = next(each for each in DEMO_USERS if each.subject == "commissioner")
    pages = {each.address: each.page for each in navigation.places()}
    with released():
        bare = rerun(replace(pages["at-a-glance"], render=one_sentence), user)
        found = {name: rerun(pages[name], user) for name in PAGES}
    slowest = max(found.values())
    words = ", ".join(f"{name} {took / bare:.2f}" for name, took in found.items())
    return Measured(slowest, bare, words, slowest <= TARGET * bare)


ROWS = (
    Row(
        "report-pages",
        "one more run of the slowest report page",
        "one more run of a page of one sentence in the same frame",
        f"{TARGET} × the floor",
        measured,
    ),
)
