"""Whose records each function of the front door comes to: own, another's, and nobody's.

Somebody else's client and one who is not there must look the same (safety.md IG-04).
"""

import inspect
from functools import cache
from typing import Any

import pytest

from dashboard.access import DEMO_USERS, Role, User, scope_of
from metrics import Action, AuditEvent, Purpose, Scope, Store, UserError, records
from metrics.casework import TODAY_FACTS
from metrics.store import connection
from tests.unit.front_door import Untouchable, needs, scoped


KEYWORKERS = [user for user in DEMO_USERS if Role.KEYWORKER in user.roles]
OF_A_CLIENT = [
    name
    for name, function in sorted(scoped().items())
    if "client_id" in inspect.signature(function).parameters
]
NOBODYS = "0" * 32


@cache
def caseload(store: Store, user: User) -> tuple[str, ...]:
    """Who is on somebody's list; nothing here changes it."""
    scope = scope_of(user, Action.SEE_CASELOAD)
    listed = records.caseload(store, store.today(), scope).people
    return tuple(person.client_id for person in listed)


def scopes(store: Store, action: Action) -> tuple[Scope, str, str]:
    """A worker's scope, one of their clients, and one of another service's worker."""
    mine, theirs = (caseload(store, user)[0] for user in KEYWORKERS[:2])
    return scope_of(KEYWORKERS[0], action), mine, theirs


def given(store: Store) -> dict[str, Any]:
    """An argument for every parameter that these functions have."""
    today = store.today()
    return {
        "store": store,
        "on": today,
        "since": today,
        "about": "group_offer",
        "said": ("not_now", "client_asked_later", ""),
        "shown": (),
        "keep": True,
        "purpose": Purpose.GROUP_INVITATION,
        "state": "given",
        "fact": next(fact for fact in TODAY_FACTS.values() if not fact.moves),
        "event": AuditEvent("tests", "keyworker", "tests"),
    }


def answer(name: str, store: Store, client_id: str, scope: Scope) -> str:
    """What the function says, as a sentence if it refuses."""
    function = scoped()[name]
    wanted = inspect.signature(function).parameters
    # What is not said here cannot be used: the reach is asked before it is looked at.
    usual = {
        n: given(store).get(n, Untouchable())
        for n, each in wanted.items()
        if n in given(store) or each.default is each.empty
    }
    try:
        return repr(function(**usual | {"client_id": client_id, "scope": scope}))
    except UserError as refused:
        return f"refused: {refused}"


@pytest.mark.parametrize("name", OF_A_CLIENT)
def test_somebody_elses_client_looks_like_one_who_is_not_there(
    demo_store: Store, name: str
):
    (action,) = needs(scoped()[name])
    scope, _, theirs = scopes(demo_store, action)
    before = demo_store.version
    answers = {answer(name, demo_store, each, scope) for each in (theirs, NOBODYS)}
    assert len(answers) == 1
    told = answers.pop()
    assert "datetime" not in told, "nothing dated is known of either"
    assert demo_store.version == before


@pytest.mark.parametrize("name", OF_A_CLIENT)
def test_the_same_is_asked_of_the_store_for_either(
    demo_store: Store, name: str, monkeypatch: pytest.MonkeyPatch
):
    """So that how long an answer takes tells neither from the other (safety.md IG-04)."""
    (action,) = needs(scoped()[name])
    scope, _, theirs = scopes(demo_store, action)
    asked: list[str] = []
    run = connection._run

    def noted(cursor: Any, sql: str, given: Any) -> Any:
        asked.append(sql)
        return run(cursor, sql, given)

    monkeypatch.setattr(connection, "_run", noted)
    answer(name, demo_store, theirs, scope)
    of_theirs = asked[:]
    asked.clear()
    answer(name, demo_store, NOBODYS, scope)
    assert of_theirs
    assert asked == of_theirs


@pytest.mark.parametrize("name", ["records.client", "casework.open_client"])
def test_ones_own_client_is_answered(demo_store: Store, name: str):
    (action,) = needs(scoped()[name])
    scope, mine, _ = scopes(demo_store, action)
    assert not answer(name, demo_store, mine, scope).startswith("refused")


@pytest.mark.parametrize("user", KEYWORKERS, ids=lambda user: user.subject)
def test_a_list_holds_nobody_elses_people(demo_store: Store, user: User):
    mine = {*caseload(demo_store, user)}
    assert mine
    for other in KEYWORKERS:
        if other is not user:
            assert mine.isdisjoint(caseload(demo_store, other))


def test_an_action_without_reach_opens_nothing(demo_store: Store):
    """The reach is in the SQL, whatever the actions are."""
    none: frozenset[str] = frozenset()
    scope = Scope("tests", frozenset(Action), none, none)
    assert not records.caseload(demo_store, demo_store.today(), scope).people
