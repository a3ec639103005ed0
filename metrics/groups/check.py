"""Whether a plan keeps every rule: looked at anew, by code the search does not share.

Every answer of the planner passes here before anybody sees it, and every change by hand
at once. Separations are not tested here: what is done by hand must look the same with
and without one (safety.md IG-24). One function to each rule, by the rule's id.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from metrics.groups.plan import Group, Plan
from metrics.groups.request import Request
from metrics.groups.rules import in_force
from metrics.phrases import counted


@dataclass(frozen=True)
class Broken:
    """A rule that a plan breaks, where, and in words. `group` counts from nought; None
    where it is about the plan. `people` are those whom a page may name beside it.
    """

    rule: str
    words: str
    group: int | None = None
    people: tuple[str, ...] = ()


Check = Callable[[Plan, Request], Iterator[Broken]]


def broken_rules(request: Request, plan: Plan) -> tuple[Broken, ...]:
    """Every rule in force that the plan breaks; none is the answer hoped for."""
    rules = (rule.id for rule in in_force(request.rules))
    found = (each for rule in rules for each in CHECKS[rule](plan, request))
    return (*_everyone_once(plan, request), *found)


def _everyone_once(plan: Plan, request: Request) -> Iterator[Broken]:
    """Not a rule that can be chosen: each candidate stands in a plan once."""
    listed = [who for group in plan.groups for who in group.members]
    times = Counter(listed + [each.client_id for each in plan.unplaced])
    wrong = {who for who in request.by_id if times[who] != 1} | times.keys() - (
        request.by_id.keys()
    )
    if wrong:
        people = tuple(sorted(wrong))
        yield Broken("once", "Somebody is not in the plan once.", None, people)


def _in(number: int) -> str:
    return f"Group {number + 1}"


def _each(plan: Plan) -> Iterator[tuple[int, Group, set[str]]]:
    for number, group in enumerate(plan.groups):
        yield number, group, set(group.members)


def _sizes(plan: Plan, request: Request) -> Iterator[Broken]:
    sizes = request.rules.sizes
    for number, group, _ in _each(plan):
        people = counted(group.size, "person")
        if group.size < sizes.least:
            words = f"{_in(number)} is too small: {people}, not {sizes}."
            yield Broken("sizes", words, number)
        if group.size > sizes.most:
            words = f"{_in(number)} is too large: {people}, not {sizes}."
            yield Broken("sizes", words, number)


def _groups(plan: Plan, request: Request) -> Iterator[Broken]:
    most = request.rules.groups
    if most is not None and len(plan.groups) > most:
        words = f"There are {counted(len(plan.groups), 'group')}, not at most {most}."
        yield Broken("groups", words)


def _slots(plan: Plan, request: Request) -> Iterator[Broken]:
    for number, group, members in _each(plan):
        slot = group.meeting.slot
        if slot not in request.rules.slots:
            words = f"{_in(number)} has no time that all can make."
            yield Broken("slots", words, number)
            continue
        late = {who for who in members if slot not in (request.by_id[who].slots or ())}
        if late:
            words = f"{_in(number)} meets at a time that not all can make."
            yield Broken("slots", words, number, tuple(sorted(late)))


def _venues(plan: Plan, request: Request) -> Iterator[Broken]:
    for number, group, members in _each(plan):
        place = group.meeting.venue
        if place not in request.rules.venues:
            words = f"{_in(number)} has no place that all can come to."
            yield Broken("venues", words, number)
            continue
        far = {who for who in members if place not in (request.by_id[who].venues or ())}
        if far:
            words = f"{_in(number)} meets at a place that not all can come to."
            yield Broken("venues", words, number, tuple(sorted(far)))


def _women_only(plan: Plan, request: Request) -> Iterator[Broken]:
    for number, _, members in _each(plan):
        others = {who for who in members if request.by_id[who].woman is not True}
        if others:
            words = f"{_in(number)} is not for women only, as far as is recorded."
            yield Broken("women_only", words, number, tuple(sorted(others)))


def _no_lone_woman(plan: Plan, request: Request) -> Iterator[Broken]:
    for number, _, members in _each(plan):
        women = [who for who in members if request.by_id[who].woman is True]
        if len(women) == 1:
            words = f"{_in(number)} has one woman only."
            yield Broken("no_lone_woman", words, number, tuple(women))


def _no_lone_member(plan: Plan, request: Request) -> Iterator[Broken]:
    circle_of = _circles(request)
    for number, _, members in _each(plan):
        times = Counter(circle_of[who] for who in members)
        alone = sorted(who for who in members if times[circle_of[who]] == 1)
        if alone:
            words = f"{_in(number)} has somebody who is alone from their circle."
            yield Broken("no_lone_member", words, number, tuple(alone))


def _circles(request: Request) -> Mapping[str, str]:
    """Each candidate's circle, named by one of it: by spreading along the ties."""
    near: dict[str, set[str]] = {who: set() for who in request.by_id}
    for tie in request.ties:
        near.setdefault(tie.a, set()).add(tie.b)
        near.setdefault(tie.b, set()).add(tie.a)
    found: dict[str, str] = {}
    for start in near:
        reached = [] if start in found else [start]
        while reached:
            who = reached.pop()
            if who not in found:
                found[who] = start
                reached += near[who]
    return found


