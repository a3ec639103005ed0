"""Opening a report page once more, beside a page of the same frame with one sentence.

Each as AppTest runs it, a whole run of the script; the least of a few tries, taken in
turn, so that a busy moment strikes page and frame alike. The release is that of the
demonstration, with three services, a year and its quarters, and what was drawn of it
was drawn before in the same session. What a browser draws is left out: measured once in
Chromium, from the key to the last change, 1.1 (Data quality) to 2.4 times the frame (At
a glance, 110 ms beside 46).
"""

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, User
from dashboard.app_pages._page import Page
from dashboard.server import build_demo_store, release_beside
from dashboard.session import Opened
from metrics.store import open_store
from tests.benchmarks._row import Measured, Row, timed


TARGET, TRIES = 1.5, 40
PAGES = (
    "at-a-glance",
    "services-compared",
    "reach-and-equity",
    "group-programme",
    "data-quality",
)


def show(page: "object", user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    navigation.run(page, user)


def one_sentence(user: User) -> None:
    import streamlit as st

    st.markdown("A page of one sentence.")


@contextmanager
def released() -> Iterator[None]:
    """The demonstration and its release, open in this process as `demo` opens them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.duckdb"
        build_demo_store(path)
        with closing(open_store(path)) as opened:
            held = Opened(opened, release_beside(path), demo=True)
            with mock.patch.object(session, "_opened", held):
                yield


def visited(page: Page, user: User) -> AppTest:
    """A page that was opened before."""
    at = AppTest.from_function(show, args=(page, user), default_timeout=120).run()
    assert not at.exception
    return at.run()


def beside_its_frame(page: Page, user: User) -> tuple[float, float]:
    """The seconds of one more run of a page, and of its frame with one sentence."""
    ours, frame = visited(page, user), visited(replace(page, render=one_sentence), user)
    gc.collect()
    gc.freeze()  # as the server does at its start
    tries = [(timed(ours.run), timed(frame.run)) for _ in range(TRIES)]
    return min(each[0] for each in tries), min(each[1] for each in tries)


@cache
def measured() -> Measured:
    user = next(each for each in DEMO_USERS if each.subject == "commissioner")
    pages = {each.address: each.page for each in navigation.places()}
    with released():
        found = {name: beside_its_frame(pages[name], user) for name in PAGES}
    slowest, floor = max(found.values(), key=lambda each: each[0] / each[1])
    words = ", ".join(f"{name} {took / of:.2f}" for name, (took, of) in found.items())
    return Measured(slowest, floor, words, slowest <= TARGET * floor)


ROWS = (
    Row(
        "report-pages",
        "one more run of the slowest report page",
        "one more run of a page of one sentence in the same frame",
        f"{TARGET} × the floor",
        measured,
    ),
)
