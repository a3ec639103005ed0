"""An emergency as the people of the demonstration meet it: opened, read, shut, reviewed."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, Role, User, can, scope_of
from dashboard.session import Opened
from metrics import Action, Store, open_store, records
from tests.pages.reading import said
from tests.pages.test_canary_files import plant
from tests.pages.visiting import opened, press


WHO = {each.subject: each for each in DEMO_USERS}
LEAD, OFFICER, PRESCRIBER = (
    WHO["safeguarding-lead"],
    WHO["privacy-officer"],
    WHO["prescriber"],
)


NOTE = "Found asleep on the stairs; ambulance called."
# Whoever may break the glass, for somebody who is not theirs.
AWAY = WHO["keyworker-1"]
BREAKERS = [each for each in DEMO_USERS if can(each, Action.BREAK_GLASS)]


@pytest.fixture
def store(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    shutil.copytree(demo_folder, tmp_path / "own")
    with closing(open_store(tmp_path / "own" / "store.duckdb")) as made:
        monkeypatch.setattr(session, "_opened", Opened(made, None, demo=True))
        yield made


def not_theirs(store: Store) -> str:
    """The pseudonym of somebody of keyworker 9, who mentioned people."""
    scope = scope_of(WHO["keyworker-9"], Action.SEE_CASELOAD)
    mentioned = {row[0] for row in store.read("SELECT DISTINCT client_id FROM person")}
    found = records.caseload(store, store.today(), scope).people
    return next(each.label for each in found if each.client_id in mentioned)


def break_glass(store: Store, user: User) -> tuple[AppTest, str]:
    at, label = opened("emergency-access", user), not_theirs(store)
    at.text_input[0].set_value(label)
    at.radio[0].set_value("at_risk_now")
    at.text_area[0].set_value(NOTE)
    return press(at, "Open this record for 60 minutes"), label


@pytest.mark.parametrize("user", BREAKERS, ids=lambda user: user.subject)
def test_one_record_opens_to_read_and_nothing_of_others_stands_in_it(
    store: Store, user: User
) -> None:
    plant(store)
    at, label = break_glass(store, user)
    text = said(at)
    assert f"{label}** · open until" in text
    assert "to read only" in text
    assert "Everything recorded" in " ".join(each.label for each in at.expander)
    assert "CANARY" not in text
    assert [each.label for each in at.button if "Save" in each.label] == []


def test_a_band_on_every_page_says_so_until_it_is_shut(store: Store) -> None:
    _, label = break_glass(store, LEAD)
    for place in navigation.places():
        if can(LEAD, place.page.needs) and place.section == "safeguarding":
            text = said(opened(place.address, LEAD))
            assert "A record is open in an emergency until" in text
            assert label not in text
    at = press(opened("emergency-access", LEAD), "Shut it now")
    assert "is open in an emergency" not in said(at)
    assert "Shut. Record what you did" in said(at)
    assert "is open in an emergency" not in said(opened("to-act-on", LEAD))


def test_a_wrong_pseudonym_or_no_reason_opens_nothing(store: Store) -> None:
    at = opened("emergency-access", AWAY)
    at.text_input[0].set_value("RV-99999")
    at.text_area[0].set_value(NOTE)
    press(at, "Open this record for 60 minutes")
    assert "Choose why" in said(at)
    at.radio[0].set_value("at_risk_now")
    press(at, "Open this record for 60 minutes")
    assert "Nobody in treatment has this pseudonym" in said(at)
    assert next(store.audit.acts())["result"] == "refused"


def test_the_officer_is_told_of_nobody_and_reviews_it(store: Store) -> None:
    _, label = break_glass(store, AWAY)
    told = said(opened("who-looked", OFFICER))
    assert "1 opening in an emergency to review, the first by 9 November 2026" in told
    at = opened("emergency-reviews", OFFICER)
    assert label in said(at)
    assert NOTE in said(at)
    # Who opened it, as people call them, without who vouches for the sign-in.
    assert f"{AWAY.issuer}:" not in said(at)
    at.radio[0].set_value("needed").run()
    press(at, "Save the review")
    assert "Reviewed 2 November 2026: it was needed." in said(at)
    assert "to review, the first" not in said(at)


def test_whoever_may_not_is_refused(store: Store) -> None:
    for role in (Role.PRESCRIBER, Role.COMMISSIONER, Role.DATA_STEWARD):
        user = next(each for each in DEMO_USERS if role in each.roles)
        assert "You are not set up to open this page" in said(
            opened("emergency-access", user)
        )