def _together(plan: Plan, request: Request) -> Iterator[Broken]:
    for wish in request.rules.together:
        asked = sorted(wish & request.by_id.keys())
        if len({plan.group_of(who) for who in asked}) > 1:
            words = "People who are to be together are not."
            yield Broken("together", words, None, tuple(asked))


def _apart(plan: Plan, request: Request) -> Iterator[Broken]:
    for wish in request.rules.apart:
        for number, _, members in _each(plan):
            if len(inside := wish & members) > 1:
                words = f"{_in(number)} has people who are to be apart."
                yield Broken("apart", words, number, tuple(sorted(inside)))


def _earlier(plan: Plan, request: Request) -> Iterator[Broken]:
    for number, _, members in _each(plan):
        again = {
            who
            for group in request.rules.earlier
            for both in combinations(sorted(group & members), 2)
            for who in both
        }
        if again:
            words = f"{_in(number)} has people who shared an earlier group."
            yield Broken("earlier", words, number, tuple(sorted(again)))


def _couples_apart(plan: Plan, request: Request) -> Iterator[Broken]:
    """Nobody is named: who is whose partner is not said where a group is planned."""
    for number, _, members in _each(plan):
        inside = [each for each in request.couples if {each.a, each.b} <= members]
        if not all(each.both_want for each in inside):
            words = (
                f"{_in(number)} has a couple who were not each asked alone, or do not "
                "each want to share it."
            )
            yield Broken("couples_apart", words, number)
        elif len({frozenset((each.a, each.b)) for each in inside}) > 1:
            words = f"{_in(number)} has more than one couple."
            yield Broken("couples_apart", words, number)


def _hub_share(plan: Plan, request: Request) -> Iterator[Broken]:
    """Said of the group, never of a person (design.md section 6)."""
    limit = request.rules.hub_share or 0.0
    for number, _, members in _each(plan):
        people = [request.by_id[who] for who in members]
        if any((who.hub_share or 0) >= limit and not who.reviewed for who in people):
            words = f"{_in(number)} needs a facilitator's look at one of its circles."
            yield Broken("hub_share", words, number)


def _locked(plan: Plan, request: Request) -> Iterator[Broken]:
    """Who has one number is in one group, who has another in another."""
    at: dict[int, set[int | None]] = {}
    for each in request.rules.locked:
        if each.client_id in request.by_id:
            at.setdefault(each.group, set()).add(plan.group_of(each.client_id))
    places = [place for found in at.values() for place in found]
    if None in places or len(places) != len(set(places)) or len(places) > len(at):
        yield Broken("locked", "Somebody is not where they are locked.")


def _everyone(plan: Plan, request: Request) -> Iterator[Broken]:
    if plan.unplaced:
        people = tuple(each.client_id for each in plan.unplaced)
        yield Broken("everyone", "Not everyone is placed.", None, people)


CHECKS: Final[Mapping[str, Check]] = {
    "sizes": _sizes,
    "groups": _groups,
    "slots": _slots,
    "venues": _venues,
    "women_only": _women_only,
    "no_lone_woman": _no_lone_woman,
    "no_lone_member": _no_lone_member,
    "together": _together,
    "apart": _apart,
    "couples_apart": _couples_apart,
    "hub_share": _hub_share,
    "earlier": _earlier,
    "locked": _locked,
    "everyone": _everyone,
}
