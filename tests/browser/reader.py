"""A reader at a browser: opens pages as somebody, waits for what can be seen.

A rerun is finished when what was expected stands there, the script is not running and
nothing is stale. An observer inside the page sees that; state alone would not do, since
it says "notRunning" before a click has been taken up (platform.md section 6).
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from dashboard import navigation
from dashboard.access import User, can


LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 400, "height": 800}

# Pages that are not in the menu: the page they are opened from, and the button.
OPENED_FROM = {
    "client": ("my-caseload", "Open"),
    "room-view": ("client", "Room view"),
    "interview": ("client", "interview"),
}

_WATCH = """expected => {
  const finished = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testScriptState === 'notRunning'
      && app.dataset.testConnectionState === 'CONNECTED'
      && !document.querySelector(
        '[data-stale="true"], [data-testid="stSpinner"], [data-testid="stSkeleton"]')
      && document.title.endsWith(' – Alongside')
      && document.querySelector('[data-testid="stMain"]')?.innerText.includes(expected);
  };
  window.finished = new Promise((resolve, reject) => {
    const look = () => { if (finished()) { observer.disconnect(); resolve(true); } };
    const observer = new MutationObserver(look);
    observer.observe(document, {
      subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(() => { observer.disconnect();
      reject(new Error(`never seen: ${expected}`)); }, 30000);
    look();
  });
  window.finished.catch(() => {});
}"""
_BREACHES = """() => {
  window.breaches = [];
  document.addEventListener('securitypolicyviolation', event =>
    window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
}"""


class Reader:
    """One tab, and everything that it asked for or complained about."""

    def __init__(self, browser: Browser, address: str, **context: Any) -> None:
        self.address = address
        self.context = browser.new_context(**{"viewport": LAPTOP, **context})
        self.tab: Tab = self.context.new_page()
        self.tab.add_init_script(f"({_BREACHES})()")
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.tab.on("request", lambda request: self._noted(request.url))
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def open(
        self,
        user: User,
        address: str = "",
        expected: str = "",
        *,
        finished: bool = True,
    ) -> None:
        """Type an address, as one of the demonstration's people; and wait, unless what
        is expected is that it does not finish.
        """
        who = quote(f"{user.shown_as}, {user.place}")
        self.tab.goto(f"{self.address}/{address}?who={who}")
        if finished:
            self._watch(expected)
            self.tab.evaluate("() => window.finished")
        else:
            self.tab.get_by_text(expected).first.wait_for()

    def after(self, act: Callable[[], object], expected: str) -> None:
        """Do something, and wait until its rerun shows what is expected."""
        self._watch(expected)
        act()
        self.tab.evaluate("() => window.finished")

    def go(self, place: navigation.Place, user: User | None = None) -> None:
        """Come to a page as a person does: by the menu, or from the page before it.

        On a narrow screen the menu lies over the page: there the address is typed, as
        somebody.
        """
        if not place.page.listed:
            before, _ = OPENED_FROM[place.address]
            self.go(next(p for p in navigation.places() if p.address == before), user)
        elif user:
            self.open(user, place.address, place.page.title)
            return
        if self.is_at(place):
            return
        self._leave_the_room()
        self.set_off(place)
        self.arrive(place)

    def is_at(self, place: navigation.Place) -> bool:
        return self.tab.title().startswith(f"{place.page.title} – ")

    def _leave_the_room(self) -> None:
        """Where a client looks too, the menu is put away: it comes with the page."""
        back = self.tab.get_by_role("button", name="Back to the page")
        if back.is_visible():
            back.click()
            self.tab.wait_for_function("() => document.title.startsWith('Client – ')")
            self.after(lambda: None, "Record today")

    def set_off(self, place: navigation.Place) -> None:
        """Click on what leads to a page, and wait for nothing."""
        if place.page.listed:
            self._bring_the_menu_again()
            menu = self.tab.get_by_test_id("stSidebarNav")
            menu.get_by_text(place.page.title, exact=True).click()
        else:
            buttons = self.tab.get_by_test_id("stButton").get_by_role("button")
            buttons.filter(has_text=OPENED_FROM[place.address][1]).first.click()

    def _bring_the_menu_again(self) -> None:
        """Leave a page that puts the menu away, as the room view does."""
        back = self.tab.get_by_role("button", name="Back to the page")
        if back.count():
            back.click()
            self.arrive(next(p for p in navigation.places() if p.address == "client"))

    def arrive(self, place: navigation.Place) -> None:
        """Wait until a page that was set off to stands there whole."""
        # The words of a short title may stand on the page before it too.
        self.tab.wait_for_function(
            "title => document.title.startsWith(title)", arg=f"{place.page.title} – "
        )
        self.after(lambda: None, place.page.title if place.page.listed else "")

    @property
    def breaches(self) -> list[str]:
        """Where the content security policy was broken."""
        found: list[str] = self.tab.evaluate("() => window.breaches")
        return found

    def _watch(self, expected: str) -> None:
        self.tab.evaluate(_WATCH, expected)

    def _noted(self, url: str) -> None:
        here = urlsplit(self.address).netloc
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and (
            urlsplit(url).netloc != here
        ):
            self.foreign.append(url)


def open_to(user: User) -> list[navigation.Place]:
    """The pages that this person can come to."""
    return [each for each in navigation.places() if can(user, each.page.needs)]
