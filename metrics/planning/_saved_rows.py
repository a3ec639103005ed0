"""A draft as rows of `plan`, `planned_group` and `membership`, and back again.

Rows hold clients' ids and a draft their labels. Who may save or open a plan is
`_saved.py`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from metrics.contracts.plan import Membership, PlannedGroup, SavedPlan
from metrics.groups import (
    Draft,
    Group,
    Meeting,
    Plan,
    Request,
    Rules,
    Unplaced,
    rules_text,
)
from metrics.groups.plan import NO_PLACE, kept_in
from metrics.planning._agreed import TIMES
from metrics.planning._candidates import Candidates, input_print
from metrics.planning._plans import Made
from metrics.scope import Scope
from metrics.settings import RULES
from metrics.store import Store, plans


Row = SavedPlan | PlannedGroup | Membership


def rows_of(
    saved: Made, ids: Mapping[str, str], scope: Scope, now: datetime
) -> Iterator[Row]:
    """Everything that one version consists of. `ids`: client ids by label."""
    yield _plan_row(saved, scope, now)
    yield from _group_rows(saved, now)
    yield from _member_rows(saved, ids, now)


def titles(plan: Plan) -> list[str]:
    """What each group is called: "Tuesday group", and never why somebody is in it."""
    times = (TIMES.get(each.meeting.slot or "", "") for each in plan.groups)
    named = [f"{time.split(' ')[0]} group" if time else "Group" for time in times]
    return [
        f"{name} {named[: at + 1].count(name)}" if named.count(name) > 1 else name
        for at, name in enumerate(named)
    ]


def still(rules: Rules, left: Collection[str]) -> Rules:
    """Saved rules, as far as they are about people who may still be placed."""

    def narrowed(sets: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
        inside = (each & frozenset(left) for each in sets)
        return tuple(each for each in inside if len(each) > 1)

    return replace(
        rules,
        together=narrowed(rules.together),
        apart=narrowed(rules.apart),
        earlier=narrowed(rules.earlier),
        locked=tuple(each for each in rules.locked if each.client_id in left),
    )


def draft_of(
    store: Store, row: Mapping[str, Any], known: Candidates, request: Request
) -> Draft:
    """The draft that a version was, as far as its people may still be placed."""
    members = _members(store, row, known)
    groups = tuple(
        Group(tuple(inside), Meeting(each["slot"], each["venue"]))
        for each in plans.groups_of(store, row["plan_id"], row["version"])
        for inside in [sorted(members.get(each["group_number"], ()))]
        if inside
    )
    placed = {who for group in groups for who in group.members}
    unplaced = tuple(
        Unplaced(who, request.hindrance(who) or NO_PLACE)
        for who in sorted(request.by_id)
        if who not in placed
    )
    kept = kept_in((group.members for group in groups), request.pairs)
    plan = Plan(groups, unplaced, kept, len(request.pairs))
    made = {name: row[name] for name in ("seed", "moves", "bound")}
    return Draft(request, replace(plan, **made))


def _members(
    store: Store, row: Mapping[str, Any], known: Candidates
) -> dict[int, list[str]]:
    """Labels by the number of their group, of those who may still be placed."""
    label = {client_id: name for name, client_id in known.ids.items()}
    found: dict[int, list[str]] = {}
    for each in plans.members_of(store, row["plan_id"], row["version"]):
        who = label.get(each["client_id"])
        if who in known.request.by_id and each["group_number"]:
            found.setdefault(each["group_number"], []).append(str(who))
    return found


def _key(saved: Made) -> dict[str, Any]:
    return {"plan_id": saved.plan_id, "version": saved.version}


def _plan_row(saved: Made, scope: Scope, now: datetime) -> SavedPlan:
    plan, request = saved.draft.plan, saved.draft.request
    services = None if scope.services is None else "|".join(sorted(scope.services))
    return SavedPlan(
        **_key(saved),
        title=saved.title,
        services=services,
        origin="by_hand" if saved.by_hand else "planned",
        rules=rules_text(request.rules),
        seed=plan.seed,
        moves=plan.moves,
        kept=plan.kept,
        ties=plan.ties,
        bound=plan.bound,
        input_print=input_print(request),
        known_on=saved.known_on,
        rule_set=RULES,
        data_version=saved.data_version,
        saved_by=scope.actor,
        saved_at=now,
    )


def _group_rows(saved: Made, now: datetime) -> Iterator[PlannedGroup]:
    plan = saved.draft.plan
    named = zip(plan.groups, titles(plan), strict=True)
    for number, (group, title) in enumerate(named, start=1):
        yield PlannedGroup(
            **_key(saved),
            group_number=number,
            title=title,
            slot=group.meeting.slot,
            venue=group.meeting.venue,
            saved_at=now,
        )


def _member_rows(
    saved: Made, ids: Mapping[str, str], now: datetime
) -> Iterator[Membership]:
    plan = saved.draft.plan
    why = {each.client_id: each.reason for each in plan.unplaced}
    for who in sorted(saved.draft.request.by_id):
        at = plan.group_of(who)
        yield Membership(
            **_key(saved),
            client_id=ids[who],
            group_number=None if at is None else at + 1,
            unplaced=why.get(who),
            locked=who in saved.draft.locked,
            saved_at=now,
        )
