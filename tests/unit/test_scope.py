import dataclasses

import pytest

from metrics.problems import UserError
from metrics.scope import Action, Purpose, Refused, Scope


WORKER = Scope(
    "worker-1",
    frozenset({Action.SEE_CASELOAD}),
    services=frozenset({"South", "North"}),
    keyworkers=frozenset({"kw1"}),
)


def test_the_limits_have_no_default():
    with pytest.raises(TypeError, match="services"):
        Scope("worker-1", frozenset())  # type: ignore[call-arg]


def test_what_a_scope_holds_is_let_through_and_all_else_refused():
    WORKER.require(Action.SEE_CASELOAD)
    for action in set(Action) - {Action.SEE_CASELOAD}:
        with pytest.raises(Refused):
            WORKER.require(action)


def test_a_refusal_is_a_sentence_that_names_nobody():
    with pytest.raises(UserError) as refused:
        WORKER.require(Action.LOAD)
    assert str(refused.value).endswith("Ask your service manager.")
    assert "worker-1" not in str(refused.value)


def test_nobody_may_do_nothing_and_reaches_nobody():
    nobody = Scope.nobody()
    assert nobody.actions == frozenset()
    reach = nobody.parameters()
    assert [reach[name] for name in ("services", "keyworkers", "clients")] == [
        [],
        [],
        [],
    ]
    with pytest.raises(Refused):
        nobody.require(Action.SEE_HELP)


def test_the_operator_of_the_machine_may_do_all_of_it():
    operator = Scope.operator("night load")
    for action in Action:
        operator.require(action)
    assert operator.actor == "night load"
    assert operator.parameters() == {
        "services": None,
        "keyworkers": None,
        "clients": None,
        "purpose": "direct_care",
    }


def test_a_limit_reaches_the_store_as_a_list_in_order():
    assert WORKER.parameters()["services"] == ["North", "South"]


def test_one_client_narrows_and_never_widens():
    one = WORKER.only("A")
    assert one.clients == frozenset({"A"})
    assert one.only("A") == one
    assert one.only("B").clients == frozenset()
    assert Scope.nobody().only("A").clients == frozenset()
    assert (one.services, one.keyworkers, one.actions) == (
        WORKER.services,
        WORKER.keyworkers,
        WORKER.actions,
    )


def test_a_purpose_is_direct_care_unless_another_is_named():
    assert WORKER.purpose is Purpose.DIRECT_CARE
    planning = WORKER.for_purpose(Purpose.NETWORK_PLANNING)
    assert planning.parameters()["purpose"] == "network_planning"
    assert WORKER.purpose is Purpose.DIRECT_CARE


def test_a_scope_cannot_be_changed_once_made():
    with pytest.raises(dataclasses.FrozenInstanceError):
        WORKER.services = None  # type: ignore[misc]
    assert hash(WORKER) == hash(dataclasses.replace(WORKER))
