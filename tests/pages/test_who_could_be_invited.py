"""Who could be invited: what a manager reads, and what no manager may read there."""

import re
from functools import cache
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import DEMO_USERS, User
from metrics import Action, Funnel, Scope, Store, funnel
from metrics.criteria import CRITERIA
from tests.pages.reading import cells, words
from tests.pages.test_circles_page import REASONS


MANAGER = next(each for each in DEMO_USERS if each.subject == "manager")


def show(user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation
    from dashboard.app_pages.groups import who_could_be_invited as page

    navigation.run(page.PAGE, user)


@cache
def opened() -> AppTest:
    """Opened once: nothing on it is clicked here."""
    return AppTest.from_function(show, args=(MANAGER,), default_timeout=60).run()


@pytest.fixture
def page() -> AppTest:
    return opened()


@pytest.fixture(scope="module")
def found(demo_store: Store) -> Funnel:
    scope = Scope("test", frozenset(Action), MANAGER.services, None)
    return funnel(demo_store, demo_store.today(), scope)


def test_each_step_holds_some_of_the_one_before_and_accounts_for_the_rest(
    found: Funnel,
) -> None:
    steps = [{each.label for each in step.people} for step in found.steps]
    for (before, reached), step in zip(pairwise(steps), found.steps[1:], strict=True):
        waiting = [each.label for some in step.before for each in some.people]
        assert reached <= before
        assert sorted(waiting) == sorted(before - reached)
    everybody = {each.label for each in found.said_yes}
    outcomes = [each.label for some in found.outcomes.values() for each in some]
    assert sorted(outcomes) == sorted(everybody)


def test_who_has_not_agreed_is_counted_and_named_nowhere(
    page: AppTest, demo_store: Store, found: Funnel
) -> None:
    text = " ".join([*words(page), *cells(page)]).replace("\\", "")
    agreed = {each.label for each in found.said_yes}
    rows = demo_store.read("SELECT client_id, label FROM label")
    assert [label for _, label in rows if label in text and label not in agreed] == []
    assert [client_id for client_id, _ in rows if client_id in text] == []
    assert all(label in text for label in sorted(agreed)[:25])


def test_what_is_counted_of_others_is_rounded(page: AppTest, found: Funnel) -> None:
    said = " ".join(words(page)).replace("\\", "")
    counts = found.counts
    assert f"{counts.on_ort[:1].upper()}{counts.on_ort[1:]} people on ORT" in said
    assert f"**{counts.not_asked}** were not" in said
    assert re.fullmatch(r"about [\d,]*0|7 or fewer", counts.reported_not_known)


def test_no_clinical_reason_stands_on_it(page: AppTest) -> None:
    text = " ".join([*words(page), *cells(page)]).lower()
    allowed = text.replace("illicit opiates", "").replace("could be discussed", "")
    assert [word for word in REASONS if re.search(rf"\b{word}", allowed)] == []
    titles = [each.title.lower() for each in CRITERIA.values()]
    assert [title for title in titles if title in text] == []


def test_it_says_how_far_the_evidence_reaches(page: AppTest) -> None:
    assert any("Studied in men only" in text for text in words(page))
