"""Planted words, and every page as everybody: what one client said of others, and what
only the lead may read, stands nowhere else (safety.md H08, design.md rule 13).
"""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, Role, User, can
from dashboard.app_pages._page import Page
from metrics import Store, open_store
from tests.factories import DAY, an_answer, put
from tests.pages.reading import cells, charts, words


SAID = "CANARY one client said this of another"
TOLD = "CANARY told to the lead alone"
OTHER = DEMO_USERS[1]


@pytest.fixture(scope="module")
def planted(
    demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The demonstration, in which a client of keyworker 9 said what nobody else did."""
    folder = tmp_path_factory.mktemp("canary") / "own"
    shutil.copytree(demo_folder, folder)
    store = open_store(folder / "store.duckdb")
    client = theirs(store)
    put(
        store,
        an_answer(client, survey="peers", question="words", value=SAID, asked_on=DAY),
    )
    with store.writing() as writing:
        for table in ("person", "tie", "person_tie", "answer"):
            writing.run(
                f"UPDATE {table} SET source = $said WHERE client_id = $client",
                {"said": SAID, "client": client},
            )
        writing.run(
            "UPDATE disclosure SET entered_by = $told WHERE true", {"told": TOLD}
        )
    yield store
    store.close()


def theirs(store: Store) -> str:
    """A client of keyworker 9 who mentioned somebody."""
    from dashboard.access import scope_of
    from metrics import Action, records

    today = store.today()
    listed = records.caseload(store, today, scope_of(OTHER, Action.SEE_CASELOAD))
    mentioned = {row[0] for row in store.read("SELECT DISTINCT client_id FROM person")}
    return next(p.client_id for p in listed.people if p.client_id in mentioned)


def show(page: "Page", user: "User", client: str) -> None:
    from dashboard import navigation, session

    session.st.session_state["client_opened"] = client
    navigation.run(page, user)


def said(page: Page, user: User, client: str) -> str:
    """All that a person could read on a page, in tables and in charts."""
    at = AppTest.from_function(show, args=(page, user, client), default_timeout=60)
    at.run()
    return repr([words(at), cells(at), charts(at)])


@pytest.mark.parametrize(
    ("place", "user"),
    [
        (place, user)
        for place in navigation.places()
        for user in DEMO_USERS
        if can(user, place.page.needs) and place.section != "help"
    ],
    ids=lambda each: getattr(each, "address", None) or each.subject,
)
def test_what_one_client_said_is_on_no_page_of_anybody_else(
    planted: Store,
    place: navigation.Place,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    held = session.Opened(planted, session.opened().release, demo=True)
    monkeypatch.setattr(session, "_opened", held)
    with caplog.at_level(logging.DEBUG, logger="alongside"):
        shown = said(place.page, user, theirs(planted))
    if user is not OTHER:
        assert SAID not in shown
    if Role.SAFEGUARDING_LEAD not in user.roles:
        assert TOLD not in shown
    assert "CANARY" not in caplog.text


def test_the_trail_holds_none_of_it(planted: Store):
    assert "CANARY" not in repr(planted.audit.lines())
