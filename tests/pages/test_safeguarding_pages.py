"""To act on and Separations: what the lead reads and does, and nobody else ever sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, Role, User, can, who_may
from dashboard.session import Opened
from metrics import Action, Store, open_store
from tests.drawn import told
from tests.pages.reading import cells, charts, words
from tests.pages.visiting import opened


LEAD = next(each for each in DEMO_USERS if Role.SAFEGUARDING_LEAD in each.roles)
OTHERS = [each for each in DEMO_USERS if each is not LEAD]
RESTRICTED = (
    Action.SEE_DISCLOSURES,
    Action.ACKNOWLEDGE_DISCLOSURES,
    Action.HOLD_APART,
)


CANARY = "canary-4711"


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Two people of Harbourside, on Keyworker 9's list, about whom there is something
    to read, and who must not meet.
    """
    made = open_store(tmp_path / "planted.duckdb", create=True, demo=True)
    told(
        made,
        client="client_id | as_at | service | keyworker | status\n"
        "A | 2026-01-01 | Harbourside | Keyworker 9 | in_treatment\n"
        "B | 2026-01-01 | Harbourside | Keyworker 9 | in_treatment",
        permission="client_id | purpose | state | given_on\n"
        "A | network_planning | given | 2026-01-01\n"
        "B | network_planning | given | 2026-01-01",
        disclosure="client_id | kind | said_on | state | entered_by\n"
        f"A | violence_at_home | 2026-10-12 | yes | tests:{CANARY}",
        separation="client_id | other_client_id | category | review_on | recorded_on\n"
        "A | B | court_or_licence | 2026-10-30 | 2026-05-01",
    )
    with made.writing() as writing:
        for who, label in (("A", "HB-0001"), ("B", "HB-0002")):
            writing.run(
                "INSERT INTO label VALUES ($who, $label)", {"who": who, "label": label}
            )
    monkeypatch.setattr(session, "_opened", Opened(made, None, demo=True))
    yield made
    made.close()


def everything(at: AppTest) -> str:
    return " ".join([*words(at), *cells(at), str(charts(at))]).replace("\\", "")


def test_the_actions_are_the_leads_alone() -> None:
    for action in RESTRICTED:
        assert who_may(action) == (Role.SAFEGUARDING_LEAD,)


def test_a_disclosure_is_not_yet_read_until_the_lead_says_so(planted: Store) -> None:
    at = opened("to-act-on", LEAD)
    assert "1 not yet read" in everything(at)
    assert "HB-0001" in everything(at)
    assert "violence at home" in everything(at)
    (button,) = [each for each in at.button if each.label == "I have read this"]
    button.click().run()
    assert "0 not yet read" in everything(at)
    assert "Noted that you read it" in everything(at)
    assert not [each for each in at.button if each.label == "I have read this"]


def test_a_pair_past_its_review_stays_and_another_can_be_added(planted: Store) -> None:
    at = opened("separations", LEAD)
    said = everything(at)
    assert "HB-0001 and HB-0002" in said
    assert "in force; review due" in said
    one, other = at.text_input
    one.input("HB-0002")
    other.input("HB-0009")
    at.radio[0].set_value("other")
    at.button[0].click().run()
    assert "second is not the pseudonym" in everything(at)


def test_a_separation_is_ended_with_a_reason_and_stays_on_record(
    planted: Store,
) -> None:
    at = opened("separations", LEAD)
    (end,) = [each for each in at.button if each.label == "End it from today on"]
    end.click().run()
    assert "Choose a pair that is held apart here" in everything(at)
    at.selectbox[0].select_index(0)
    at.radio[1].set_value("recorded_in_error")
    (end,) = [each for each in at.button if each.label == "End it from today on"]
    end.click().run()
    assert not at.exception
    said = everything(at)
    assert "Nobody is held apart yet" in said
    assert "Ended: 1 pair" in said
    assert "recorded in error" in said


@pytest.mark.parametrize("user", OTHERS, ids=lambda user: user.subject)
def test_no_other_role_sees_any_of_it(planted: Store, user: User) -> None:
    """Every page that they may open, on a store where there is something to be seen."""
    for place in navigation.places():
        at = opened(place.page, user)
        said = everything(at)
        assert CANARY not in said, place.address
        assert "violence at home" not in said or place.section == "help"
        assert "HB-0001 and HB-0002" not in said
        assert "bail or licence" not in said or place.section == "help"
        if not can(user, place.page.needs):
            assert "HB-0001" not in said
