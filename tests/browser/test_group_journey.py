"""A group from rules to paper: looked for, changed by hand, compared, signed, printed."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from dashboard.access import DEMO_USERS, Role
from dashboard.components.frame import INVENTED
from tests.browser.accessibility import faults
from tests.browser.reader import Reader
from tests.browser.serving import served


MANAGER, LEAD = (
    next(each for each in DEMO_USERS if role in each.roles)
    for role in (Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)
)
CHECKS = re.compile("^Save what I looked at")


def press(reader: Reader, button: str, expected: str) -> None:
    found = reader.tab.get_by_role("button", name=button)
    reader.after(found.first.click, expected)


def choose(reader: Reader, label: str, option: str, expected: str) -> None:
    tab = reader.tab
    box = tab.get_by_test_id("stSelectbox").filter(has_text=label).last
    box.locator("input").click()
    # A long list draws only what is near: typing brings the option into it.
    box.locator("input").fill(option)
    found = tab.get_by_role("option").filter(has_text=option)
    reader.after(found.first.click, expected)


def save_as(reader: Reader, title: str) -> None:
    reader.tab.get_by_role("textbox", name="Name of the plan").fill(title)
    press(reader, "Save", "Saved as version 1. Not yet checked by safeguarding.")


def plan(reader: Reader) -> None:
    """One plan arranged by hand, and one found, with somebody moved; side by side."""
    reader.open(MANAGER, "plan-a-group", "may be placed, with")
    # Groups of 6 to 8: the upper end of the slider, two steps down.
    upper = reader.tab.get_by_role("slider").nth(1)
    upper.press("ArrowLeft")
    upper.press("ArrowLeft")
    press(reader, "Check feasibility", "Nothing found that clashes.")
    press(reader, "Arrange by hand", "Draft, not saved")
    press(reader, "Move", "Rules not kept")
    save_as(reader, "Arranged by hand")
    press(reader, "Look for a plan", "no plan can keep more")
    choose(reader, "Person", "not placed", INVENTED)
    press(reader, "Move", "changed by hand")
    save_as(reader, "Changed for the evening")
    choose(reader, "with", "Arranged by hand", "How it was made")
    assert faults(reader.tab) == []


def sign(reader: Reader) -> None:
    """Every pair of the first list cleared, by somebody who did not plan it."""
    reader.open(LEAD, "sign-off", "0 of ")
    tab = reader.tab
    assert tab.get_by_role("button", name="Sign this list").is_disabled()
    assert faults(tab) == []
    said = tab.get_by_text("pairs checked").first.inner_text()
    total, done = int(re.findall(r"0 of (\d+) pairs", said)[0]), 0
    while done < total:
        pairs = tab.get_by_role("radiogroup").all()
        for pair in pairs:
            pair.get_by_text("cleared", exact=True).click()
        save = tab.get_by_role("button", name=CHECKS)
        done += len(pairs)
        reader.after(save.click, f"{done} of {total} pairs checked")
    press(reader, "Sign this list", "Signed. It may be printed now")


def test_from_rules_to_a_printed_list(
    browser: Browser, demo_folder: Path, tmp_path: Path
) -> None:
    with (
        served(tmp_path / "own", copy_of=demo_folder) as address,
        Reader(browser, address) as reader,
    ):
        plan(reader)
        reader.open(MANAGER, "run-groups", "Not yet checked by safeguarding")
        paper = reader.tab.get_by_role("button", name="Print the list")
        assert paper.count() == 0
        sign(reader)
        reader.open(MANAGER, "run-groups", "Signed off by safeguarding")
        assert paper.count() == 1
        with reader.tab.expect_download() as taken:
            reader.after(paper.click, "Number 1")  # without opening the page again
        assert re.fullmatch(
            r"[a-z0-9-]*group[0-9-]*\.pdf", taken.value.suggested_filename
        )
        assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")
        assert faults(reader.tab) == []
        assert [*reader.errors, *reader.breaches, *reader.foreign] == []
