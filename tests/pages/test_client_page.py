import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.access import DEMO_USERS, Role, User, scope_of
from dashboard.components.group_offer import ELSEWHERE, OPENED
from dashboard.session import Opened
from metrics import Action, Store, open_store, records
from tests.pages import visiting
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


def caseload(store: Store, user: User = KEYWORKER) -> list[str]:
    scope = scope_of(user, Action.SEE_CASELOAD)
    found = records.caseload(store, store.today(), scope)
    return [each.client_id for each in found.people]


def opened(client: str, user: User = KEYWORKER) -> AppTest:
    return visiting.opened("client", user, client)


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
    saved = "Recorded: an overdose. It counts from now on. The day: 2 November 2026."
    assert saved in words(at)
    assert at.pills[0].value is None
    reasons = [each.label for each in at.expander]
    assert any("Overdose in the last 6 months" in label for label in reasons)


def test_a_mistake_of_today_is_taken_back_in_one_click(own_store):
    def ways(at: AppTest) -> list[str]:
        return [each.key for each in at.button if "take_back" in (each.key or "")]

    client = caseload(own_store)[0]
    at = opened(client)
    before = [each.label for each in at.expander]
    assert ways(at) == []
    at.pills[0].select("overdose").run()
    at.button(key="save_today").click().run()
    (way,) = ways(at)
    at.button(key=way).click().run()
    assert not at.exception
    assert "Taken back: Overdose, 2 November 2026. It counts no longer." in words(at)
    assert ways(at) == []
    assert [each.label for each in at.expander] == before


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


def test_a_sheet_is_printed_only_where_it_is_safe_to_take_home(demo_store):
    at = opened(caseload(demo_store)[0])
    safe = at.radio(key="safe_to_take_home")
    assert safe.value is None
    assert not at.get("download_button")
    safe.set_value("No, or not sure").run()
    assert not at.get("download_button")
    at.radio(key="safe_to_take_home").set_value("Yes, they say so").run()
    assert len(at.get("download_button")) == 1


def test_the_text_is_made_when_asked_for(demo_store):
    at = opened(caseload(demo_store)[0])
    assert not at.code
    at.button(key="show_text").click().run()
    (shown,) = at.code
    assert shown.value.startswith("From Alongside, as known on 2 November 2026")


def test_a_prescriber_reads_doses_and_nothing_of_people(demo_store):
    at = opened(caseload(demo_store, PRESCRIBER)[0], PRESCRIBER)
    said = headers(at)
    assert "Timelines" in said
    assert not {"People around them", "How you see the circle"} & set(said)
    assert not [each for each in at.button if each.label in {"Room view", "Save"}]
    assert not at.radio


def in_the_room(client: str, user: "User") -> None:
    import streamlit as st

    from dashboard import navigation, session

    st.session_state[session._CLIENT] = client
    page = next(p.page for p in navigation.places() if p.address == "room-view")
    navigation.run(page, user)


def test_the_room_view_shows_their_own_answers_and_no_more(demo_store):
    client = caseload(demo_store)[0]
    args = (client, KEYWORKER)
    at = AppTest.from_function(in_the_room, args=args, default_timeout=60).run()
    assert not at.exception
    assert headers(at) == ["How it went", "How you see the circle"]
    label = records.client(
        demo_store, client, demo_store.today(), scope_of(KEYWORKER, Action.SEE_CLIENT)
    ).person.label
    assert not [text for text in words(at) if label in text]


def test_nothing_of_the_group_question_is_asked_before_it_is_opened(
    demo_store, monkeypatch
):
    asked = []
    ask = session.ask
    monkeypatch.setattr(
        session, "ask", lambda q, *args: asked.append(q.__name__) or ask(q, *args)
    )
    client = caseload(demo_store)[0]
    at = opened(client)
    assert "suitability_with_facts" not in asked
    assert not [each.value for each in at.subheader if "Criteria" in each.value]
    at.session_state[OPENED] = True
    at.run()
    assert "suitability_with_facts" in asked
    told = [each.value for each in at.subheader if "Criteria" in each.value]
    assert told == ["Criteria met", "Criteria not met", "Criteria not known"]
    assert ELSEWHERE in words(at)


def test_after_a_decision_nothing_is_chosen_in_the_next_form(own_store):
    # Labels are drawn anew for each store: whoever stands first may have no reason.
    opening = (opened(client) for client in caseload(own_store))
    at, choice = next(
        (at, each)
        for at in opening
        for each in at.radio
        if each.label == "What do you decide?"
    )
    choice.set_value("Will ask or review").run()
    why = next(each for each in at.radio if each.label == "Why?")
    why.set_value("sooner than the next appointment").run()
    save = next(each for each in at.button if each.label == "Save the decision")
    save.click().run()
    assert "Saved: your decision, with your reason." in words(at)
    chosen = [each.value for each in at.radio if each.label == "What do you decide?"]
    assert set(chosen) == {None}
