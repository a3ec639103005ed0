import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.access import DEMO_USERS, Role, User, scope_of
from dashboard.session import Opened
from metrics import Action, Store, open_store, records
from tests.pages.reading import words


KEYWORKER = next(each for each in DEMO_USERS if Role.KEYWORKER in each.roles)
PRESCRIBER = next(each for each in DEMO_USERS if Role.PRESCRIBER in each.roles)


@pytest.fixture
def own_store(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """The demo store, for this test to write to."""
    shutil.copytree(demo_folder, tmp_path / "own")
    store = open_store(tmp_path / "own" / "store.duckdb")
    monkeypatch.setattr(session, "_opened", Opened(store, None, demo=True))
    yield store
    store.close()


def show(client: str, user: "User") -> None:
    # AppTest runs the source of this function alone.
    import streamlit as st

    from dashboard import navigation, session

    st.session_state[session._CLIENT] = client
    page = next(p.page for p in navigation.places() if p.address == "client")
    navigation.run(page, user)


def caseload(store: Store, user: User = KEYWORKER) -> list[str]:
    scope = scope_of(user, Action.SEE_CASELOAD)
    found = records.caseload(store, store.today(), scope)
    return [each.client_id for each in found.people]


def opened(client: str, user: User = KEYWORKER) -> AppTest:
    at = AppTest.from_function(show, args=(client, user), default_timeout=60).run()
    assert not at.exception
    return at


def headers(at: AppTest) -> list[str]:
    return [each.value for each in at.header]


def test_record_today_stands_first_then_what_changed(demo_store):
    client = caseload(demo_store)[0]
    assert headers(opened(client))[:3] == [
        "Record today",
        "Since the last review",
        "To ask or review",
    ]


def test_a_fact_is_one_click_a_day_and_save(own_store):
    client = caseload(own_store)[0]
    at = opened(client)
    version = own_store.version
    at.pills[0].select("overdose").run()
    at.button(key="save_today").click().run()
    assert own_store.version == version + 1
    assert "Recorded: an overdose. It counts from now on." in words(at)
    assert at.pills[0].value is None
    reasons = [each.label for each in at.expander]
    assert any("Overdose in the last 6 months" in label for label in reasons)


def test_a_death_takes_two_steps_and_leads_back_to_the_list(own_store):
    client = caseload(own_store)[0]
    at = opened(client)
    at.pills[0].select("died").run()
    assert at.button(key="save_today").disabled
    at.checkbox[0].check().run()
    at.button(key="save_today").click().run()
    assert at.session_state[session._WENT_TO] == "my-caseload"
    assert client not in caseload(own_store)


def test_who_may_not_record_sees_no_way_to(demo_store):
    at = opened(caseload(demo_store, PRESCRIBER)[0], PRESCRIBER)
    assert "Record today" not in headers(at)
    assert not at.pills
