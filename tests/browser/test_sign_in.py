"""Signing in at a real provider, in Chromium: what is shut, what is shown, what ends."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from dashboard.components.sign_in import LOOK_EVERY
from dashboard.gate import TOKEN
from dashboard.server import release_beside
from tests.browser.live import (
    SERVE,
    a_store,
    configured,
    free_port,
    process,
    provider,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def address(folder: Path, browser: Browser) -> Iterator[str]:
    """A service's own store, behind a provider."""
    port = free_port()
    with provider() as issuer:
        config = configured(folder, a_store(folder, issuer), issuer, port)
        command = [*SERVE, "--config", str(config)]
        with process(command, "Alongside: ", folder / "said.txt"):
            yield f"http://localhost:{port}"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


def sign_in(context: BrowserContext, address: str, subject: str, page: str = "") -> Tab:
    tab = context.new_page()
    tab.goto(f"{address}/{page}")
    tab.get_by_test_id("stMain").get_by_role("button", name="Sign in").click()
    tab.locator(f'button[value="{subject}"]').click()
    tab.get_by_role("button", name="Sign out").wait_for()
    return tab


def answer(address: str, cookie: str = "") -> int:
    asked = urllib.request.Request(address, headers={"cookie": cookie})
    try:
        with urllib.request.urlopen(asked) as found:
            return int(found.status)
    except urllib.error.HTTPError as error:
        return int(error.code)


def nothing_left_of(tab: Tab, label: str) -> None:
    """What a run no longer draws goes when it ends, a moment after its first words."""
    expect(tab.get_by_text(label)).to_have_count(0)
    assert label not in tab.content()


def test_it_shows_who_signed_in_their_own_people_and_the_page_they_asked_for(
    address: str, context: BrowserContext
):
    tab = sign_in(context, address, "ana", "my-caseload")
    tab.get_by_text("RV-0001").first.wait_for()
    assert "RV-0002" not in tab.content()
    cookies = {each["name"]: each for each in context.cookies(address)}
    assert TOKEN in cookies
    assert not [name for name in cookies if name.startswith("_streamlit_user")]
    assert all(each["secure"] for each in cookies.values())
    assert cookies[TOKEN]["httpOnly"]
    assert cookies[TOKEN]["expires"] == -1


def test_signing_out_ends_it_in_every_tab_and_for_every_copy(
    address: str, context: BrowserContext
):
    tab = sign_in(context, address, "bo")
    other = context.new_page()
    other.clock.install()
    other.goto(address)
    other.get_by_text("RV-0002").first.wait_for()
    (token,) = [c["value"] for c in context.cookies(address) if c["name"] == TOKEN]
    copied = f"{TOKEN}={token}"
    assert answer(f"{address}/media/none.csv", copied) == 404
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_text("Sign in").first.wait_for()
    assert answer(f"{address}/media/none.csv", copied) == 401
    # The other tab learns of it by itself, without a click, when it looks next.
    other.clock.fast_forward(LOOK_EVERY * 1000)
    other.get_by_text("You are signed out.").wait_for()
    nothing_left_of(other, "RV-0002")


def test_whoever_has_left_sees_nothing_from_the_next_click_on(
    address: str, context: BrowserContext, browser: Browser
):
    worker = sign_in(context, address, "ana")
    worker.get_by_text("RV-0001").first.wait_for()
    manager = sign_in(browser.new_context(), address, "max", "staff")
    manager.get_by_role("tab", name="Somebody has left").click()
    # Nobody is chosen beforehand, so that a slip shuts nobody out.
    manager.get_by_role("button", name="End their sign-in").click()
    manager.get_by_text("Choose who has left. Nothing was saved.").wait_for()
    who = manager.get_by_test_id("stSelectbox").filter(has_text="Who has left")
    who.locator("input").click()
    manager.get_by_role("option", name="ana").click()
    manager.get_by_role("button", name="End their sign-in").click()
    manager.get_by_text("ana can no longer see anything here").wait_for()
    worker.locator("button").filter(has_text="Open").first.click()
    worker.get_by_text("not set up to see anything here").wait_for()
    nothing_left_of(worker, "RV-0001")
    manager.context.close()


def test_a_sign_in_that_nobody_set_up_sees_nothing(
    address: str, context: BrowserContext
):
    tab = sign_in(context, address, "new")
    tab.get_by_text("not set up to see anything here").wait_for()
    assert tab.get_by_text("new", exact=True).count()


@pytest.mark.parametrize(
    "path", ["media/1.csv", "_stcore/upload_file/1/2", "take/ticket", "_stcore/metrics"]
)
def test_nobody_reaches_data_without_sign_in(address: str, path: str):
    assert answer(f"{address}/{path}") in (401, 404)
    assert answer(f"{address}/{path}", f"{TOKEN}=guessed; _streamlit_user=x") in (
        401,
        404,
    )


# One person, one release --------------------------------------------------------------


def test_one_person_comes_in_by_a_passphrase_alone(
    tmp_path: Path, context: BrowserContext
):
    port, passphrase = free_port(), "four plain words do"
    store = a_store(tmp_path, "them")
    command = [*SERVE, "--only-me", "--store", str(store), "--port", str(port)]
    key = ["--key", str(tmp_path / "keys" / "store.key")]
    typed = f"{passphrase}\n{passphrase}\n"
    with process([*command, *key], "one person: ", tmp_path / "said.txt", typed):
        address = f"http://localhost:{port}"
        assert answer(f"{address}/media/1.csv") == 401
        tab = context.new_page()
        tab.goto(f"{address}/my-caseload")
        tab.get_by_label("Passphrase").fill("something else entirely")
        tab.get_by_role("button", name="Sign in").click()
        tab.get_by_text("That is not the passphrase.").wait_for()
        # A try that comes too early is not looked at; one that comes in time is.
        while tab.get_by_label("Passphrase").count():
            tab.get_by_label("Passphrase").fill(passphrase)
            tab.get_by_role("button", name="Sign in").click()
        tab.get_by_text("One person, this computer only.").wait_for()
        tab.get_by_text("RV-0002").wait_for()
        tab.get_by_role("button", name="Sign out").click()
        tab.get_by_text("You are signed out").wait_for()
    kept = store.with_suffix(".passphrase")
    assert passphrase not in kept.read_text()
    assert oct(kept.stat().st_mode)[-3:] == "600"
    said = (tmp_path / "said.txt").read_text()
    assert passphrase not in said
    assert "RV-000" not in said


def test_a_release_alone_opens_no_records(
    tmp_path: Path, demo_folder: Path, context: BrowserContext
):
    port = free_port()
    release = release_beside(demo_folder / "store.duckdb")
    command = [*SERVE, "--release", str(release), "--port", str(port)]
    with process(command, "one release: ", tmp_path / "said.txt"):
        tab = context.new_page()
        tab.goto(f"http://localhost:{port}")
        tab.get_by_text("One published release.").wait_for()
        tab.get_by_role("heading", name="At a glance").wait_for()
        assert not tab.get_by_text("could not be shown").count()
        menu = tab.get_by_test_id("stSidebarNav").inner_text()
        assert "My caseload" not in menu
        assert "Who looked" not in menu
