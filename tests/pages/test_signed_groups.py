"""From sign-off to a session held, as the people of the demonstration do it on pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard import session
from dashboard.access import DEMO_USERS
from dashboard.components.group_paper import written
from dashboard.session import Opened
from metrics import Store, open_store
from metrics.planning import Paper
from tests.pages.reading import said
from tests.pages.visiting import opened, press
from tests.planned import a_planned_group


WHO = {each.subject: each for each in DEMO_USERS}
LEAD, MANAGER, WORKER = (
    WHO["safeguarding-lead"],
    WHO["manager"],
    WHO["keyworker-9"],
)


@pytest.fixture
def planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A demonstration in which one plan is saved."""
    made = open_store(
        tmp_path / "planned.duckdb",
        create=True,
        demo=True,
        fixed_today=date(2026, 11, 2),
    )
    a_planned_group(made, "Harbourside", "Keyworker 9")
    monkeypatch.setattr(session, "_opened", Opened(made, None, demo=True))
    yield made
    made.close()


def sign() -> None:
    at = opened("sign-off", LEAD)
    for pair in [each for each in at.radio if " and NO-" in each.label]:
        pair.set_value("cleared")
    press(at, "Save what I looked at, of these 3")
    assert "3 of 3 pairs checked" in said(at)
    press(at, "Sign this list")
    assert "Signed off by safeguarding" in said(at)


def test_from_sign_off_to_a_session(planned: Store) -> None:
    before = opened("run-groups", MANAGER)
    assert "Not yet checked by safeguarding" in said(before)
    assert "before the list is signed off" in said(before)
    assert not before.get("download_button")
    sign()
    at = opened("run-groups", MANAGER)
    assert len(at.get("download_button")) == 3
    (leads,) = [each for each in at.selectbox if "leads" in each.label]
    leads.set_value("Keyworker 9")
    press(at, "Let the workers ask everybody on it")
    assert "their worker asks, since 2 November 2026" in said(at)
    tasks = opened("my-caseload", WORKER)
    assert "Ask about a group:" in said(tasks)
    yes = [each for each in tasks.button if each.label == "yes"]
    assert len(yes) == 3
    yes[0].click().run()
    assert not tasks.exception
    led = opened("groups-i-lead", WORKER)
    assert "NO-0001" in said(led)
    assert "NO-0002" not in said(led)
    led.checkbox[0].check()
    press(led, "Save who came")
    assert "NO-0001 came" in said(led)
    assert "1 of 1" in said(opened("run-groups", MANAGER))


def test_a_list_cannot_be_signed_before_each_pair_was_looked_at(planned: Store) -> None:
    at = opened("sign-off", LEAD)
    (button,) = [each for each in at.button if each.label == "Sign this list"]
    assert button.disabled
    assert "3 of 3 pairs are not checked yet" in said(at)


def test_looking_at_no_pair_saves_nothing_and_says_so(planned: Store) -> None:
    version = planned.version
    at = press(opened("sign-off", LEAD), "Save what I looked at, of these 3")
    assert "Say of one pair at least what you found. Nothing was saved." in said(at)
    assert planned.version == version


def test_a_returned_list_reads_as_one_fixed_sentence(planned: Store) -> None:
    press(opened("sign-off", LEAD), "Return it")
    text = said(opened("run-groups", MANAGER))
    assert "Not signed off: choose another arrangement." in text
    assert "Returned on 2 November 2026" in said(opened("sign-off", LEAD))


def test_a_concern_stands_with_the_lead_and_the_page_says_that_nobody_was_told(
    planned: Store,
) -> None:
    sign()
    manager = opened("run-groups", MANAGER)
    manager.selectbox[0].set_value("Keyworker 9")
    press(manager, "Let the workers ask everybody on it")
    tasks = opened("my-caseload", WORKER)
    next(each for each in tasks.button if each.label == "yes").click().run()
    at = opened("groups-i-lead", WORKER)
    assert "This program tells nobody. Speak to the safeguarding lead now" in said(at)
    at.selectbox[0].set_value("NO-0001").run()
    press(at, "Send a concern to the lead")
    to_act = said(opened("to-act-on", LEAD))
    assert "1 not yet read" in to_act
    assert "harm in a group" in to_act
    assert "harm" not in said(opened("run-groups", MANAGER))


@pytest.mark.parametrize("form", ["paper", "csv", "excel"])
def test_a_file_says_who_and_until_when_and_no_reason(form: str) -> None:
    rows = (("NO-0001", "Keyworker 9", "yes"),)
    paper = Paper(7, "Tuesday group", "Tuesday evening", None, date(2026, 11, 9), rows)
    made = written(paper, form, MANAGER)  # type: ignore[arg-type]
    assert made == written(paper, form, MANAGER) or form == "excel"  # type: ignore
    text = made.decode("latin-1").lower()
    for word in ("heroin", "buying", "opiate", "buys"):
        assert word not in text
    if form == "csv":
        assert "no-0001,keyworker 9,yes" in text
        assert "valid until 9 november 2026" in text
