"""A warning for an area: written on its page, read by workers, ended."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import DEMO_USERS, scope_of
from dashboard.app_pages.caseload import client, my_caseload
from dashboard.app_pages.oversight import warnings_for_an_area
from metrics import Action, AuditEvent, Store, records, warn_area
from tests.pages.reading import words
from tests.pages.visiting import opened


RIVERSIDE, HARBOURSIDE, MANAGER = DEMO_USERS[0], DEMO_USERS[1], DEMO_USERS[3]
TODAY = date(2026, 11, 2)
FOUND = "Nitazenes in tablets sold as oxycodone"


def says_it(at: AppTest) -> bool:
    said = "\n".join(words(at))
    return FOUND in said and "until 16 November 2026" in said


@pytest.fixture
def unwarned(demo_store: Store) -> Iterator[None]:
    """Whatever a test writes here is taken away again."""
    yield
    with demo_store.writing() as writing:
        writing.run("DELETE FROM notice")


@pytest.fixture
def warned(demo_store: Store, unwarned: None) -> None:
    """A warning for Harbourside, for two weeks."""
    scope = scope_of(MANAGER, Action.WARN_AREA)
    event = AuditEvent(MANAGER.actor, "service manager", "warn_area")
    until = TODAY + timedelta(14)
    warn_area(demo_store, "Harbourside", FOUND, until, scope, event)


@pytest.mark.usefixtures("unwarned")
def test_what_a_manager_writes_workers_of_that_service_read() -> None:
    at = opened(warnings_for_an_area.PAGE, MANAGER)
    assert any(warnings_for_an_area.EMPTY in said for said in words(at))
    at.text_area[0].set_value(FOUND)
    (warn,) = (each for each in at.button if each.label == "Warn")
    warn.click().run()
    assert not at.exception
    assert says_it(at)
    assert says_it(opened(my_caseload.PAGE, HARBOURSIDE))
    assert not says_it(opened(my_caseload.PAGE, RIVERSIDE))


@pytest.mark.usefixtures("warned")
def test_it_stands_on_a_persons_page_until_it_is_ended(demo_store: Store) -> None:
    scope = scope_of(HARBOURSIDE, Action.SEE_CASELOAD)
    person = records.caseload(demo_store, TODAY, scope).people[0].client_id
    assert says_it(opened(client.PAGE, HARBOURSIDE, person))
    at = opened(warnings_for_an_area.PAGE, MANAGER)
    (end,) = (each for each in at.button if each.label == "End it now")
    end.click().run()
    assert not says_it(at)
    assert not says_it(opened(client.PAGE, HARBOURSIDE, person))


@pytest.mark.usefixtures("unwarned")
def test_a_pseudonym_is_refused_in_words() -> None:
    at = opened(warnings_for_an_area.PAGE, MANAGER)
    at.text_area[0].set_value("Speak to HB-0001 first")
    (warn,) = (each for each in at.button if each.label == "Warn")
    warn.click().run()
    assert any("Take the pseudonym out" in said for said in words(at))
