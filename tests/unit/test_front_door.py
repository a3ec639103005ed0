"""Nobody calls what is not theirs, and no role does more than safety.md 2.2 says."""

import pytest

from dashboard.access import MAY, Role
from metrics import Action, Scope
from tests.unit.front_door import (
    WITHOUT_SCOPE,
    comes_to_records,
    functions,
    needs,
    printed,
    refuses,
    scoped,
    takes_scope,
)


# Who holds an action, and nobody else does (safety.md 2.2). A cell of that table that no
# action stands for yet has no row here.
MATRIX = {
    Action.SEE_CLIENT: {Role.KEYWORKER, Role.PRESCRIBER},
    Action.SEE_OWN_WORDS: {Role.KEYWORKER},
    Action.DECIDE: {Role.KEYWORKER},
    Action.RECORD_FACT: {Role.KEYWORKER},
    Action.SEE_CIRCLES: {Role.SERVICE_MANAGER},
    Action.SEE_CRITERIA_OUTCOMES: {Role.SERVICE_MANAGER},
    Action.SEE_DISCLOSURES: {Role.SAFEGUARDING_LEAD},
    Action.HOLD_APART: {Role.SAFEGUARDING_LEAD},
    Action.SEE_RELEASE: {
        Role.SERVICE_MANAGER,
        Role.COMMISSIONER,
        Role.PRIVACY_OFFICER,
    },
    Action.LOAD: {Role.DATA_STEWARD},
    Action.UNDO: {Role.DATA_STEWARD},
    Action.MAKE_RELEASE: {Role.DATA_STEWARD},
    Action.APPROVE_RELEASE: {Role.PRIVACY_OFFICER},
    Action.SEE_STAFF: {Role.SERVICE_MANAGER},
    Action.ARRANGE_COVER: {Role.SERVICE_MANAGER},
    Action.SEE_AUDIT: {Role.PRIVACY_OFFICER},
    Action.BREAK_GLASS: {
        Role.KEYWORKER,
        Role.SERVICE_MANAGER,
        Role.SAFEGUARDING_LEAD,
    },
    Action.REVIEW_EMERGENCIES: {Role.PRIVACY_OFFICER},
    Action.EVALUATE_ALL: set(),
    Action.APPOINT: set(),
    Action.KEEP_STORE: set(),
}


@pytest.mark.parametrize("action", MATRIX, ids=str)
def test_the_matrix_of_the_safety_file_holds(action: Action) -> None:
    assert {role for role in Role if action in MAY[role]} == MATRIX[action]


def test_a_commissioner_holds_a_release_and_help_alone() -> None:
    assert MAY[Role.COMMISSIONER] == {Action.SEE_RELEASE, Action.SEE_HELP}


def test_whatever_comes_to_records_takes_a_scope_or_says_why_not() -> None:
    without = {
        name
        for name, function in functions().items()
        if comes_to_records(function) and not takes_scope(function)
    }
    assert without <= set(WITHOUT_SCOPE), "give it a scope; a default is a leak"


@pytest.mark.parametrize("name", sorted(scoped()))
def test_nobody_is_refused_before_anything_is_looked_at(name: str) -> None:
    assert refuses(scoped()[name], Scope.nobody())


@pytest.mark.parametrize("name", sorted(scoped()))
def test_each_function_names_its_action(name: str) -> None:
    # One action, or for what joins two lists, two; the operator holds them all.
    assert len(needs(scoped()[name])) <= 1
    assert not refuses(scoped()[name], Scope.operator())


@pytest.mark.parametrize("role", list(Role))
def test_a_function_lets_in_who_holds_its_action_and_nobody_else(role: Role) -> None:
    held = Scope("tests", MAY[role], services=None, keyworkers=None)
    for name, function in scoped().items():
        for action in needs(function):
            assert refuses(function, held) is (action not in MAY[role]), name


def test_the_tables_are_printed() -> None:
    assert "| records.client | see_client | may |" in printed()
