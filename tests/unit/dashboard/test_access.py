from dataclasses import replace
from itertools import product

import pytest

from dashboard.access import (
    DEMO_USERS,
    MAY,
    NOBODY,
    REACH,
    Role,
    User,
    acting_role,
    can,
    require,
    scope_of,
    who_may,
)
from metrics import Action, Refused, Scope


EMPTY: frozenset[str] = frozenset()


def somebody(*roles: str, keyworkers: frozenset[str] = EMPTY) -> User:
    return User(
        "s1",
        "tests",
        "Somebody",
        frozenset(roles),
        frozenset({"Riverside"}),
        keyworkers,
    )


# One row a role, one column an action: what each may do, and nothing else.
TRUTH = {
    Role.KEYWORKER: {
        Action.SEE_CASELOAD,
        Action.SEE_CLIENT,
        Action.SEE_OWN_WORDS,
        Action.DECIDE,
        Action.RECORD_FACT,
        Action.SEE_COHORTS,
        Action.BRING_TO_SUPERVISION,
        Action.HOLD_INTERVIEW,
        Action.ANSWER_INVITATIONS,
        Action.BRING_TO_SUPERVISION,
        Action.LEAD_GROUPS,
        Action.SEE_COHORTS,
        Action.BREAK_GLASS,
    },
    Role.PRESCRIBER: {Action.SEE_CASELOAD, Action.SEE_CLIENT},
    Role.SERVICE_MANAGER: {
        Action.SEE_CIRCLES,
        Action.SEE_CRITERIA_OUTCOMES,
        Action.SEE_CASELOADS,
        Action.PLAN_GROUPS,
        Action.RUN_GROUPS,
        Action.SEE_COHORTS,
        Action.SEE_SERVICE_COUNTS,
        Action.SEE_COHORTS,
        Action.SEE_RULE_HEALTH,
        Action.WARN_AREA,
        Action.SEE_RELEASE,
        Action.PREVIEW_RELEASE,
        Action.BREAK_GLASS,
    },
    Role.FACILITATOR: {Action.LEAD_GROUPS},
    Role.SAFEGUARDING_LEAD: {
        Action.SEE_DISCLOSURES,
        Action.ACKNOWLEDGE_DISCLOSURES,
        Action.HOLD_APART,
        Action.SIGN_LISTS,
        Action.BREAK_GLASS,
    },
    Role.COMMISSIONER: {Action.SEE_RELEASE},
    Role.DATA_STEWARD: {
        Action.CHECK_FILES,
        Action.LOAD,
        Action.UNDO,
        Action.SEE_BATCHES,
        Action.MAKE_RELEASE,
        Action.PREVIEW_RELEASE,
    },
    Role.PRIVACY_OFFICER: {
        Action.SEE_AUDIT,
        Action.SEE_RELEASE,
        Action.PREVIEW_RELEASE,
        Action.APPROVE_RELEASE,
        Action.REVIEW_EMERGENCIES,
    },
    Role.CLINICAL_SAFETY_OFFICER: {
        Action.SEE_RULE_HEALTH,
        Action.SEE_SERVICE_COUNTS,
        Action.SWITCH_RULE,
        Action.PROPOSE_RULE,
        Action.SEE_INCIDENTS,
    },
}
EVERYBODYS = {Action.SEE_HELP, Action.REPORT_INCIDENT}
BUT_FOR = {Role.COMMISSIONER: {Action.SEE_HELP}}


TRUTH[Role.SERVICE_MANAGER] |= {Action.SEE_STAFF, Action.ARRANGE_COVER}


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_a_role_may_do_what_the_table_says(role: Role, action: Action) -> None:
    user = somebody(role)
    expected = action in TRUTH[role] | BUT_FOR.get(role, EVERYBODYS)
    assert can(user, action) is expected
    assert (role in who_may(action)) is expected
    if expected:
        assert require(user, action) == role
    else:
        with pytest.raises(Refused, match="not set up"):
            require(user, action)


def test_every_role_stands_in_both_tables() -> None:
    assert set(MAY) == set(REACH) == set(Role)


