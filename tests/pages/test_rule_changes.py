"""A change to a rule: proposed on Rule health, read by workers with their own people."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import DEMO_USERS, scope_of
from dashboard.app_pages.caseload import my_caseload, rule_changes
from dashboard.app_pages.oversight import rule_health
from dashboard.components.plain import plain
from metrics import Action, AuditEvent, Store, propose_rule, records
from tests.pages.reading import words
from tests.pages.visiting import opened


WORKER, MANAGER, OFFICER = DEMO_USERS[0], DEMO_USERS[3], DEMO_USERS[8]
WHY = "New guidance on doses"
TITLE = "Recorded methadone dose under the usual range, with illicit opiates reported"


def said(at: AppTest) -> str:
    return "\n".join(words(at))


@pytest.fixture
def unproposed(demo_store: Store) -> Iterator[None]:
    """Whatever a test proposes here is taken away again."""
    yield
    with demo_store.writing() as writing:
        writing.run("DELETE FROM rule_proposal")


@pytest.fixture
def proposed(demo_store: Store, unproposed: None) -> None:
    scope = scope_of(OFFICER, Action.PROPOSE_RULE)
    event = AuditEvent(OFFICER.actor, "clinical safety officer", "propose_rule")
    numbers = (60, 40)
    propose_rule(demo_store, "methadone_below_range", numbers, WHY, scope, event)


@pytest.mark.usefixtures("unproposed")
def test_the_officer_proposes_and_every_worker_is_told() -> None:
    at = opened(rule_health.PAGE, OFFICER)
    assert "No rule is about to change" in said(at)
    (rule,) = (each for each in at.selectbox if each.label == "Rule with a number")
    rule.select(TITLE).run()
    (instead,) = (each for each in at.number_input if each.label == "Instead")
    instead.set_value(40).run()
    at.text_area[0].set_value(WHY)
    (button,) = (each for each in at.button if each.label == "Propose this change")
    button.click().run()
    assert not at.exception
    assert "40 in place of 60" in said(at)
    assert WHY in said(opened(rule_health.PAGE, MANAGER))
    assert TITLE in said(opened(my_caseload.PAGE, WORKER))
    (back,) = (each for each in at.button if each.label == "Take it back")
    back.click().run()
    assert "No rule is about to change" in said(at)
    assert rule_changes.EMPTY in said(opened(rule_changes.PAGE, WORKER))


@pytest.mark.usefixtures("proposed")
def test_a_worker_reads_who_of_their_own_people_it_moves(demo_store: Store) -> None:
    scope = scope_of(WORKER, Action.SEE_CASELOAD)
    (change,) = records.rule_changes(demo_store, demo_store.today(), scope)
    assert change.leaves
    at = opened(rule_changes.PAGE, WORKER)
    text = said(at)
    assert WHY in text
    assert all(plain(each.label) in text for each in change.leaves)
    buttons = [each for each in at.button if each.label == "Open"]
    assert len(buttons) == len(change.joins) + len(change.leaves)
    buttons[0].click().run()
    first = (*change.joins, *change.leaves)[0]
    assert at.session_state["client_opened"] == first.client_id


@pytest.mark.usefixtures("proposed")
def test_a_manager_reads_counts_and_nobody(demo_store: Store) -> None:
    text = said(opened(rule_health.PAGE, MANAGER))
    assert "Take it back" not in text
    assert "Propose this change" not in text
    labels = demo_store.read("SELECT label FROM label")
    assert not [label for (label,) in labels if plain(label) in text]
