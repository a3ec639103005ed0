"""Running a signed group: invitations, each person's own yes, sessions, who came.

Invitations are tasks of each person's own worker, who records the answer. Whoever leads
the group sees those who agreed, ticks who came, and sends a concern to the safeguarding
lead. Who withdrew, left or died reads "no longer available"; every pause reads alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from metrics.contracts import Table
from metrics.contracts.plan import Attendance, Membership, PlannedGroup, Session
from metrics.contracts.safeguarding import Disclosure
from metrics.groups.attendance import Expected, expected, observed_rate
from metrics.planning._lists import GroupList, OnList, SignOff, group_lists
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, plans, record


Change = tuple[type[Table], Mapping[str, Any]]
HARM = "harm_in_a_group"
NO_SUCH = "There is no such group here. Open the page again. Nothing was saved."
UNSIGNED = "This list is not signed off, so nothing was done with it."
ANSWERS = {"yes": "yes", "no": "no", "asked_not_answered": "asked, not answered"}


@dataclass(frozen=True)
class Held:
    """One session: the day, and who came by pseudonym; None before it was ticked."""

    held_on: date
    came: Mapping[str, bool] | None


@dataclass(frozen=True)
class RunningGroup:
    """A group that is signed, or was, with its sessions and what to expect of one."""

    group: GroupList
    sessions: tuple[Held, ...]
    expected: Expected | None

    @property
    def is_on(self) -> bool:
        return self.group.sign_off is SignOff.SIGNED


@dataclass(frozen=True)
class Invitation:
    """A task on somebody's own caseload: ask them about a group."""

    key: tuple[str, int]
    client_id: str
    label: str
    title: str
    time: str | None
    invited_on: date


def groups_to_run(store: Store, on: date, scope: Scope) -> tuple[RunningGroup, ...]:
    """Every list in reach, signed or not. Needs `run_groups`."""
    scope.require(Action.RUN_GROUPS)
    return _running(store, group_lists(store, on, scope))


def groups_led(store: Store, on: date, scope: Scope) -> tuple[RunningGroup, ...]:
    """The groups that this person leads, from sign-off until each ends. Needs
    `lead_groups`. Only those who agreed are on them.
    """
    scope.require(Action.LEAD_GROUPS)
    mine = [each for each in group_lists(store, on, scope) if _leads(each, on, scope)]
    return _running(store, [_who_agreed(each) for each in mine])


def invitations(store: Store, on: date, scope: Scope) -> tuple[Invitation, ...]:
    """Those of this caseload who are to be asked about a group. Needs
    `answer_invitations`.
    """
    scope.require(Action.ANSWER_INVITATIONS)
    return tuple(
        Invitation(
            group.key,
            each.client_id,
            each.label,
            group.title,
            group.time,
            each.invited_on,
        )
        for group in group_lists(store, on, replace(scope, keyworkers=None))
        if group.sign_off is SignOff.SIGNED
        for each in group.people
        if each.available and each.invited_on and each.answer is None
        if scope.keyworkers is None or each.keyworker in scope.keyworkers
    )


# What is done -----------------------------------------------------------------------


