"""Plan a group, as a manager clicks through it: rules, a plan, a change, saved."""

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import DEMO_USERS, Role, User
from tests.pages.reading import words


PATIENCE = 120  # seconds; the plan itself takes two on an idle machine
(MANAGER,) = [user for user in DEMO_USERS if Role.SERVICE_MANAGER in user.roles]


def show(user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    (place,) = [p for p in navigation.places() if p.address == "plan-a-group"]
    navigation.run(place.page, user)


@cache
def visit() -> AppTest:
    return AppTest.from_function(show, args=(MANAGER,), default_timeout=60).run()


@pytest.fixture
def at() -> AppTest:
    """One visit, in the order of the tests of this module."""
    return visit()


def said(at: AppTest) -> str:
    return "\n".join(words(at))


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [each for each in at.button if each.label == label]
    assert not button.disabled
    return button.click().run()


def choose(at: AppTest, label: str, value: object) -> AppTest:
    (box,) = [each for each in at.selectbox if each.label == label]
    return box.set_value(value).run()


def test_it_says_how_many_may_be_placed(at: AppTest):
    assert not at.exception
    assert "may be placed, with" in said(at)


def test_kinds_of_place_are_offered_with_how_many_can_come(at: AppTest):
    (box,) = [
        each for each in at.multiselect if each.label.startswith("Kinds of place")
    ]
    assert any(each.startswith("a community hall or library, ") for each in box.options)


def test_what_clashes_is_said_before_anything_is_looked_for(at: AppTest):
    press(at, "Check feasibility")
    assert "Nothing found that clashes." in said(at)


def test_a_plan_is_looked_for_beside_the_page(at: AppTest):
    press(at, "Look for a plan")
    at.session_state["kept_job plan"].wait(PATIENCE)
    at.run()
    assert "buying ties kept" in said(at)
    assert "Every rule is kept." in said(at)
    assert "Not yet checked by safeguarding" in said(at)


def test_a_person_is_taken_out_and_rules_are_looked_at_again(at: AppTest):
    made = at.session_state["kept_plan draft"]
    who = made.draft.plan.groups[0].members[0]
    choose(at, "Person", who)
    press(at, "Take out")
    assert "1 person, not placed, by hand" in said(at).replace("\\", "")
    press(at, "Undo")
    assert "not placed, by hand" not in said(at).replace("\\", "")


def test_it_is_saved_by_name_and_listed(at: AppTest):
    (box,) = [each for each in at.text_input if each.label == "Name of the plan"]
    box.set_value("Harbour evenings")
    press(at, "Save")
    assert "Saved as version 1. Not yet checked by safeguarding." in said(at)
    assert "Harbour evenings" in said(at)


def test_a_name_that_tells_why_is_refused_in_words(at: AppTest):
    (box,) = [each for each in at.text_input if each.label == "Name of the plan"]
    box.set_value("Heroin group")
    press(at, "Save")
    assert "does not say why somebody would be in a group" in said(at)


def test_without_a_name_it_says_so(at: AppTest):
    (box,) = [each for each in at.text_input if each.label == "Name of the plan"]
    box.set_value(" ")
    press(at, "Save")
    assert "Give the plan a name" in said(at)


def test_nothing_on_it_tells_of_a_separation(at: AppTest):
    assert "separat" not in said(at).lower()
