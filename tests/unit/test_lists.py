"""From a saved plan to a signed, printed and running group; and what undoes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest

from metrics import planning, safeguarding
from metrics.planning import GroupList, OnList, RunningGroup, SignOff
from metrics.problems import UserError
from metrics.safeguarding import ListToSign
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from tests.drawn import told
from tests.planned import a_planned_group, save_version


DAY = date(2026, 11, 2)
KEY = ("plan-1", 1)
NORTH = frozenset({"North"})
MANAGER = Scope("tests:manager", frozenset({Action.RUN_GROUPS}), NORTH, None)
LEAD = Scope(
    "tests:lead",
    frozenset({Action.SIGN_LISTS, Action.SEE_DISCLOSURES}),
    NORTH,
    None,
)
OWN = frozenset({Action.ANSWER_INVITATIONS, Action.LEAD_GROUPS})
WORKER = Scope("tests:kw1", OWN, NORTH, frozenset({"kw1"}))
OTHER = Scope("tests:kw2", OWN, NORTH, frozenset({"kw2"}))


def event(action: Action) -> AuditEvent:
    return AuditEvent("tests", "tests", str(action))


SIGN, RUN = event(Action.SIGN_LISTS), event(Action.RUN_GROUPS)
ANSWER, LEADS = event(Action.ANSWER_INVITATIONS), event(Action.LEAD_GROUPS)


@pytest.fixture
def planned(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(type(store), "today", lambda _: DAY)
    monkeypatch.setattr(type(store), "now", lambda _: datetime(2026, 11, 2, 9))
    a_planned_group(store, "North", "kw1")
    return store


def to_sign(store: Store) -> ListToSign:
    (found,) = safeguarding.lists_to_sign(store, DAY, LEAD)
    return found


def state(store: Store) -> SignOff:
    return to_sign(store).group.sign_off


PAIRS = tuple(combinations(("NO-0001", "NO-0002", "NO-0003"), 2))


def check_all(store: Store, cleared: bool = True) -> None:
    said = dict.fromkeys(PAIRS, cleared)
    safeguarding.check_pairs(store, KEY, said, LEAD, SIGN)


def sign(store: Store) -> None:
    check_all(store)
    safeguarding.decide_list(store, KEY, "signed", LEAD, SIGN)


def people(store: Store) -> dict[str, OnList]:
    (group,) = running(store)
    return {each.label: each for each in group.group.people}


def running(store: Store) -> tuple[RunningGroup, ...]:
    return planning.groups_to_run(store, DAY, MANAGER)


# Who may ask ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "needed"),
    [
        (lambda s, scope: safeguarding.lists_to_sign(s, DAY, scope), Action.SIGN_LISTS),
        (
            lambda s, scope: safeguarding.check_pairs(s, KEY, {}, scope, SIGN),
            Action.SIGN_LISTS,
        ),
        (
            lambda s, scope: safeguarding.decide_list(s, KEY, "signed", scope, SIGN),
            Action.SIGN_LISTS,
        ),
        (lambda s, scope: planning.groups_to_run(s, DAY, scope), Action.RUN_GROUPS),
        (lambda s, scope: planning.prints(s, DAY, scope), Action.RUN_GROUPS),
        (
            lambda s, scope: planning.print_list(s, KEY, "csv", scope, RUN),
            Action.RUN_GROUPS,
        ),
        (
            lambda s, scope: planning.invite(s, KEY, "kw1", DAY, scope, RUN),
            Action.RUN_GROUPS,
        ),
        (
            lambda s, scope: planning.invitations(s, DAY, scope),
            Action.ANSWER_INVITATIONS,
        ),
        (lambda s, scope: planning.groups_led(s, DAY, scope), Action.LEAD_GROUPS),
        (
            lambda s, scope: planning.tick(s, KEY, DAY, {}, scope, LEADS),
            Action.LEAD_GROUPS,
        ),
    ],
)
def test_nobody_without_the_action_gets_an_answer(
    planned: Store, ask: Callable[[Store, Scope], object], needed: Action
) -> None:
    lacking = Scope("tests:x", frozenset(Action) - {needed}, None, None)
    with pytest.raises(Refused):
        ask(planned, lacking)


# Sign-off ---------------------------------------------------------------------------


def test_a_list_is_signed_only_when_every_pair_was_looked_at_and_cleared(
    planned: Store,
) -> None:
    found = to_sign(planned)
    assert (len(found.pairs), found.checked) == (3, 0)
    assert found.group.sign_off is SignOff.NOT_CHECKED
    with pytest.raises(UserError, match="3 of 3 pairs are not checked"):
        safeguarding.decide_list(planned, KEY, "signed", LEAD, SIGN)
    some = {("NO-0001", "NO-0002"): True, ("NO-0001", "NO-0003"): True}
    safeguarding.check_pairs(planned, KEY, some, LEAD, SIGN)
    assert to_sign(planned).hindrance == "1 of 3 pairs are not checked yet."
    last = ("NO-0002", "NO-0003")
    safeguarding.check_pairs(planned, KEY, {last: False}, LEAD, SIGN)
    with pytest.raises(UserError, match="must not meet"):
        safeguarding.decide_list(planned, KEY, "signed", LEAD, SIGN)
    safeguarding.check_pairs(planned, KEY, {last: True}, LEAD, SIGN)
    safeguarding.decide_list(planned, KEY, "signed", LEAD, SIGN)
    assert state(planned) is SignOff.SIGNED


def test_who_planned_does_not_sign(planned: Store) -> None:
    check_all(planned)
    both = replace(LEAD, actor="tests:manager")
    assert not safeguarding.may_sign(to_sign(planned).group, both)
    with pytest.raises(UserError, match="somebody outside this service"):
        safeguarding.decide_list(planned, KEY, "signed", both, SIGN)
    safeguarding.decide_list(planned, KEY, "returned", both, SIGN)
    assert state(planned).value == "Not signed off: choose another arrangement."


def test_a_list_keeps_that_it_was_returned_signed_later_or_planned_anew(
    planned: Store,
) -> None:
    assert to_sign(planned).group.returned_on is None
    safeguarding.decide_list(planned, KEY, "returned", LEAD, SIGN)
    assert (state(planned), to_sign(planned).group.returned_on) == (
        SignOff.RETURNED,
        DAY,
    )
    is_planned_anew(planned)
    # Saving it again does not make it a list that nobody has looked at.
    assert (state(planned), to_sign(planned).group.returned_on) == (SignOff.AGAIN, DAY)
    sign(planned)
    assert (state(planned), to_sign(planned).group.returned_on) == (SignOff.SIGNED, DAY)


def withdraws(store: Store) -> None:
    told(
        store,
        permission="client_id | purpose | state | given_on\n"
        "C | group_invitation | withdrawn | 2026-11-02",
    )


def dies(store: Store) -> None:
    told(store, client="client_id | as_at | status\nC | 2026-11-02 | died")


def must_not_meet(store: Store) -> None:
    told(
        store,
        separation="client_id | other_client_id | category | review_on | recorded_on\n"
        "A | C | safeguarding | 2027-05-01 | 2026-11-02",
    )


def is_no_longer_cleared(store: Store) -> None:
    told(
        store,
        pair_check="client_id | other_client_id | checked_by | checked_on | cleared\n"
        "B | C | tests:lead | 2026-11-02 | no",
    )


def is_planned_anew(store: Store) -> None:
    save_version(store, "North", 2)


@pytest.mark.parametrize(
    "change", [withdraws, dies, must_not_meet, is_no_longer_cleared, is_planned_anew]
)
def test_any_change_makes_a_signed_list_to_be_checked_again_in_one_wording(
    planned: Store, change: Callable[[Store], None]
) -> None:
    sign(planned)
    assert state(planned) is SignOff.SIGNED
    change(planned)
    (group,) = running(planned)
    assert group.group.sign_off.value == "To be checked again"
    with pytest.raises(UserError, match="not signed off"):
        planning.print_list(planned, KEY, "paper", MANAGER, RUN)


@pytest.mark.parametrize("change", [withdraws, dies])
def test_who_is_not_there_reads_alike_whatever_happened(
    planned: Store, change: Callable[[Store], None]
) -> None:
    change(planned)
    assert not people(planned)["NO-0003"].available
    assert to_sign(planned).hindrance == "1 of its people are no longer available."


def test_what_the_manager_reads_is_the_same_with_and_without_a_separation(
    planned: Store,
) -> None:
    before = running(planned)
    must_not_meet(planned)
    assert running(planned) == before


# Prints -----------------------------------------------------------------------------


def test_a_print_has_a_number_and_a_last_day_and_says_no_reason(planned: Store) -> None:
    sign(planned)
    before = len(planned.audit.lines())
    first = planning.print_list(planned, KEY, "paper", MANAGER, RUN)
    second = planning.print_list(planned, KEY, "csv", MANAGER, RUN)
    assert (first.number, second.number) == (1, 2)
    assert first.valid_until - DAY <= timedelta(days=7)
    assert first.title == "Tuesday group"
    assert first.rows[0] == ("NO-0001", "kw1", "not asked yet")
    assert len(planned.audit.lines()) == before + 4
    assert [(each.number, each.to_destroy(DAY)) for each in prints(planned)] == [
        (2, False),
        (1, False),
    ]


def prints(store: Store) -> tuple[planning.Printed, ...]:
    return planning.prints(store, DAY, MANAGER)


def test_a_print_is_to_be_destroyed_late_or_when_its_list_no_longer_holds(
    planned: Store,
) -> None:
    sign(planned)
    planning.print_list(planned, KEY, "paper", MANAGER, RUN)
    (one,) = prints(planned)
    assert not one.to_destroy(DAY + timedelta(days=7))
    assert one.to_destroy(DAY + timedelta(days=8))
    is_planned_anew(planned)
    (one,) = prints(planned)
    assert one.to_destroy(DAY)
    planning.note_destroyed(planned, one.number, MANAGER, RUN)
    (one,) = prints(planned)
    assert (one.destroyed_on, one.to_destroy(DAY)) == (DAY, False)
    with pytest.raises(UserError):
        planning.note_destroyed(planned, 99, MANAGER, RUN)


# Running ----------------------------------------------------------------------------


def invite(store: Store) -> None:
    planning.invite(store, KEY, "kw1", date(2027, 1, 31), MANAGER, RUN)


def test_nobody_is_invited_before_the_list_is_signed(planned: Store) -> None:
    with pytest.raises(UserError, match="not signed off"):
        invite(planned)
    assert planning.invitations(planned, DAY, WORKER) == ()


def test_an_invitation_is_a_task_of_the_own_worker_alone(planned: Store) -> None:
    sign(planned)
    invite(planned)
    asked = planning.invitations(planned, DAY, WORKER)
    assert [(each.label, each.title, each.time) for each in asked] == [
        ("NO-0001", "Tuesday group", "Tuesday evening"),
        ("NO-0002", "Tuesday group", "Tuesday evening"),
        ("NO-0003", "Tuesday group", "Tuesday evening"),
    ]
    assert planning.invitations(planned, DAY, OTHER) == ()
    with pytest.raises(UserError, match="no such group"):
        planning.answer_invitation(planned, asked[0], "yes", OTHER, ANSWER)
    planning.answer_invitation(planned, asked[0], "yes", WORKER, ANSWER)
    planning.answer_invitation(planned, asked[1], "no", WORKER, ANSWER)
    assert [e.label for e in planning.invitations(planned, DAY, WORKER)] == ["NO-0003"]
    answers = {label: each.answer for label, each in people(planned).items()}
    assert answers == {"NO-0001": "yes", "NO-0002": "no", "NO-0003": None}
    # Answers are no fact that a signature rests on.
    assert state(planned) is SignOff.SIGNED


def agreed_to_come(store: Store) -> None:
    sign(store)
    invite(store)
    for each in planning.invitations(store, DAY, WORKER)[:2]:
        planning.answer_invitation(store, each, "yes", WORKER, ANSWER)


def led(store: Store, scope: Scope = WORKER, on: date = DAY) -> list[str]:
    found = planning.groups_led(store, on, scope)
    return [person.label for each in found for person in each.group.people]


def test_who_leads_sees_those_who_agreed_until_the_group_ends(planned: Store) -> None:
    agreed_to_come(planned)
    assert led(planned) == ["NO-0001", "NO-0002"]
    assert led(planned, OTHER) == []
    assert led(planned, on=date(2027, 1, 31)) == ["NO-0001", "NO-0002"]
    assert led(planned, on=date(2027, 2, 1)) == []


def test_attendance_is_ticked_by_whoever_leads_and_counted_for_the_manager(
    planned: Store,
) -> None:
    agreed_to_come(planned)
    came = {"NO-0001": True, "NO-0002": False}
    with pytest.raises(UserError, match="no such group"):
        planning.tick(planned, KEY, DAY, came, OTHER, LEADS)
    with pytest.raises(UserError, match="no such group"):
        planning.tick(planned, KEY, DAY, {"NO-0003": True}, WORKER, LEADS)
    with pytest.raises(UserError, match="has not come"):
        planning.tick(planned, KEY, DAY + timedelta(days=1), came, WORKER, LEADS)
    planning.tick(planned, KEY, DAY, came, WORKER, LEADS)
    (group,) = running(planned)
    assert [(each.held_on, each.came) for each in group.sessions] == [(DAY, came)]
    assert group.expected
    assert group.expected.words.startswith("Expect about 1 of 2")


def test_leaving_reads_as_no_longer_available(planned: Store) -> None:
    agreed_to_come(planned)
    planning.leave(planned, KEY, "NO-0002", WORKER, LEADS)
    assert people(planned)["NO-0002"].left_on == DAY
    (group,) = running(planned)
    assert [each.label for each in group.group.those_who_agreed] == ["NO-0001"]


def test_a_concern_goes_to_the_lead_and_to_nobody_else(planned: Store) -> None:
    agreed_to_come(planned)
    before = running(planned)
    planning.send_concern(planned, KEY, "NO-0001", WORKER, LEADS)
    (told_to,) = safeguarding.to_act_on(planned, DAY, LEAD)
    assert (told_to.label, told_to.kind) == ("NO-0001", "harm in a group")
    assert not told_to.is_read
    assert running(planned) == before


def test_a_pause_reads_alike_for_every_cause_and_ends_by_signing_again(
    planned: Store,
) -> None:
    agreed_to_come(planned)
    safeguarding.decide_list(planned, KEY, "paused", LEAD, SIGN)
    (group,) = running(planned)
    assert group.group.sign_off.value == "Paused by safeguarding"
    assert not group.is_on
    assert led(planned) == ["NO-0001", "NO-0002"]
    safeguarding.decide_list(planned, KEY, "signed", LEAD, SIGN)
    assert state(planned) is SignOff.SIGNED
    assert people(planned)["NO-0001"].answer == "yes"


def test_no_id_of_a_client_is_in_what_is_shown() -> None:
    shown = {each for each in GroupList.__annotations__ if "client" in each}
    assert shown == set()