def invite(
    store: Store,
    key: tuple[str, int],
    facilitator: str,
    ends_on: date,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Name who leads a signed group and until when, and let the workers of everybody on
    it ask. Needs `run_groups`.
    """
    scope.require(Action.RUN_GROUPS)
    today = store.today()
    group = _of(group_lists(store, today, scope), key)
    _require_signed(group)
    if not facilitator.strip():
        raise UserError("Name the keyworker who leads it. Nothing was saved.")
    if ends_on <= today:
        raise UserError("Choose a last day after today. Nothing was saved.")
    led = {"facilitator": facilitator.strip(), "ends_on": ends_on}
    changes: list[Change] = [
        (PlannedGroup, {**_key(group), **led}),
        *(
            (Membership, {**_member(group, each), "invited_on": today})
            for each in group.people
            if each.available and each.invited_on is None
        ),
    ]
    _amend(store, changes, replace(event, about=f"invitations to {group.title}"))


def answer_invitation(
    store: Store, asked: Invitation, answer: str, scope: Scope, event: AuditEvent
) -> None:
    """Record a client's own answer, by their own worker. Needs `answer_invitations`."""
    scope.require(Action.ANSWER_INVITATIONS)
    today = store.today()
    if asked not in invitations(store, today, scope):
        raise UserError(NO_SUCH)
    if answer not in ANSWERS:
        raise UserError("Choose what they answered. Nothing was saved.")
    everything = group_lists(store, today, replace(scope, keyworkers=None))
    group = _of(everything, asked.key)
    person = next(each for each in group.people if each.label == asked.label)
    said = {**_member(group, person), "answer": answer, "answered_on": today}
    act = replace(event, client_id=asked.client_id, about="answer to an invitation")
    _amend(store, [(Membership, said)], act)


def tick(
    store: Store,
    key: tuple[str, int],
    held_on: date,
    came: Mapping[str, bool],
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Record a session and who came. Needs `lead_groups`, and the group."""
    group = _led(store, key, scope)
    if held_on > store.today():
        raise UserError("This day has not come yet. Nothing was saved.")
    ids = {each.label: each for each in group.people}
    if not came.keys() <= ids.keys():
        raise UserError(NO_SUCH)
    held = {**_key(group), "held_on": held_on, "entered_by": scope.actor}
    said = (
        (Attendance, {**held, "client_id": ids[label].client_id, "came": _state(yes)})
        for label, yes in came.items()
    )
    session: Change = (Session, {**held, "took_place": "yes"})
    _amend(
        store, [session, *said], replace(event, about=f"attendance of {group.title}")
    )


def leave(
    store: Store, key: tuple[str, int], label: str, scope: Scope, event: AuditEvent
) -> None:
    """Record that somebody left a group. Needs `lead_groups`, and the group."""
    group = _led(store, key, scope)
    person = _person(group, label)
    said = {**_member(group, person), "left_on": store.today()}
    act = replace(event, client_id=person.client_id, about="left a group")
    _amend(store, [(Membership, said)], act)


def send_concern(
    store: Store, key: tuple[str, int], label: str, scope: Scope, event: AuditEvent
) -> None:
    """Send a concern about somebody in a group to the safeguarding lead. Needs
    `lead_groups`. The program tells nobody: whoever sends it speaks to the lead too.
    """
    group = _led(store, key, scope)
    person = _person(group, label)
    row = Disclosure(
        client_id=person.client_id,
        kind=HARM,
        said_on=store.today(),
        interview=None,
        state="yes",
        entered_by=scope.actor,
    )
    act = replace(event, client_id=person.client_id, about="a concern sent")
    with store.audit.act(act), store.writing() as writing:
        record.add(writing, row, store.now())


# Pieces -----------------------------------------------------------------------------


def _running(store: Store, found: Iterable[GroupList]) -> tuple[RunningGroup, ...]:
    return tuple(_one(store, each) for each in found)


def _one(store: Store, group: GroupList) -> RunningGroup:
    labels = {each.client_id: each.label for each in group.people}
    sessions = tuple(_sessions(store, group, labels))
    ticked = [yes for each in sessions if each.came for yes in each.came.values()]
    members = len(group.those_who_agreed)
    rate = observed_rate(sum(ticked), len(ticked))
    return RunningGroup(
        group, sessions, expected(members, rate=rate) if members else None
    )


def _sessions(
    store: Store, group: GroupList, labels: Mapping[str, str]
) -> Iterable[Held]:
    ticks = plans.attendance_of(store, group.plan_id, group.version, group.number)
    for row in plans.sessions_of(store, group.plan_id, group.version, group.number):
        came = {
            labels[each["client_id"]]: each["came"] == "yes"
            for each in ticks
            if each["held_on"] == row["held_on"] and each["client_id"] in labels
        }
        yield Held(row["held_on"], came or None)


def _leads(group: GroupList, on: date, scope: Scope) -> bool:
    mine = scope.keyworkers is None or group.facilitator in scope.keyworkers
    over = group.ends_on is None or group.ends_on < on
    shown = group.sign_off in (SignOff.SIGNED, SignOff.PAUSED, SignOff.AGAIN)
    return bool(group.facilitator) and mine and not over and shown


def _who_agreed(group: GroupList) -> GroupList:
    said_yes = tuple(each for each in group.people if each.answer == "yes")
    return replace(group, people=said_yes)


def _led(store: Store, key: tuple[str, int], scope: Scope) -> GroupList:
    scope.require(Action.LEAD_GROUPS)
    today = store.today()
    every = group_lists(store, today, scope)
    mine = [_who_agreed(each) for each in every if _leads(each, today, scope)]
    return _of(mine, key)


def _of(found: Iterable[GroupList], key: tuple[str, int]) -> GroupList:
    group = next((each for each in found if each.key == key), None)
    if group is None:
        raise UserError(NO_SUCH)
    return group


def _require_signed(group: GroupList) -> None:
    if group.sign_off is not SignOff.SIGNED:
        raise UserError(UNSIGNED)


def _person(group: GroupList, label: str) -> OnList:
    found = next((each for each in group.people if each.label == label), None)
    if found is None:
        raise UserError(NO_SUCH)
    return found


def _key(group: GroupList) -> dict[str, Any]:
    return {
        "plan_id": group.plan_id,
        "version": group.version,
        "group_number": group.number,
    }


def _member(group: GroupList, person: OnList) -> dict[str, Any]:
    return {
        "plan_id": group.plan_id,
        "version": group.version,
        "client_id": person.client_id,
    }


def _amend(
    store: Store,
    changes: Iterable[Change],
    event: AuditEvent,
) -> None:
    now = store.now()
    with store.audit.act(event), store.writing() as writing:
        for table, said in changes:
            stamped = {"saved_at": now} if table in (Membership, PlannedGroup) else {}
            record.amend(writing, table, {**said, **stamped}, now)


def _state(yes: bool) -> str:
    return "yes" if yes else "no"
