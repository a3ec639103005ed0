"""Planted words, and every page, file and failure as everybody: what one client said of
others, and what only the lead may read, stands nowhere else (safety.md H08, design.md
rule 13).

A file is made whenever its button is drawn, as if everybody pressed every one. The
files of a release are left out: they are read from a file made before all this, and
`test_at_a_glance.py` takes them.
"""

import io
import logging
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
import streamlit as st
import typst
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, NOBODY, Role, User, can, scope_of
from metrics import (
    SURVEYS,
    Action,
    AuditEvent,
    Store,
    casework,
    open_store,
    records,
)
from metrics.contracts._lists import DISCLOSURES
from metrics.contracts.safeguarding import Disclosure
from metrics.store import Writing, record
from tests.factories import DAY, an_answer, put
from tests.pages.reading import cells, charts, words
from tests.pages.visiting import visited


# A question that a client is asked alone, and whose answer no page repeats.
NOTED = SURVEYS["private"].questions[0].id
SAID = "CANARY one client said this of another"
TOLD = "CANARY told to the lead alone"
OTHER = DEMO_USERS[1]
(OFFICER,) = [each for each in DEMO_USERS if Role.PRIVACY_OFFICER in each.roles]
# Named on groups of the very caseload that the client is on.
FACILITATOR = User(
    "facilitator",
    "tests",
    "Facilitator",
    frozenset({Role.FACILITATOR}),
    OTHER.services,
    OTHER.keyworkers,
)
USERS = (*DEMO_USERS, FACILITATOR, NOBODY)


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
        an_answer(client, survey="private", question=NOTED, value=SAID, asked_on=DAY),
    )
    with store.writing() as writing:
        for table in ("person", "tie", "person_tie", "answer"):
            writing.run(
                f"UPDATE {table} SET source = $said WHERE client_id = $client",
                {"said": SAID, "client": client},
            )
        tell(writing, client, store.now())
    action = Action.BRING_TO_SUPERVISION
    casework.bring_to_supervision(
        store, client, True, scope_of(OTHER, action), by(OTHER, action, client)
    )
    yield store
    store.close()


def tell(writing: Writing, client: str, at: datetime) -> None:
    """Let the lead be told of a client, in every way that there is."""
    for code in DISCLOSURES:
        told = Disclosure(
            client_id=client, kind=code.id, said_on=DAY, state="yes", entered_by=TOLD
        )
        record.add(writing, told, at)


@cache
def theirs(store: Store) -> str:
    """A client of keyworker 9 who mentioned somebody."""
    today = store.today()
    listed = records.caseload(store, today, scope_of(OTHER, Action.SEE_CASELOAD))
    mentioned = {row[0] for row in store.read("SELECT DISTINCT client_id FROM person")}
    return next(p.client_id for p in listed.people if p.client_id in mentioned)


def by(user: User, action: Action, client: str | None = None) -> AuditEvent:
    return AuditEvent(user.actor, "tests", str(action), client)


@dataclass
class Seen:
    """All that somebody could come to: what a page shows, and the files it offers."""

    opened: session.Opened
    files: list[str] = field(default_factory=list)

    def take(self, label: str, data: bytes | str | Callable[[], bytes | str]) -> None:
        """Press a button that offers a file, as soon as it is drawn."""
        content = data() if callable(data) else data
        held = content if isinstance(content, bytes) else content.encode()
        self.files.append(f"{label}: {text_of(held)}")

    def all_of(self, at: AppTest) -> str:
        tickets = [
            text_of(each.content) for each in self.opened.downloads._waiting.values()
        ]
        return repr([words(at), cells(at), charts(at), self.files, tickets])


def text_of(content: bytes) -> str:
    """What stands in a file; a workbook is packed, and paper is not set here."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return " ".join(packed.read(name).decode() for name in packed.namelist())


@pytest.fixture
def seen(planted: Store, monkeypatch: pytest.MonkeyPatch) -> Seen:
    held = session.Opened(planted, session.opened().release, demo=True)
    found = Seen(held)

    def button(label: str, data: Callable[[], bytes], *_: object, **__: object) -> bool:
        found.take(label, data)
        return False

    def paper(*_: object, **said: object) -> bytes:
        return repr(said).encode()

    monkeypatch.setattr(session, "_opened", held)
    monkeypatch.setattr(st, "download_button", button)
    monkeypatch.setattr(typst, "compile", paper)
    return found


def require_theirs_alone(shown: str, user: User) -> None:
    if user is not OTHER:
        assert SAID not in shown
    if Role.SAFEGUARDING_LEAD not in user.roles:
        assert TOLD not in shown


@pytest.mark.parametrize(
    ("place", "user"),
    [
        (place, user)
        for place in navigation.places()
        for user in USERS
        if can(user, place.page.needs) and place.section != "help"
    ],
    ids=lambda each: getattr(each, "address", None) or each.subject,
)
def test_what_one_client_said_is_on_no_page_of_anybody_else(
    planted: Store,
    seen: Seen,
    place: navigation.Place,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    if place.section == "reports":
        monkeypatch.setattr(st, "download_button", lambda *_, **__: False)
    with caplog.at_level(logging.DEBUG, logger="alongside"):
        at = visited(place.page, user, theirs(planted))
    assert [each.value for each in at.error] == [], "a page that fails hides it all"
    require_theirs_alone(seen.all_of(at), user)
    assert "CANARY" not in caplog.text
    if (place.address, user) == ("my-caseload", OTHER):
        assert "For supervision" in str(seen.files), "no file was looked into"


def test_nobody_finds_it_by_any_address(planted: Store, seen: Seen):
    for place in navigation.places():
        at = visited(place.page, NOBODY, theirs(planted))
        assert "CANARY" not in seen.all_of(at), place.address
    assert seen.files == []


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.subject)
def test_a_page_that_fails_tells_none_of_it(
    planted: Store, seen: Seen, user: User, caplog: pytest.LogCaptureFixture
):
    def fail(_: User) -> NoReturn:
        try:
            raise KeyError(SAID)
        except KeyError as error:
            raise RuntimeError(f"{TOLD} of {theirs(planted)}") from error

    opens = [each.page for each in navigation.places() if can(user, each.page.needs)]
    page = replace(opens[0] if opens else navigation.places()[0].page, render=fail)
    with caplog.at_level(logging.DEBUG, logger="alongside"):
        at = visited(page, user, theirs(planted))
    assert bool(at.error) is bool(opens)
    for shown in (seen.all_of(at), caplog.text):
        assert "CANARY" not in shown
        assert theirs(planted) not in shown


def test_what_a_client_takes_home_and_the_case_record_hold_nothing_restricted(
    planted: Store,
):
    client, today = theirs(planted), planted.today()
    scope = scope_of(OTHER, Action.SEE_OWN_WORDS)
    for make in (casework.case_text, casework.sheet):
        event = by(OTHER, Action.SEE_OWN_WORDS, client)
        assert TOLD not in repr(make(planted, client, today, scope, event))


def test_the_acts_taken_as_a_file_hold_none_of_it(planted: Store, seen: Seen):
    (page,) = [e.page for e in navigation.places() if e.address == "who-looked"]
    at = visited(page, OFFICER, theirs(planted))
    (make,) = [each for each in at.button if "file" in each.label]
    make.click().run()
    (file,) = seen.opened.downloads._waiting.values()
    assert file.name == "audit-trail.csv"
    assert "CANARY" not in seen.all_of(at)


def test_the_trail_holds_none_of_it(planted: Store):
    assert "CANARY" not in repr(planted.audit.lines())
