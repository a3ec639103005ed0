"""Saved plans: keeping a draft by name, and opening it again.

Every save is a new version and none is overwritten (DECISIONS 16). What stands in a row
is `_saved_rows.py`; how far the sign-off is, `_lists.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

from metrics.groups import Rules, read_rules
from metrics.planning._candidates import Candidates, candidates, input_print
from metrics.planning._lists import sign_off_of
from metrics.planning._plans import Made
from metrics.planning._saved_rows import draft_of, rows_of, still
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, plans, record


LONGEST: Final = 60
# What no paper, file name or list may say (design.md section 6).
TELLING: Final = re.compile(
    r"\b(buy|bought|circle|heroin|opiat|opioid|drug|methadone|supply|debt|using)", re.I
)


@dataclass(frozen=True)
class PlanListed:
    """A saved plan in a list: its newest version, and how far the sign-off is."""

    plan_id: str
    version: int
    title: str
    kept: int
    ties: int
    bound: int | None
    sizes: tuple[int, ...]
    unplaced: int
    by_hand: bool
    known_on: date
    saved_at: datetime
    sign_off: str


def save_plan(
    store: Store, made: Made, title: str, scope: Scope, event: AuditEvent
) -> Made:
    """Keep a draft under a name, as the next version of the plan it was opened from.

    Needs `plan_groups`. Raises UserError where the name says why somebody would be in
    a group, or where somebody in it is no longer available.
    """
    scope.require(Action.PLAN_GROUPS)
    title = fit(title, "the plan")
    known = candidates(store, store.today(), scope)
    _require_available(made, known)
    saved = replace(made, title=title, arranged=made.by_hand)
    if made.plan_id is None:
        saved = replace(saved, plan_id=uuid4().hex[:12], version=1)
    else:
        newest = row_of(store, made.plan_id, scope)["version"]
        saved = replace(saved, version=newest + 1)
    now = store.now()
    about = f"plan {saved.plan_id} version {saved.version}"
    with store.audit.act(replace(event, about=about)), store.writing() as writing:
        for row in rows_of(saved, known.ids, scope, now):
            record.add(writing, row, now)
    signed = sign_off_of(store, str(saved.plan_id), saved.version, store.today())
    return replace(saved, signed=signed, draft=replace(made.draft, before=None))


def saved_plans(store: Store, scope: Scope) -> tuple[PlanListed, ...]:
    """The newest version of every plan of these services, the last saved first.

    Needs `plan_groups`.
    """
    scope.require(Action.PLAN_GROUPS)
    return tuple(_listed(store, row) for row in plans.newest(store, scope))


def open_plan(
    store: Store, plan_id: str, scope: Scope, version: int | None = None
) -> Made:
    """A saved plan as a draft, under the records of today. Needs `plan_groups`.

    Whoever may no longer be placed is left out of it, and who may be placed by now
    stands among the unplaced.
    """
    scope.require(Action.PLAN_GROUPS)
    row = row_of(store, plan_id, scope, version)
    today = store.today()
    known = candidates(store, today, scope)
    rules = still(read_rules(row["rules"], Rules()), known.request.by_id)
    request = known.under(rules)
    # A bound is of the people and ties that it was proved for.
    same = input_print(request) == row["input_print"]
    draft = draft_of(store, row, known, request)
    if not same:
        draft = replace(draft, plan=replace(draft.plan, bound=None))
    return Made(
        draft,
        today,
        store.version,
        arranged=row["origin"] == "by_hand",
        plan_id=plan_id,
        version=row["version"],
        title=row["title"],
        signed=sign_off_of(store, plan_id, row["version"], today),
    )


def row_of(
    store: Store, plan_id: str, scope: Scope, version: int | None = None
) -> dict[str, Any]:
    """One version of a plan in scope, or the newest."""
    newest = {row["plan_id"]: row for row in plans.newest(store, scope)}
    if plan_id not in newest:
        raise UserError("There is no such plan here.")
    if version is None:
        return newest[plan_id]
    every = {row["version"]: row for row in plans.versions(store, plan_id)}
    if version not in every:
        raise UserError("There is no such version of this plan.")
    return every[version]


def fit(name: str, what: str) -> str:
    """A name as it may stand on paper. Raises UserError where it may not."""
    words = " ".join(name.split())
    if not words or len(words) > LONGEST:
        raise UserError(f"Give {what} a name of up to {LONGEST} characters.")
    if TELLING.search(words):
        raise UserError(
            "Choose a name that does not say why somebody would be in a group: for "
            "instance a day and a place."
        )
    return words


def _require_available(made: Made, known: Candidates) -> None:
    if made.draft.request.by_id.keys() - known.request.by_id.keys():
        raise UserError(
            "Somebody in this plan is no longer available. Look for a plan again, or "
            "open the saved one again. Nothing was saved."
        )


def _listed(store: Store, row: Mapping[str, Any]) -> PlanListed:
    plan_id, version = row["plan_id"], row["version"]
    groups = plans.groups_of(store, plan_id, version)
    members = plans.members_of(store, plan_id, version)
    inside = [each["group_number"] for each in members]
    return PlanListed(
        plan_id=plan_id,
        version=version,
        title=row["title"],
        kept=row["kept"],
        ties=row["ties"],
        bound=row["bound"],
        sizes=tuple(inside.count(each["group_number"]) for each in groups),
        unplaced=inside.count(None),
        by_hand=row["origin"] == "by_hand",
        known_on=row["known_on"],
        saved_at=row["saved_at"],
        sign_off=sign_off_of(store, plan_id, version, store.today()),
    )
