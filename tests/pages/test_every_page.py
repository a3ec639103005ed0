import re
from functools import cache
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation
from dashboard.access import DEMO_USERS, NOBODY, Role, User, can
from dashboard.components.frame import DOSES, INVENTED
from tests.pages import visiting
from tests.pages.reading import cells, charts, titles, words


# Everybody who can be played, the role that nobody plays yet, and nobody at all.
FACILITATOR = User("facilitator", "tests", "Facilitator", frozenset({Role.FACILITATOR}))
USERS = (*DEMO_USERS, FACILITATOR, NOBODY)
EVERY = list(product(navigation.places(), USERS))
OPEN = [(place, user) for place, user in EVERY if can(user, place.page.needs)]
SHUT = [(place, user) for place, user in EVERY if not can(user, place.page.needs)]

RAW_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
# The files that say why something is so are for who builds this.
OUR_FILE = re.compile(r"\b\w+\.md\b")
# What somebody has to type as it stands, such as the name of a variable.
TO_TYPE = re.compile(r"`[^`]+`")
# As Python and pandas write nothing; the word "none" is an answer.
BLANK = {"", "None", "nan", "NaN", "NaT", "<NA>", "null"}


def named(value: object) -> str:
    return value.address if isinstance(value, navigation.Place) else value.subject


@cache
def opened(place: navigation.Place, user: User) -> AppTest:
    """The page as this person finds it; run once, since nothing here is clicked."""
    return visiting.opened(place.page, user)


@pytest.mark.parametrize(("place", "user"), OPEN, ids=named)
def test_it_opens_for_who_may(place: navigation.Place, user: User) -> None:
    at = opened(place, user)
    assert not at.exception
    assert [box.value for box in at.error] == []
    assert len(at.title) == 1
    assert not [text for text in words(at) if "not set up to open" in text]


@pytest.mark.parametrize(("place", "user"), SHUT, ids=named)
def test_it_is_shut_to_everybody_else(place: navigation.Place, user: User) -> None:
    at = opened(place, user)
    assert not at.exception
    assert [each.value for each in at.title] == [place.page.title]
    (refused,) = at.warning
    assert "You are not set up to open this page" in refused.value
    # Nothing but the band, the title and that sentence.
    assert len(set(words(at))) == 3


@pytest.mark.parametrize(("place", "user"), OPEN, ids=named)
def test_it_reads_as_people_read(place: navigation.Place, user: User) -> None:
    at = opened(place, user)
    said = words(at)
    assert [text for text in said if RAW_NAME.search(TO_TYPE.sub("", text))] == []
    assert [text for text in said if OUR_FILE.search(text.replace("\\", ""))] == []
    assert [cell for cell in cells(at) if cell.strip() in BLANK] == []
    assert any(INVENTED in text for text in said)
    assert place.page.question in " ".join(said)
    if place.page.doses:
        assert DOSES in said


@pytest.mark.parametrize(("place", "user"), OPEN, ids=named)
def test_every_chart_has_words_and_a_twin(place: navigation.Place, user: User) -> None:
    at = opened(place, user)
    drawn = charts(at)
    assert all(spec["alt"].strip() for spec in drawn)
    assert [
        name for spec in drawn for name in titles(spec) if RAW_NAME.search(name)
    ] == []
    assert len(at.table) >= len(drawn)
    assert not at.dataframe
