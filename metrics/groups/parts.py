"""Parts: whom the planner may put together at all, settled before anybody plans.

Whoever looks for plans as often as they like could tell who is never together. So all
candidates of a service are shared out first, into parts of about a fifth of them, by
their ties and times and without a look at who must not meet. Groups are formed within a
part only: whether two people of different parts must not meet changes nothing that the
planner does, whatever rules it is asked with (DECISIONS 22). Parts do not depend on the
rules of a plan, or rules could be chosen to bring any two people into one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from metrics.groups._instance import instance
from metrics.groups.anneal import anneal
from metrics.groups.plan import Plan
from metrics.groups.request import Request
from metrics.groups.rules import Rules, Sizes


Part = frozenset[str]
# Of all pairs so many at most share a part. Half of it is what any number of looks can
# tell beyond a guess: 6 in 10 are right where it is a fifth.
SHARED: Final = 0.2
LEAST, USUAL = 6, 10  # a usual group; fewer would leave too many without a place
MOVES_EACH: Final = 200


def parts_of(request: Request) -> tuple[Part, ...]:
    """Everybody once, by name order; one part where there are too few for two.

    With and without a look at times: whichever leaves plans under the usual rules more
    ties, some of which name times.
    """
    slots = {slot for each in request.candidates for slot in each.slots or ()}
    times = ((), tuple(sorted(slots))) if slots else ((),)
    tried = [_shared_out(request, each) for each in times]
    return max(
        tried,
        key=lambda found: sum(_ties_left(request, found, each) for each in times),
    )


def most_in_a_part(people: int) -> int:
    """A fifth of all pairs, as far as a group of the usual size still fits."""
    return max(USUAL, int(SHARED * (people - 1)) + 1)


def share_of_pairs(found: Iterable[Part]) -> float:
    """How many of all pairs share a part."""
    sizes = [len(each) for each in found]
    people = sum(sizes)
    within = sum(size * (size - 1) for size in sizes)
    return within / (people * (people - 1)) if people > 1 else 0.0


def keeps_parts(plan: Plan, request: Request) -> bool:
    """Whether every group of a plan lies within one part."""
    if not request.parts:
        return True
    return all(
        any(each.issuperset(group.members) for each in request.parts)
        for group in plan.groups
    )


def _shared_out(request: Request, slots: tuple[str, ...]) -> tuple[Part, ...]:
    """Parts of people with ties, and who can come at the same of these times; whoever
    is left goes where they have most ties, as long as there is room.
    """
    largest = most_in_a_part(len(request.by_id))
    found = list(_near_each_other(request, largest, slots))
    near = _near(request)
    for who in sorted(request.by_id.keys() - set().union(*found)):
        room = [each for each in found if len(each) < largest]
        if room:
            max(room, key=lambda each: len(each & near[who])).add(who)
        else:
            found.append({who})
    return tuple(sorted(map(frozenset, found), key=min))


def _near_each_other(
    request: Request, largest: int, slots: tuple[str, ...]
) -> Iterator[set[str]]:
    """A plan of large groups."""
    rules = Rules(
        sizes=Sizes(max(LEAST, largest // 2), largest),
        slots=slots,
        couples_apart=False,
        hub_share=None,
    )
    given = instance(replace(request, rules=rules, parts=()))
    group_of = anneal(given, 0, MOVES_EACH * len(given.units)).group or ()
    for group in range(given.groups):
        placed = zip(given.units, group_of, strict=bool(group_of))
        members = {who for unit, at in placed if at == group for who in unit}
        if members:
            yield members


def _ties_left(
    request: Request, parts: tuple[Part, ...], slots: tuple[str, ...]
) -> int:
    """How many ties a short search keeps within these parts."""
    given = instance(replace(request, rules=Rules(slots=slots), parts=parts))
    return anneal(given, 0, MOVES_EACH // 2 * len(given.units)).kept


def _near(request: Request) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {who: set() for who in request.by_id}
    for one, other in request.pairs:
        found[one].add(other)
        found[other].add(one)
    return found
