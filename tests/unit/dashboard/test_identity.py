import pytest

from dashboard.access import NOBODY, Role, scope_of
from dashboard.identity import By, Entrance, only_me, user_of
from metrics import Action, Scope
from metrics.staffing import Post, Posts


ENTRANCE = Entrance(
    By.PROVIDER,
    roles={
        "Alongside.Keyworker": Role.KEYWORKER,
        "Alongside.Manager": Role.SERVICE_MANAGER,
        "Alongside.Commissioner": Role.COMMISSIONER,
    },
)
ISSUER = "https://login.example/tenant"
KEYWORKER = Post(ISSUER, "ana", "keyworker", ("Riverside",), "Keyworker 1")
MANAGER = Post(ISSUER, "ana", "service_manager", ("Harbourside",))


def claims(*roles: str, **more: object) -> dict[str, object]:
    return {"sub": "ana", "iss": ISSUER, "roles": list(roles), **more}


@pytest.mark.parametrize(
    ("said", "posts", "roles"),
    [
        (["Alongside.Keyworker"], Posts((KEYWORKER,)), {"keyworker"}),
        (["Alongside.Keyworker"], Posts((MANAGER,)), set()),
        (["Alongside.Keyworker"], Posts(), set()),
        ([], Posts((KEYWORKER,)), set()),
        (["keyworker"], Posts((KEYWORKER,)), set()),
        (["Alongside.Commissioner"], Posts(), {"commissioner"}),
        (["Alongside.Commissioner"], Posts(left=True), set()),
        (["Somebody.Else", "Alongside.Commissioner"], Posts(), {"commissioner"}),
    ],
)
def test_the_provider_and_the_store_must_both_allow(
    said: list[str], posts: Posts, roles: set[str]
):
    assert user_of(claims(*said), posts, ENTRANCE).roles == roles


@pytest.mark.parametrize(
    "said", [None, 3, {"Alongside.Commissioner": True}, "Other", [["x"]]]
)
def test_a_claim_of_another_shape_is_no_role(said: object):
    told = claims() | {"roles": said}
    assert user_of(told, Posts(), ENTRANCE).roles == frozenset()


def test_one_role_may_come_as_text():
    told = claims() | {"roles": "Alongside.Commissioner"}
    assert user_of(told, Posts(), ENTRANCE).roles == {"commissioner"}


@pytest.mark.parametrize("missing", ["sub", "iss"])
def test_without_issuer_or_subject_it_is_nobody(missing: str):
    told = claims("Alongside.Commissioner") | {missing: None}
    assert user_of(told, Posts(), ENTRANCE) == NOBODY


def test_an_email_names_nobody():
    one = user_of(claims(email="a@example.org"), Posts(), ENTRANCE)
    other = user_of(claims(email="a@example.org") | {"sub": "new"}, Posts(), ENTRANCE)
    assert one.actor != other.actor


def test_each_role_reaches_the_services_of_its_own_post():
    both = claims("Alongside.Keyworker", "Alongside.Manager")
    user = user_of(both, Posts((KEYWORKER, MANAGER)), ENTRANCE)
    caseload = scope_of(user, Action.SEE_CASELOAD)
    circles = scope_of(user, Action.SEE_CIRCLES)
    assert caseload.services == {"Riverside"}
    assert caseload.keyworkers == {"Keyworker 1"}
    assert circles.services == {"Harbourside"}


def test_cover_opens_the_colleagues_caseload_too():
    cover = Post(ISSUER, "ana", "keyworker", ("Riverside",), "Keyworker 2", None, None)
    user = user_of(claims("Alongside.Keyworker"), Posts((KEYWORKER, cover)), ENTRANCE)
    assert scope_of(user, Action.SEE_CASELOAD).keyworkers == {
        "Keyworker 1",
        "Keyworker 2",
    }


def test_only_me_holds_every_role_at_every_service():
    me = only_me({"Riverside"}, {"Keyworker 1"})
    assert me.roles == set(Role)
    assert scope_of(me, Action.SEE_CLIENT) != Scope.nobody()
