"""The list of each group of a saved plan, and how far its sign-off is.

Only the newest version of a plan has lists. A signature bears a fingerprint of the
facts that it rests on; where they changed it reads "to be checked again", one wording
for every cause. Signing is `metrics/safeguarding/`, running a group `_running.py`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from metrics.planning._agreed import PLACES, TIMES
from metrics.planning._judging import judge, outcome_of
from metrics.planning._suitability import FOR_A_DISCUSSION
from metrics.scope import Purpose, Scope
from metrics.store import Store, lists, people, plans
from metrics.store.circles import couples


NO_LONGER = "no longer available"  # one wording for withdrew, left and died


class SignOff(StrEnum):
    """How far the sign-off of a list is. The value is what whoever plans reads."""

    NOT_CHECKED = "Not yet checked by safeguarding"
    SIGNED = "Signed off by safeguarding"
    RETURNED = "Not signed off: choose another arrangement."
    AGAIN = "To be checked again"
    PAUSED = "Paused by safeguarding"


LEAST_FAR = (
    SignOff.RETURNED,
    SignOff.PAUSED,
    SignOff.AGAIN,
    SignOff.NOT_CHECKED,
    SignOff.SIGNED,
)


@dataclass(frozen=True)
class OnList:
    """Somebody on a list. `client_id` stays in the program."""

    client_id: str
    label: str
    keyworker: str | None
    available: bool
    invited_on: date | None
    answer: str | None
    answered_on: date | None
    left_on: date | None

    @property
    def takes_part(self) -> bool:
        """They said yes themselves, and are still there."""
        return self.available and self.answer == "yes" and self.left_on is None


@dataclass(frozen=True)
class GroupList:
    """The list of one group, as the newest version of its plan has it. `returned_on`:
    the last day on which it was returned, or a list of an earlier version of the plan.
    """

    plan_id: str
    version: int
    number: int
    title: str
    plan_title: str
    time: str | None
    venue: str | None
    facilitator: str | None
    ends_on: date | None
    planned_by: str
    saved_at: datetime
    people: tuple[OnList, ...]
    sign_off: SignOff
    decided_at: datetime | None
    returned_on: date | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.plan_id, self.number

    @property
    def those_who_agreed(self) -> tuple[OnList, ...]:
        return tuple(each for each in self.people if each.takes_part)


def group_lists(store: Store, on: date, scope: Scope) -> tuple[GroupList, ...]:
    """The lists of every plan in reach, the plan saved last first. Whoever calls it has
    asked for the action.
    """
    return tuple(
        each
        for plan in plans.newest(store, scope)
        for each in _of_plan(store, plan, on)
    )


def sign_off_of(store: Store, plan_id: str, version: int, on: date) -> SignOff:
    """How far the lists of a plan are: the one that is least far speaks for all."""
    members = plans.members_of(store, plan_id, version)
    decided = plans.sign_offs_of(store, plan_id)
    found = {
        _sign_off(store, on, group, _inside(members, group), decided)[0]
        for group in plans.groups_of(store, plan_id, version)
    }
    return next((each for each in LEAST_FAR if each in found), SignOff.NOT_CHECKED)


def facts_print(store: Store, on: date, who: Iterable[str]) -> str:
    """A fingerprint of what a signature rests on: who is available and with which
    outcome, which pairs are cleared or held apart, and who are couples.
    """
    clients = sorted(who)
    planning = lists.of_them(clients, Purpose.NETWORK_PLANNING)
    judged = judge(store, FOR_A_DISCUSSION, on, planning)
    facts = {
        "available": sorted(lists.available(store, on, clients)),
        "outcomes": {
            client: str(outcome_of(FOR_A_DISCUSSION, each, on).kind)
            for client, each in sorted(judged.items())
        },
        "cleared": sorted(
            (each["one"], each["other"], each["cleared"])
            for each in lists.pair_checks(store, on, clients)
        ),
        "apart": sorted(lists.held_apart(store, on, clients)),
        "couples": couples(store, on, planning),
    }
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def _of_plan(store: Store, plan: Mapping[str, Any], on: date) -> Iterable[GroupList]:
    plan_id, version = plan["plan_id"], plan["version"]
    members = plans.members_of(store, plan_id, version)
    placed = [row for row in members if row["group_number"]]
    clients = [row["client_id"] for row in placed]
    labels = lists.labels(store, clients)
    here = lists.available(store, on, clients)
    workers = _workers(store, on, clients)
    decided = plans.sign_offs_of(store, plan_id)
    for group in plans.groups_of(store, plan_id, version):
        inside = _inside(placed, group)
        sign_off, at = _sign_off(store, on, group, inside, decided)
        yield GroupList(
            plan_id=plan_id,
            version=version,
            number=group["group_number"],
            title=group["title"],
            plan_title=plan["title"],
            time=TIMES.get(group["slot"] or ""),
            venue=PLACES.get(group["venue"], group["venue"]),
            facilitator=group["facilitator"],
            ends_on=group["ends_on"],
            planned_by=plan["saved_by"],
            saved_at=plan["saved_at"],
            people=tuple(
                sorted(
                    (_on_list(row, labels, here, workers) for row in inside),
                    key=lambda each: each.label,
                )
            ),
            sign_off=sign_off,
            decided_at=at,
            returned_on=_returned(group, decided),
        )


def _inside(
    members: Iterable[Mapping[str, Any]], group: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    number = group["group_number"]
    return [row for row in members if row["group_number"] == number]


def _on_list(
    row: Mapping[str, Any],
    labels: Mapping[str, str],
    here: frozenset[str],
    workers: Mapping[str, str | None],
) -> OnList:
    who = row["client_id"]
    return OnList(
        client_id=who,
        label=labels.get(who, "no label"),
        keyworker=workers.get(who),
        available=who in here,
        invited_on=row["invited_on"],
        answer=row["answer"],
        answered_on=row["answered_on"],
        left_on=row["left_on"],
    )


def _workers(store: Store, on: date, who: Iterable[str]) -> dict[str, str | None]:
    found = people.facts(
        store, ["keyworker"], on, lists.of_them(who, Purpose.DIRECT_CARE)
    )
    return {client: each["keyworker"].value for client, each in found.items()}


def _sign_off(
    store: Store,
    on: date,
    group: Mapping[str, Any],
    inside: Iterable[Mapping[str, Any]],
    decided: Iterable[Mapping[str, Any]],
) -> tuple[SignOff, datetime | None]:
    """The newest decision on this list, as far as it still holds."""
    of_plan = list(decided)
    here = [
        each
        for each in of_plan
        if each["version"] == group["version"]
        and each["group_number"] == group["group_number"]
    ]
    if not here:
        earlier = any(each["version"] < group["version"] for each in of_plan)
        return (SignOff.AGAIN if earlier else SignOff.NOT_CHECKED), None
    last = here[-1]
    if last["outcome"] != "signed":
        return SignOff[last["outcome"].upper()], last["decided_at"]
    now = facts_print(store, on, [row["client_id"] for row in inside])
    holds = now == last["facts_print"]
    return (SignOff.SIGNED if holds else SignOff.AGAIN), last["decided_at"]


def _returned(
    group: Mapping[str, Any], decided: Iterable[Mapping[str, Any]]
) -> date | None:
    """The last return. Groups are numbered anew in each version, so any list of an
    earlier one counts.
    """
    found = [
        each["decided_at"].date()
        for each in decided
        if each["outcome"] == "returned"
        and (
            each["version"] < group["version"]
            or each["group_number"] == group["group_number"]
        )
    ]
    return max(found, default=None)
