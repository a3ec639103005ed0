import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, NOBODY, User
from dashboard.app_pages._page import Page
from dashboard.components.frame import DOSES, INVENTED, tab_title
from dashboard.session import Opened
from metrics import Action, Refused, Store, UserError


APP = Path(navigation.__file__).with_name("app.py")
KEYWORKER = DEMO_USERS[0]
SECRET = "RV-0148 takes 45mg"


def show(page: "Page", user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    navigation.run(page, user)


def shown(page: Page, user: User = KEYWORKER) -> AppTest:
    return AppTest.from_function(show, args=(page, user)).run()


def page(render: object, **other: object) -> Page:
    return Page(
        **{
            "title": "A page",
            "question": "What is here?",
            "needs": Action.SEE_CASELOAD,
            "order": 1,
            "render": render,
            "line": lambda user: ("Riverside", "rules 2026.11"),
            "help": "In plain words.",
            "empty": "Nothing yet.",
        }
        | other
    )


def says(words: str) -> object:
    def render(user: User) -> None:
        import streamlit as st

        st.text(words)

    return render


def raises(error: BaseException) -> object:
    def render(user: User) -> None:
        raise error

    return render


@pytest.fixture
def demonstration(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_opened", Opened(store, demo=True))


def test_a_page_stands_in_its_frame() -> None:
    at = shown(page(says("Hello"), heading=lambda: "RV-0148", doses=True))
    assert not at.exception
    assert [each.value for each in at.title] == ["RV\\-0148"]
    assert [each.value for each in at.text] == ["Hello"]
    assert [each.value for each in at.caption] == [DOSES]
    assert "Riverside · rules 2026\\.11" in [each.value for each in at.markdown]


def test_a_page_without_doses_does_not_speak_of_them() -> None:
    assert not shown(page(says("Hello"))).caption


def test_nothing_of_a_page_is_made_for_who_may_not() -> None:
    at = shown(page(raises(AssertionError("it was rendered"))), NOBODY)
    assert [each.value for each in at.title] == ["A page"]
    assert "It is for: keyworker, prescriber." in at.warning[0].value


def test_a_refusal_below_reads_the_same() -> None:
    at = shown(page(raises(Refused("no"))))
    assert "You are not set up to open this page" in at.warning[0].value


def test_a_sentence_of_ours_is_shown_as_it_stands() -> None:
    at = shown(page(raises(UserError("*No* release is open here"))))
    assert [each.value for each in at.warning] == ["\\*No\\* release is open here"]


def test_a_fault_is_said_without_what_it_holds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "alongside"):
        at = shown(page(raises(ValueError(SECRET))))
    assert at.error[0].proto.title == "This page could not be shown"
    (record,) = [each for each in caplog.records if each.name == "alongside"]
    reference = str(record.args[0]) if isinstance(record.args, tuple) else ""
    assert len(reference) == 6
    assert reference in at.error[0].value
    assert "ValueError at tests/unit/dashboard/test_navigation.py:" in record.message
    assert SECRET not in caplog.text
    assert SECRET not in at.error[0].value


def test_the_tab_is_named_for_the_task_and_never_for_a_client() -> None:
    assert (
        tab_title("My caseload", "Riverside") == "My caseload – Riverside – Alongside"
    )
    assert tab_title("About", "all services", error=True).startswith(
        "Error: About – All"
    )


# The whole app ---------------------------------------------------------------


def test_nobody_sees_nothing_where_there_is_no_sign_in() -> None:
    at = AppTest.from_file(APP, default_timeout=30).run()
    assert not at.exception
    assert [each.value for each in at.title] == ["Sign in"]
    assert "You are not signed in" in at.markdown[-2].value


def test_the_first_page_opens_and_the_switch_changes_who_looks(
    demonstration: None,
) -> None:
    at = AppTest.from_file(APP, default_timeout=30).run()
    assert not at.exception
    first = next(
        each.page
        for each in navigation.places()
        if navigation.can(KEYWORKER, each.page.needs) and each.page.listed
    )
    assert [each.value for each in at.title] == [first.title]
    assert any(INVENTED in each.value for each in at.markdown)
    at.sidebar.selectbox[0].set_value("commissioner").run()
    assert not at.exception
    assert session_of(at).subject == "commissioner"


def test_a_forged_person_is_nobody_new(demonstration: None) -> None:
    at = AppTest.from_file(APP, default_timeout=30)
    at.query_params["who"] = "Administrator"
    at.run()
    assert not at.exception
    assert session_of(at) == KEYWORKER


def session_of(at: AppTest) -> User:
    user, _ = at.session_state["at_page"]
    return user
