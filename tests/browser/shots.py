"""Pictures of every page and state, as everybody, wide and narrow, light and dark.

`python -m tests.browser.shots [--whole] [--only WORDS]` writes them into `shots/`, with
one sheet of all. What is photographed follows from the pages that there are; whether it
is right, somebody must look.
"""

import argparse
import shutil
import sys
from contextlib import ExitStack, suppress
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NeverSeen

from dashboard import navigation, server
from dashboard.access import DEMO_USERS, User, can
from tests.browser.load_steps import STEWARD, load_and_undo
from tests.browser.reader import LAPTOP, OPENED_FROM, PHONE, Reader, open_to
from tests.browser.serving import served


FOLDER = Path("shots")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
STATES = ("filled", "empty", "broken", "waiting", "loading")
SIZES = {"wide": LAPTOP, "narrow": PHONE}
SCHEMES = ("light", "dark")
THUMB, COLUMNS, LABEL = (240, 180), 10, 18
TALLEST = 6000
PATIENCE = 5000  # milliseconds
HELP = "help"  # asks nothing of a store, so it has no other states
FULL = (
    "() => { const main = document.querySelector('[data-testid=\"stMain\"]');"
    " return Math.ceil(main.scrollHeight); }"
)


class Look(NamedTuple):
    """Who looks, at what, on which screen; and what they wait for."""

    state: str
    user: User
    size: str
    scheme: str

    @property
    def name(self) -> str:
        return f"{self.state}-{self.user.subject}-{self.size}-{self.scheme}"


def looks() -> list[Look]:
    every = (Look(*each) for each in product(STATES, DEMO_USERS, SIZES, SCHEMES))
    return [look for look in every if look.state != "loading" or look.user == STEWARD]


def refused_to(user: User) -> list[navigation.Place]:
    return [p for p in navigation.places() if not can(user, p.page.needs)]


class Camera:
    """Takes pictures of one browser, of the whole length of a page if asked."""

    def __init__(self, browser: Browser, whole: bool) -> None:
        self.browser, self.whole = browser, whole

    def everything(self, look: Look, address: str) -> None:
        """Every page that this person can come to, or the states that they meet."""
        with Reader(
            self.browser, address, viewport=SIZES[look.size], color_scheme=look.scheme
        ) as reader:
            if look.state == "loading":
                for step in load_and_undo(reader):
                    self._taken(look, reader, step)
                return
            start = open_to(look.user)[0]
            if look.state != "filled":
                self._typed(look, reader)
                return
            reader.open(look.user, expected=start.page.title)
            for place in open_to(look.user):
                reader.go(place, look.user if look.size == "narrow" else None)
                self._taken(look, reader, place.address)
            for place in refused_to(look.user)[:1]:
                reader.open(look.user, place.address, expected="not set up to open")
                self._taken(look, reader, place.address, "refused")

    def _typed(self, look: Look, reader: Reader) -> None:
        for place in open_to(look.user):
            if place.section == HELP or place.address in OPENED_FROM:
                continue
            waiting = look.state == "waiting"
            title = place.page.title
            reader.open(look.user, place.address, title, finished=not waiting)
            if waiting:
                # A page that asks nothing at first, as an upload, does not wait.
                said = reader.tab.get_by_text(place.page.loading).first
                with suppress(NeverSeen):
                    said.wait_for(timeout=PATIENCE)
            self._taken(look, reader, place.address)

    def _taken(self, look: Look, reader: Reader, shown: str, state: str = "") -> None:
        if self.whole:
            tall = min(
                max(reader.tab.evaluate(FULL), SIZES[look.size]["height"]), TALLEST
            )
            reader.tab.set_viewport_size({**SIZES[look.size], "height": tall})
        path = FOLDER / (state or look.state) / look.user.subject
        path.mkdir(parents=True, exist_ok=True)
        reader.tab.screenshot(path=path / f"{shown}-{look.size}-{look.scheme}.png")
        reader.tab.set_viewport_size(SIZES[look.size])


def sheet(pictures: list[Path]) -> None:
    """All pictures small on one, each with its name."""
    rows = -(-len(pictures) // COLUMNS)
    cell = (THUMB[0] + 8, THUMB[1] + LABEL + 8)
    whole = Image.new("RGB", (cell[0] * COLUMNS, cell[1] * rows), "#7a7a7a")
    pen = ImageDraw.Draw(whole)
    for number, path in enumerate(pictures):
        at = (number % COLUMNS * cell[0], number // COLUMNS * cell[1])
        with Image.open(path) as picture:
            picture.thumbnail(THUMB)
            whole.paste(picture, (at[0] + 4, at[1] + LABEL))
        pen.text(
            (at[0] + 4, at[1] + 2),
            " ".join((*path.parts[1:3], path.stem)),
            fill="white",
        )
    whole.save(FOLDER / "all.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--whole", action="store_true", help="the whole length of pages"
    )
    parser.add_argument("--only", default="", help="part of state-person-size-scheme")
    chosen = parser.parse_args()
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None:
        sys.exit("No Chromium on the PATH: install chromium to take pictures.")
    wanted = [look for look in looks() if chosen.only in look.name]
    if not wanted:
        sys.exit(f"Nothing is called that. There are, for instance: {looks()[0].name}.")
    if not chosen.only:
        shutil.rmtree(FOLDER, ignore_errors=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        server.build_demo_store(folder / "built" / "store.duckdb")
        playwright = stack.enter_context(sync_playwright())
        camera = Camera(
            playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            ),
            chosen.whole,
        )
        for state in dict.fromkeys(look.state for look in wanted):
            (folder / state).mkdir()
            built = None if state == "empty" else folder / "built"
            with served(folder / state, built, state) as address:
                for look in (each for each in wanted if each.state == state):
                    camera.everything(look, address)
    pictures = sorted(FOLDER.glob("*/*/*.png"))
    sheet(pictures)
    print(f"{len(pictures)} pictures in {FOLDER}/, all of them small in all.png")


if __name__ == "__main__":
    main()
