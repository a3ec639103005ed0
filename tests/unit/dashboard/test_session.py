from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.access import DEMO_USERS, NOBODY, scope_of
from dashboard.cache_keys import as_key
from dashboard.session import Opened
from dashboard.uploads import uploaded
from metrics import INDICATORS, Action, Refused, Scope, Store, UserError


@pytest.fixture
def opened(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(session, "_opened", Opened(store, demo=True))
    return store


def test_nothing_is_open_at_first() -> None:
    assert session.opened() == Opened()
    with pytest.raises(UserError, match="No records are open"):
        session.store()
    with pytest.raises(UserError, match="No release is open"):
        session.release()


def test_without_a_demonstration_there_is_nobody(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_opened", Opened(store))
    assert session.user() == NOBODY


def test_without_a_page_the_scope_is_nobodys() -> None:
    assert session.scope() == Scope.nobody()
    assert not session.may(Action.SEE_HELP)
    with pytest.raises(Refused):
        session.event(Action.SEE_HELP)


def at_a_page() -> None:
    import streamlit as st

    from dashboard import session
    from dashboard.access import DEMO_USERS
    from metrics import Action

    session.at_page(DEMO_USERS[0], Action.SEE_CASELOAD)
    st.session_state["may"] = session.may(Action.DECIDE), session.may(Action.LOAD)
    st.session_state["scope"] = session.scope()
    st.session_state["event"] = session.event(Action.SEE_CLIENT, "0123abcd")


def test_on_a_page_questions_and_acts_are_of_who_opened_it(opened: Store) -> None:
    at = AppTest.from_function(at_a_page).run()
    assert not at.exception
    assert at.session_state["may"] == (True, False)
    assert at.session_state["scope"] == scope_of(DEMO_USERS[0], Action.SEE_CASELOAD)
    event = at.session_state["event"]
    assert (event.actor, event.role) == ("demonstration:keyworker-1", "keyworker")
    assert (event.action, event.client_id) == (Action.SEE_CLIENT, "0123abcd")


# Keys ------------------------------------------------------------------------


class Shade(Enum):
    DARK = 1
    LIGHT = 2


@dataclass(frozen=True)
class Pair:
    one: int
    two: int


def scope(**limits: frozenset[str] | None) -> Scope:
    both = {"services": None, "keyworkers": None} | limits
    return Scope("tests", frozenset({Action.SEE_CASELOAD}), **both)


DIFFERENT = [
    None,
    False,
    0,
    1,
    "1",
    "",
    date(2026, 11, 2),
    Path("1"),
    Shade.DARK,
    Shade.LIGHT,
    (),
    ("a", "b"),
    ("ab",),
    (("a",), "b"),
    frozenset({"a", "b"}),
    {"a": "b"},
    {"b": "a"},
    Pair(1, 2),
    Pair(2, 1),
    scope(),
    scope(services=frozenset()),
    scope(keyworkers=frozenset()),
    scope(services=frozenset({"Riverside"})),
    Scope.nobody(),
    *INDICATORS.values(),
]


def test_different_questions_have_different_keys() -> None:
    assert len({as_key(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_equal_questions_have_one_key() -> None:
    names = [f"Keyworker {n}" for n in range(40)]
    there, back = frozenset(names), frozenset(reversed(names))
    assert as_key(scope(services=there)) == as_key(scope(services=back))
    assert as_key({"a": 1, "b": 2}) == as_key({"b": 2, "a": 1})


def test_what_has_no_key_is_a_fault() -> None:
    with pytest.raises(TypeError, match="object cannot be part of a cache key"):
        as_key(object())


# Asking ----------------------------------------------------------------------


def asks_twice() -> None:
    import streamlit as st

    from dashboard import session

    def question(store: object, word: str) -> list[str]:
        counted = st.session_state.setdefault("counted", [])
        counted.append(word)
        return [word]

    session.ask(question, "one")
    session.ask(question, "one").append("changed by a page")
    assert session.ask(question, "one") == ["one"]
    session.ask(question, "two")


def test_a_question_is_asked_once_and_its_answer_is_the_pages_own(
    opened: Store,
) -> None:
    at = AppTest.from_function(asks_twice).run()
    assert not at.exception
    assert at.session_state["counted"] == ["one", "two"]


def asks_and_writes() -> None:
    import streamlit as st

    from dashboard import session

    def question(store: object) -> int:
        st.session_state["asked"] = st.session_state.get("asked", 0) + 1
        return st.session_state["asked"]

    session.ask(question)
    with session.store().writing():
        pass
    st.session_state["answer"] = session.ask(question)


def test_a_write_is_seen_at_once(opened: Store) -> None:
    at = AppTest.from_function(asks_and_writes).run()
    assert not at.exception
    assert at.session_state["answer"] == 2


# Going -----------------------------------------------------------------------


def opens_a_client() -> None:
    from dashboard import session

    session.open_client("0123abcd")


def test_an_opened_client_is_kept_here_and_in_no_address(opened: Store) -> None:
    at = AppTest.from_function(opens_a_client).run()
    assert not at.exception
    assert at.session_state["went_to"] == "client"
    assert at.session_state["client_opened"] == "0123abcd"
    assert not at.query_params


def forgets() -> None:
    import streamlit as st

    from dashboard import session

    st.session_state["who"] = "commissioner"
    st.session_state["client_opened"] = "0123abcd"
    st.session_state["anything"] = 1
    session.forget()
    st.session_state["is_now"] = (session.user().subject, session.opened_client())


def test_the_next_person_finds_nothing_of_the_last(opened: Store) -> None:
    at = AppTest.from_function(forgets).run()
    assert not at.exception
    assert at.session_state["is_now"] == ("commissioner", None)
    assert "anything" not in at.session_state


def who_is_it() -> None:
    import streamlit as st

    from dashboard import session

    st.session_state["is_now"] = session.user().subject


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("commissioner", "commissioner"),
        ("nobody-we-know", DEMO_USERS[0].subject),
        (None, DEMO_USERS[0].subject),
    ],
)
def test_the_demonstration_is_played_by_its_own_people(
    opened: Store, chosen: str | None, found: str
) -> None:
    at = AppTest.from_function(who_is_it)
    if chosen:
        at.session_state["who"] = chosen
    assert at.run().session_state["is_now"] == found


# Files (IMP-J09) -------------------------------------------------------------


class Sent:
    """A file as the browser's uploader hands it over."""

    def __init__(self, name: str) -> None:
        self.name = name

    def getvalue(self) -> bytes:
        return b"client_id\nRV1\n"


def test_files_of_the_browser_are_gone_when_they_were_read() -> None:
    with uploaded([Sent("../a/client.csv"), Sent("b\\client.csv")]) as paths:
        assert [path.name for path in paths] == ["client.csv", "client.csv"]
        assert len(set(paths)) == 2
        assert {path.parent.stat().st_mode & 0o077 for path in paths} == {0}
    assert not any(path.parents[1].exists() for path in paths)


@pytest.mark.parametrize("ended", [UserError, KeyboardInterrupt, StopException])
def test_files_are_gone_when_the_session_ends_while_they_are_read(
    ended: type[BaseException],
) -> None:
    with pytest.raises(ended), uploaded([Sent("client.csv")]) as paths:
        raise ended
    assert not paths[0].parents[1].exists()
