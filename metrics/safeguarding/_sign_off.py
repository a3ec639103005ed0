"""Signing the list of a group: every pair looked at, then signed or returned.

Who planned a list does not sign it. A list is returned with one fixed sentence, and the
reason stays with whoever returned it. What a signature rests on, and when it no longer
holds, is `metrics/planning/_lists.py`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from metrics.contracts.plan import SignOff as SignOffRow
from metrics.contracts.safeguarding import PairCheck
from metrics.planning._lists import GroupList, SignOff, facts_print, group_lists
from metrics.problems import UserError
from metrics.scope import Action, Purpose, Scope
from metrics.store import AuditEvent, Store, lists, record
from metrics.store.circles import Between, between, confirmed_pairs


HALF = (
    0.5  # of a circle's ties: from here on a facilitator looks first (evidence.md P4)
)
ENOUGH_FOR_A_HUB = 5  # in a smaller circle nearly everybody holds half of it
NOT_YOURS = (
    "Who planned a list does not sign it. It needs somebody outside this service, or "
    "the deputy lead."
)
Decision = Literal["signed", "returned", "paused"]


@dataclass(frozen=True)
class PairOnList:
    """Two people of a list, and what is known of the two together."""

    one: str
    other: str
    cleared: bool | None
    checked_on: date | None
    held_apart: bool
    couple: bool
    use_together: bool

    @property
    def stands_in_the_way(self) -> bool:
        return self.held_apart or self.cleared is not True


@dataclass(frozen=True)
class ListToSign:
    """A list, each pair of it, and whether one person holds half of its ties."""

    group: GroupList
    pairs: tuple[PairOnList, ...]
    power_to_look_at: bool

    @property
    def checked(self) -> int:
        return sum(each.cleared is not None for each in self.pairs)

    @property
    def hindrance(self) -> str | None:
        """Why it cannot be signed as it stands; None where it can."""
        gone = sum(not each.available for each in self.group.people)
        left = len(self.pairs) - self.checked
        if gone:
            return f"{gone} of its people are no longer available."
        if left:
            return f"{left} of {len(self.pairs)} pairs are not checked yet."
        if any(each.stands_in_the_way for each in self.pairs):
            return "Two people of it must not meet."
        return None


def lists_to_sign(store: Store, on: date, scope: Scope) -> tuple[ListToSign, ...]:
    """Every list in reach, those that wait first. Needs `sign_lists`."""
    scope.require(Action.SIGN_LISTS)
    found = [_to_sign(store, on, each) for each in group_lists(store, on, scope)]
    return tuple(sorted(found, key=lambda each: each.group.sign_off is SignOff.SIGNED))


def check_pairs(
    store: Store,
    key: tuple[str, int],
    said: Mapping[tuple[str, str], bool],
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Record which pairs of a list were looked at, and cleared or not, by pseudonyms.

    Needs `sign_lists`. Raises UserError where a pair is not on the list.
    """
    scope.require(Action.SIGN_LISTS)
    today, now = store.today(), store.now()
    group = _group(store, key, today, scope)
    ids = {each.label: each.client_id for each in group.people}
    if not all(set(pair) <= ids.keys() for pair in said):
        raise UserError(
            "This list has changed. Open the page again. Nothing was saved."
        )
    rows = [
        PairCheck(
            client_id=min(ids[one], ids[other]),
            other_client_id=max(ids[one], ids[other]),
            checked_by=scope.actor,
            checked_on=today,
            cleared="yes" if cleared else "no",
        )
        for (one, other), cleared in said.items()
    ]
    act = replace(event, about=f"{len(rows)} pairs checked on {_named(group)}")
    with store.audit.act(act), store.writing() as writing:
        for row in rows:
            record.add(writing, row, now)


def decide_list(
    store: Store,
    key: tuple[str, int],
    outcome: Decision,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Sign a list, return it, or pause the group. Needs `sign_lists`.

    Raises UserError where whoever planned it would sign it, or where it cannot be
    signed as it stands.
    """
    scope.require(Action.SIGN_LISTS)
    today, now = store.today(), store.now()
    group = _group(store, key, today, scope)
    if outcome == "signed":
        _require_signable(store, group, today, scope)
    clients = [each.client_id for each in group.people]
    row = SignOffRow(
        plan_id=group.plan_id,
        version=group.version,
        group_number=group.number,
        outcome=outcome,
        facts_print=facts_print(store, today, clients),
        decided_by=scope.actor,
        decided_at=now,
    )
    act = replace(event, about=f"{outcome}: {_named(group)}")
    with store.audit.act(act), store.writing() as writing:
        record.add(writing, row, now)


def may_sign(group: GroupList, scope: Scope) -> bool:
    """Whether this person did not plan it themselves. Needs `sign_lists`."""
    scope.require(Action.SIGN_LISTS)
    return group.planned_by != scope.actor


def _require_signable(
    store: Store, group: GroupList, today: date, scope: Scope
) -> None:
    if not may_sign(group, scope):
        raise UserError(NOT_YOURS)
    if hindrance := _to_sign(store, today, group).hindrance:
        raise UserError(f"{hindrance} Nothing was signed.")


def _group(store: Store, key: tuple[str, int], on: date, scope: Scope) -> GroupList:
    found = {each.key: each for each in group_lists(store, on, scope)}
    if key not in found:
        raise UserError("There is no such list here. Open the page again.")
    return found[key]


def _named(group: GroupList) -> str:
    return f"plan {group.plan_id} version {group.version} group {group.number}"


def _to_sign(store: Store, on: date, group: GroupList) -> ListToSign:
    ids = {each.client_id: each.label for each in group.people}
    checks = {
        (each["one"], each["other"]): each for each in lists.pair_checks(store, on, ids)
    }
    planning = lists.of_them(ids, Purpose.NETWORK_PLANNING)
    told = {(each.one, each.other): each for each in between(store, on, planning)}
    apart = lists.held_apart(store, on, ids)
    pairs = [
        _pair(
            (ids[one], ids[other]),
            checks.get((one, other)),
            told.get((one, other)),
            (one, other) in apart,
        )
        for one, other in combinations(sorted(ids), 2)
    ]
    ties = confirmed_pairs(store, on, planning)
    return ListToSign(
        group,
        tuple(sorted(pairs, key=lambda each: (each.one, each.other))),
        _holds_half(len(ids), ties),
    )


def _pair(
    labels: tuple[str, str],
    check: Mapping[str, object] | None,
    told: Between | None,
    held_apart: bool,
) -> PairOnList:
    one, other = sorted(labels)
    on = check["checked_on"] if check else None
    return PairOnList(
        one=one,
        other=other,
        cleared=bool(check["cleared"]) if check else None,
        checked_on=on if isinstance(on, date) else None,
        held_apart=held_apart,
        couple=bool(told and told.couple),
        use_together=bool(told and told.use_together),
    )


def _holds_half(people: int, ties: list[tuple[str, str]]) -> bool:
    """Whether one person is in half of a list's ties or more. Who, is not said."""
    if people < ENOUGH_FOR_A_HUB or not ties:
        return False
    own = Counter(who for tie in ties for who in tie)
    return max(own.values()) >= HALF * len(ties)
