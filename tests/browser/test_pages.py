from datetime import date
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from dashboard import navigation
from dashboard.access import DEMO_USERS, User, can
from dashboard.components.frame import INVENTED
from tests.browser.reader import OPENED_FROM, Reader, open_to


class Excused(NamedTuple):
    """A fault of Streamlit's own that we cannot mend: where, why, when to look again."""

    rule: str
    inside: str
    why: str
    until: date


AXE_EXCEPTIONS = (
    Excused(
        "list",
        "stSidebarNavItems",
        "Streamlit 1.67 puts each section of its menu in a div inside the list. A menu "
        "of page links would be clean, but would not say which page is the current one.",
        date(2027, 5, 1),
    ),
)
HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def named(value: object) -> str:
    return value.address if isinstance(value, navigation.Place) else value.subject


def first_who_may(place: navigation.Place) -> User:
    return next(user for user in DEMO_USERS if can(user, place.page.needs))


def faults(report: dict[str, Any]) -> list[str]:
    """The serious and critical faults that axe found and nothing excuses."""
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in report["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
        if not any(
            excused.rule == found["id"] and excused.inside in node["html"]
            for excused in AXE_EXCEPTIONS
        )
    ]


@pytest.mark.parametrize("user", DEMO_USERS, ids=named)
def test_every_page_by_the_menu(browser: Browser, address: str, user: User) -> None:
    with Reader(browser, address) as reader:
        reader.open(user, expected=open_to(user)[0].page.title)
        for place in open_to(user):
            reader.go(place)
            assert reader.tab.title().startswith(f"{place.page.title} – ")
            assert INVENTED in reader.tab.inner_text('[data-testid="stMain"]')
            levels = reader.tab.evaluate(HEADINGS)
            assert levels.count(1) == 1
            steps = zip(levels, levels[1:], strict=False)
            assert all(below - above <= 1 for above, below in steps), levels
        assert reader.breaches == []
        assert reader.foreign == []
        assert reader.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", navigation.places(), ids=named)
def test_everybody_can_use_it(
    browser: Browser, address: str, place: navigation.Place, scheme: str
) -> None:
    user = first_who_may(place)
    with Reader(browser, address, color_scheme=scheme) as reader:
        reader.open(user, expected=open_to(user)[0].page.title)
        reader.go(place)
        assert faults(Axe().run(reader.tab).response) == []
        reader.tab.set_viewport_size({"width": 320, "height": 640})
        assert reader.tab.evaluate(WIDER) <= 0


def test_an_address_that_is_not_theirs_says_so(browser: Browser, address: str) -> None:
    shut = [
        (user, place)
        for place in navigation.places()
        for user in DEMO_USERS
        if not can(user, place.page.needs)
    ]
    user, place = shut[0]
    with Reader(browser, address) as reader:
        reader.open(user, place.address, expected="You are not set up to open this page")
        assert reader.tab.title().startswith(f"Error: {place.page.title}")


def test_no_single_key_does_anything(browser: Browser, address: str) -> None:
    with Reader(browser, address) as reader:
        reader.open(DEMO_USERS[0], expected=INVENTED)
        for key in ("c", "r", "Escape"):
            reader.tab.keyboard.press(key)
        assert reader.tab.get_by_role("dialog").count() == 0


def test_every_page_out_of_the_menu_can_be_come_to() -> None:
    unlisted = {each.address for each in navigation.places() if not each.page.listed}
    assert unlisted == set(OPENED_FROM)