@pytest.mark.parametrize("user", [NOBODY, somebody(), somebody("superuser")])
@pytest.mark.parametrize("action", Action)
def test_no_role_and_an_unknown_role_see_nothing(user: User, action: Action) -> None:
    assert not can(user, action)
    assert scope_of(user, action) == Scope.nobody()


def test_a_keyworker_reaches_their_own_labels_at_their_own_service() -> None:
    user = somebody(Role.KEYWORKER, keyworkers=frozenset({"Keyworker 1"}))
    scope = scope_of(user, Action.SEE_CASELOAD)
    assert scope.actor == "tests:s1"
    assert scope.services == {"Riverside"}
    assert scope.keyworkers == {"Keyworker 1"}
    assert scope.clients is None


def test_a_keyworker_without_a_label_reaches_nobody() -> None:
    # An empty set is "none of them"; None would be "not narrowed".
    assert scope_of(somebody(Role.KEYWORKER), Action.SEE_CASELOAD).keyworkers == EMPTY


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.PRESCRIBER, Action.SEE_CLIENT),
        (Role.SERVICE_MANAGER, Action.SEE_CIRCLES),
        (Role.SAFEGUARDING_LEAD, Action.SEE_DISCLOSURES),
    ],
)
def test_a_service_role_reaches_its_service_only(role: Role, action: Action) -> None:
    scope = scope_of(somebody(role), action)
    assert (scope.services, scope.keyworkers) == ({"Riverside"}, None)
    nowhere = replace(somebody(role), services=EMPTY)
    assert scope_of(nowhere, action).services == EMPTY


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.COMMISSIONER, Action.SEE_RELEASE),
        (Role.DATA_STEWARD, Action.LOAD),
        (Role.PRIVACY_OFFICER, Action.SEE_AUDIT),
    ],
)
def test_the_others_reach_no_row_at_all(role: Role, action: Action) -> None:
    user = somebody(role, keyworkers=frozenset({"Keyworker 1"}))
    scope = scope_of(user, action)
    assert (scope.services, scope.keyworkers, scope.clients) == (EMPTY, EMPTY, EMPTY)


def test_who_answers_for_safety_counts_everywhere_and_opens_nobody() -> None:
    scope = scope_of(somebody(Role.CLINICAL_SAFETY_OFFICER), Action.SWITCH_RULE)
    assert (scope.services, scope.keyworkers) == (None, None)
    assert scope.actions == TRUTH[Role.CLINICAL_SAFETY_OFFICER] | EVERYBODYS


def test_roles_are_never_added_up() -> None:
    both = somebody(
        Role.SERVICE_MANAGER, Role.KEYWORKER, keyworkers=frozenset({"Keyworker 1"})
    )
    assert acting_role(both, Action.DECIDE) == Role.KEYWORKER
    assert scope_of(both, Action.DECIDE).keyworkers == {"Keyworker 1"}
    as_manager = scope_of(both, Action.SEE_CIRCLES)
    assert as_manager.keyworkers is None
    assert Action.SEE_CLIENT not in as_manager.actions


def test_of_two_roles_that_may_the_narrower_comes_first() -> None:
    both = somebody(
        Role.PRESCRIBER, Role.KEYWORKER, keyworkers=frozenset({"Keyworker 1"})
    )
    assert scope_of(both, Action.SEE_CLIENT).keyworkers == {"Keyworker 1"}


def test_where_somebody_works_is_said() -> None:
    assert somebody(Role.KEYWORKER).place == "Riverside"
    assert NOBODY.place == "all services"


def test_the_demonstration_has_each_of_these_once() -> None:
    assert len({user.subject for user in DEMO_USERS}) == len(DEMO_USERS)
    played = [role for user in DEMO_USERS for role in user.roles]
    assert set(played) == set(Role) - {Role.FACILITATOR}
    keyworkers = [user for user in DEMO_USERS if Role.KEYWORKER in user.roles]
    assert len({user.services for user in keyworkers}) == len(keyworkers) == 2
