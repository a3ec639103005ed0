"""A plan changed by hand: move, remove, lock, a place, undo, each giving a new draft.

Every rule but separations is looked at again at once and named, with the change in ties
kept. Separations are not tested: a manager sees sizes and times, and could read them
off, so a draft stays a draft until the safeguarding lead signs it (design.md section
6). Nothing here takes a separation, a store or a clock, and no draft is ever altered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from metrics.groups._merit import best_meeting
from metrics.groups.check import Broken, broken_rules
from metrics.groups.plan import BY_HAND, Group, Plan, Unplaced, kept_in
from metrics.groups.request import Request
from metrics.groups.rules import Locked
from metrics.problems import UserError


@dataclass(frozen=True)
class Draft:
    """A plan with what was asked for it, and the draft it was made from."""

    request: Request
    plan: Plan
    before: "Draft | None" = None

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """Every rule that the plan breaks as it now stands."""
        return broken_rules(self.request, self.plan)

    @property
    def change(self) -> int:
        """Ties kept more (or fewer, below nought) than before the last change."""
        return self.plan.kept - self.before.plan.kept if self.before else 0

    @property
    def locked(self) -> frozenset[str]:
        return frozenset(each.client_id for each in self.request.rules.locked)


def empty(request: Request) -> Draft:
    """Nobody placed: the start where all is arranged by hand."""
    unplaced = tuple(Unplaced(who, BY_HAND) for who in sorted(request.by_id))
    return Draft(request, Plan((), unplaced, 0, len(request.pairs)))


def move(draft: Draft, client_id: str, group: int) -> Draft:
    """Into the group of this number; the number after the last opens a new one."""
    _known(draft, client_id)
    if not 0 <= group <= len(draft.plan.groups):
        raise UserError("There is no such group in this plan.")
    groups = [[who for who in each if who != client_id] for each in _members(draft)]
    groups += [[]] if group == len(groups) else []
    groups[group] = sorted([*groups[group], client_id])
    return _changed(draft, groups)


def remove(draft: Draft, client_id: str) -> Draft:
    """Out of their group. A lock goes with it."""
    _known(draft, client_id)
    groups = [[who for who in each if who != client_id] for each in _members(draft)]
    return _changed(unlock(draft, client_id), groups, before=draft)


def lock(draft: Draft, client_id: str) -> Draft:
    """Keep somebody where they are, also when a plan is looked for anew."""
    group = draft.plan.group_of(client_id)
    if group is None:
        raise UserError("Only somebody who is in a group can be locked there.")
    rest = _other_locks(draft, client_id)
    return _ruled(draft, (*rest, Locked(client_id, group)))


def unlock(draft: Draft, client_id: str) -> Draft:
    return _ruled(draft, _other_locks(draft, client_id))


def meet_at(draft: Draft, group: int, place: str | None) -> Draft:
    """Settle where the group of this number meets; none takes the place away."""
    groups = list(draft.plan.groups)
    if not 0 <= group < len(groups):
        raise UserError("There is no such group in this plan.")
    meeting = replace(groups[group].meeting, venue=place)
    groups[group] = replace(groups[group], meeting=meeting)
    plan = replace(draft.plan, groups=tuple(groups))
    return replace(draft, plan=plan, before=draft)


def undo(draft: Draft) -> Draft:
    """The draft before the last change; the first stays as it is."""
    return draft.before or draft


def _known(draft: Draft, client_id: str) -> None:
    if client_id not in draft.request.by_id:
        raise UserError("This person is no longer available for this plan.")


def _members(draft: Draft) -> list[Sequence[str]]:
    return [group.members for group in draft.plan.groups]


def _other_locks(draft: Draft, client_id: str) -> tuple[Locked, ...]:
    locked = draft.request.rules.locked
    return tuple(each for each in locked if each.client_id != client_id)


def _ruled(draft: Draft, locked: tuple[Locked, ...]) -> Draft:
    rules = replace(draft.request.rules, locked=locked)
    return replace(draft, request=replace(draft.request, rules=rules), before=draft)


def _changed(
    draft: Draft, members: Iterable[Sequence[str]], before: Draft | None = None
) -> Draft:
    """The same plan with these groups; a group that nobody is left in is gone."""
    numbered = list(enumerate(members))
    left = [number for number, each in numbered if each]
    locked = tuple(
        replace(each, group=left.index(each.group))
        for each in draft.request.rules.locked
        if each.group in left
    )
    rules = replace(draft.request.rules, locked=locked)
    request = replace(draft.request, rules=rules)
    groups = tuple(_group(draft, number, each) for number, each in numbered if each)
    plan = replace(
        draft.plan,
        groups=groups,
        unplaced=_unplaced(draft, groups),
        kept=kept_in((group.members for group in groups), request.pairs),
        clashes=(),
    )
    return Draft(request, plan, before or draft)


def _group(draft: Draft, number: int, members: Sequence[str]) -> Group:
    """It meets when it met, unless that no longer suits all and another time does; and
    where it met, unless the rules say where.
    """
    groups, request = draft.plan.groups, draft.request
    best = best_meeting(request, members)
    if number >= len(groups):
        return Group(tuple(members), best)
    same, by_rule = groups[number].meeting, bool(request.rules.venues)
    asked = same if by_rule else replace(same, venue=None)
    if asked in request.meetings and all(
        request.can_make(who, asked) for who in members
    ):
        return Group(tuple(members), same)
    return Group(tuple(members), best if by_rule else replace(best, venue=same.venue))


def _unplaced(draft: Draft, groups: Iterable[Group]) -> tuple[Unplaced, ...]:
    """Whoever was taken out by hand reads so; the others as they read before."""
    inside = {who for group in groups for who in group.members}
    before = {each.client_id: each for each in draft.plan.unplaced}
    return tuple(
        before.get(who, Unplaced(who, BY_HAND))
        for who in sorted(draft.request.by_id)
        if who not in inside
    )
