from itertools import pairwise

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from dashboard import navigation
from dashboard.access import DEMO_USERS, User, can
from dashboard.components.frame import INVENTED
from tests.browser.accessibility import faults
from tests.browser.reader import LAPTOP, OPENED_FROM, Reader, open_to


LEVELS = (
    "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
)
BACKGROUND = (
    "() => getComputedStyle(document.querySelector('[data-testid=stApp]'))"
    ".backgroundColor"
)
ARRIVE = (
    "() => document.getAnimations()"
    ".filter(each => each instanceof CSSTransition).forEach(each => each.finish())"
)
OVERHANG = "() => document.documentElement.scrollWidth - innerWidth"


def first_who_may(place: navigation.Place) -> User:
    return next(user for user in DEMO_USERS if can(user, place.page.needs))


# Whoever sees a page that nobody before them saw: together they see every page. Every
# page as everybody is tests/pages, which need no browser.
FIRST = dict.fromkeys(first_who_may(place) for place in navigation.places())


def in_order(levels: list[int]) -> bool:
    """Whether headings have one first level and skip none on the way down."""
    steps = pairwise(levels)
    return levels.count(1) == 1 and all(below - above <= 1 for above, below in steps)


def seen_in(scheme: str, tab: Tab) -> None:
    """Turn the lamp on or off: the page follows without being run again."""
    before = tab.evaluate(BACKGROUND)
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.wait_for_function(f"before => ({BACKGROUND})() !== before", arg=before)
    # Half way from one colour to the next, nothing has the contrast it will have.
    tab.evaluate(ARRIVE)


@pytest.mark.parametrize("user", FIRST, ids=lambda user: user.subject)
def test_every_page_by_the_menu(browser: Browser, address: str, user: User) -> None:
    found: list[object] = []
    with Reader(browser, address, color_scheme="light") as reader:
        reader.open(user, expected=open_to(user)[0].page.title)
        for place in open_to(user):
            if first_who_may(place) != user:
                continue
            reader.go(place)
            title, levels = reader.tab.title(), reader.tab.evaluate(LEVELS)
            if not title.startswith(f"{place.page.title} – "):
                found.append((place.address, "its tab reads", title))
            if INVENTED not in reader.tab.inner_text('[data-testid="stMain"]'):
                found.append((place.address, "no band"))
            if not in_order(levels):
                found.append((place.address, "headings", levels))
            found += [(place.address, each) for each in faults(reader.tab)]
            reader.tab.set_viewport_size({"width": 320, "height": 640})
            if reader.tab.evaluate(OVERHANG) > 0:
                found.append((place.address, "wider than 320 pixels"))
            reader.tab.set_viewport_size(LAPTOP)
            seen_in("dark", reader.tab)
            dark = faults(reader.tab, "color-contrast")
            found += [(place.address, "dark", each) for each in dark]
            seen_in("light", reader.tab)
        found += [*reader.breaches, *reader.foreign, *reader.errors]
    assert found == []


def test_an_address_that_is_not_theirs_says_so(browser: Browser, address: str) -> None:
    user, place = next(
        (user, place)
        for place in navigation.places()
        for user in DEMO_USERS
        if not can(user, place.page.needs)
    )
    with Reader(browser, address) as reader:
        reader.open(
            user, place.address, expected="You are not set up to open this page"
        )
        assert reader.tab.title().startswith(f"Error: {place.page.title}")
        assert faults(reader.tab) == []


def test_whoever_takes_over_starts_at_a_page_of_their_own(
    browser: Browser, address: str
) -> None:
    before, after = DEMO_USERS[0], DEMO_USERS[-1]
    theirs = next(p for p in open_to(before) if not can(after, p.page.needs))
    with Reader(browser, address) as reader:
        reader.open(before, theirs.address, expected=theirs.page.title)
        reader.tab.locator(".st-key-who input").click()
        option = reader.tab.get_by_role("option", name=after.shown_as)
        reader.after(option.click, expected=open_to(after)[0].page.title)
        assert reader.tab.title().startswith(f"{open_to(after)[0].page.title} – ")


def test_no_single_key_does_anything(browser: Browser, address: str) -> None:
    with Reader(browser, address) as reader:
        reader.open(DEMO_USERS[0], expected=INVENTED)
        for key in ("c", "r", "Escape"):
            reader.tab.keyboard.press(key)
        assert reader.tab.get_by_role("dialog").count() == 0


def test_every_page_out_of_the_menu_can_be_come_to() -> None:
    unlisted = {each.address for each in navigation.places() if not each.page.listed}
    assert unlisted == set(OPENED_FROM)


def test_headings_out_of_order_are_found() -> None:
    assert in_order([1, 2, 3, 2])
    assert not in_order([1, 3])
    assert not in_order([2, 3])
    assert not in_order([1, 1])


def test_planted_faults_are_found(browser: Browser, address: str) -> None:
    with Reader(browser, address) as reader:
        reader.open(DEMO_USERS[0], "about", expected=INVENTED)
        reader.tab.evaluate(
            "() => { const picture = document.createElement('img');"
            " picture.src = 'https://elsewhere.example/x.png';"
            " document.querySelector('main').append(picture); }"
        )
        reader.tab.wait_for_function("() => window.breaches.length > 0")
        assert "elsewhere.example" in reader.breaches[0]
        assert any(fault.startswith("image-alt") for fault in faults(reader.tab))
