import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard import navigation
from dashboard.access import DEMO_USERS, Role
from dashboard.components.frame import INVENTED
from dashboard.components.sitting_frame import COVERED
from metrics import open_store
from tests.browser.accessibility import faults
from tests.browser.reader import Reader
from tests.browser.serving import served


WORKER = next(user for user in DEMO_USERS if Role.KEYWORKER in user.roles)
# What is said, by what the screen asks: people and pairs by number, else a button.
SAID: dict[str, str | list[int]] = {
    "bought heroin with": [1, 2],
    "pooled money": [1],
    "Those you lent to": [3],
    "Those you borrowed from": "Nobody",
    "shared seller contacts": [4],
    "been with when using": [1, 5],
    "days did you use heroin": "12",
    "using days were alone": "4",
    "supports you": "Skip",
    "makes it harder": [3],
    "call in a crisis": [5],
    "carry naloxone": "at least one of them does",
    "drugs are not involved": "Nobody",
    "know each other": "None of them",
    "Who are they to you": "friend",
    "did you buy with them": "3",
    "did you use with them": "2",
    "use heroin now": "uses",
    "If you agree, tell me": "no",
    "in a group with you": "unsure",
}
DROPPED_AT = "makes it harder"
IDLE = "() => document.getAnimations().forEach(animation => animation.finish())"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a demonstration of its own lies, to be written to."""
    return tmp_path / "own"


def begin(reader: Reader) -> None:
    tab = reader.tab
    reader.open(WORKER, expected="My caseload")
    reader.go(next(p for p in navigation.places() if p.address == "interview"))
    reader.after(lambda: None, "Which sitting?")
    for words in ("People around you", "in person", "yes"):
        radio = tab.locator("[role=radiogroup] label").filter(has_text=words).first
        reader.after(radio.click, INVENTED)
    press(reader, "Begin", "ending your life")


def press(reader: Reader, button: str, expected: str) -> None:
    found = reader.tab.get_by_role("button", name=button, exact=True).first
    reader.after(found.click, expected)


def private_ones(reader: Reader) -> None:
    """Three are answered no; of the fourth, a yes, it is asked what it is about."""
    for following in ("hurt, frighten", "use your home", "pressured or scared"):
        assert reader.tab.get_by_test_id("stSidebar").is_hidden()
        press(reader, "No", following)
    press(reader, "Yes", "What is it about?")
    assert faults(reader.tab) == []
    group = reader.tab.get_by_test_id("stButtonGroup").get_by_text("debt", exact=True)
    group.click()
    reader.tab.locator("button:has-text('Write it down'):not([disabled])").wait_for()
    press(reader, "Write it down", "Written down")
    assert "Speak to the safeguarding lead now" in main(reader)
    press(reader, "Go on", "bought heroin with")


def main(reader: Reader) -> str:
    return reader.tab.get_by_test_id("stMain").inner_text()


def answer(reader: Reader) -> None:
    """Answer whatever is asked, and wait until it is saved."""
    text = main(reader)
    reply = next(reply for asked, reply in SAID.items() if asked in text)
    done = re.search(r"(\d+) of (\d+) asked", text)
    assert done, text
    if isinstance(reply, list):
        for number in reply:
            pills = reader.tab.get_by_test_id("stButtonGroup").get_by_role("button")
            pills.filter(has_text=f"Person {number}").first.click()
        reader.tab.wait_for_function(
            "n => document.querySelectorAll('[data-testid=stButtonGroup] "
            "[aria-checked=true], [data-testid=stButtonGroup] [aria-pressed=true], "
            "[data-testid=stButtonGroup] [kind=pillsActive]').length >= n",
            arg=len(reply),
        )
        reader.tab.locator("button:has-text('That is everybody'):enabled").wait_for()
        reply = "That is everybody"
    press(reader, reply, f"{int(done[1]) + 1} of ")


def left_idle_it_covers_itself(reader: Reader) -> None:
    """And one key takes the cover away."""
    cover = reader.tab.get_by_text(COVERED)
    question = reader.tab.get_by_role("heading", name="ending your life")
    assert cover.is_hidden()
    assert question.is_visible()
    reader.tab.evaluate(IDLE)
    assert cover.is_visible()
    assert question.is_hidden()
    reader.after(lambda: reader.tab.keyboard.press("Enter"), "ending your life")
    assert cover.is_hidden()
    assert question.is_visible()


def drop_the_connection(reader: Reader) -> None:
    reader.tab.reload()
    reader.after(lambda: None, "Left open")
    press(reader, "Go on", DROPPED_AT)


def test_an_interview_left_idle_with_five_people_and_a_dropped_connection(
    browser: Browser, demo_folder: Path, place: Path
) -> None:
    place.mkdir()
    with served(place, copy_of=demo_folder) as address, Reader(browser, address) as r:
        begin(r)
        left_idle_it_covers_itself(r)
        private_ones(r)
        checked: set[str] = set()
        while "Read this back" not in main(r):
            text = main(r)
            kind = next(asked for asked in SAID if asked in text)
            if kind == DROPPED_AT and kind not in checked:
                drop_the_connection(r)
            if kind in ("bought heroin with", "days did you use heroin"):
                assert faults(r.tab) == []
            checked.add(kind)
            answer(r)
        assert faults(r.tab) == []
        assert checked >= set(SAID) - {"If you agree, tell me"}
        press(r, "It is right: finish", "Saved: the interview is finished.")
        assert [*r.breaches, *r.foreign, *r.errors] == []
    stands_as_it_was_said(place / "store.duckdb")


def stands_as_it_was_said(path: Path) -> None:
    store = open_store(path)
    ((client, interview),) = store.read(
        "SELECT client_id, interview FROM interview WHERE source = 'worker' "
        "AND finished = 'yes' AND superseded_by IS NULL"
    )
    of_it = {"client": client, "interview": interview}
    where = (
        "WHERE client_id = $client AND interview = $interview AND superseded_by IS NULL"
    )
    people = store.read(f"SELECT number, role, uses, wanted FROM person {where}", of_it)
    assert sorted(people) == [(n, "friend", "yes", "unsure") for n in range(1, 6)]
    ties = store.read(
        f"SELECT tie.kind, person.number, tie.days FROM tie JOIN (SELECT * FROM person "
        f"{where}) AS person USING (person_id) WHERE tie.state = 'yes' "
        "AND tie.superseded_by IS NULL",
        of_it,
    )
    assert sorted(ties) == [
        ("buys_with", 1, 3),
        ("buys_with", 2, 3),
        ("lends", 3, None),
        ("makes_it_harder", 3, None),
        ("pools_money", 1, None),
        ("shares_contacts", 4, None),
        ("uses_with", 1, 2),
        ("uses_with", 5, 2),
        ("would_call", 5, None),
    ]
    supports = store.read(
        f"SELECT DISTINCT state FROM tie {where} AND kind = 'supports'", of_it
    )
    assert supports == [("asked_not_answered",)]
    debts = store.read(f"SELECT state FROM disclosure {where} AND kind = 'debt'", of_it)
    assert debts == [("yes",)]
    answers = dict(
        store.read(
            "SELECT question, value FROM answer WHERE source = 'worker' "
            "AND superseded_by IS NULL"
        )
    )
    assert answers == {"using_days": "12", "alone_days": "4", "naloxone_near": "yes"}
    store.close()
