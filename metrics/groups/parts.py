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
from functools import lru_cache
from typing import Final

from metrics.groups._instance import Instance, instance
from metrics.groups.anneal import Found, anneal
from metrics.groups.plan import Plan
from metrics.groups.request import Request
from metrics.groups.rules import Candidate, Rules, Tie


Part = frozenset[str]
Times = tuple[str, ...]
# Of all pairs so many at most share a part. Half of it is what any number of looks can
# tell beyond a guess: 6 in 10 are right where it is a fifth.
SHARED: Final = 0.2
USUAL: Final = 10  # a usual group at its largest
MOVES_EACH: Final = 100
# Among few people one search is much like chance, and another costs little.
MOST_TRIES, PEOPLE_TRIED = 16, 560


def parts_of(request: Request) -> tuple[Part, ...]:
    """Everybody once, by name order; one part where there are too few for two.

    Of several ways, with and without a look at times: the one that leaves plans under
    the usual rules most, some of which name times.
    """
    by_name = sorted(request.candidates, key=lambda each: each.client_id)
    ties = sorted(request.ties, key=lambda each: (each.pair, each.reciprocated))
    return _chosen(tuple(by_name), tuple(ties))


@lru_cache(maxsize=8)
def _chosen(people: tuple[Candidate, ...], ties: tuple[Tie, ...]) -> tuple[Part, ...]:
    """Whoever checks rules asks again and again about the same people."""
    request = Request(people, ties, Rules())
    slots = {slot for each in people for slot in each.slots or ()}
    times: tuple[Times, ...] = ((), tuple(sorted(slots))) if slots else ((),)
    tries = max(1, min(MOST_TRIES, PEOPLE_TRIED // max(1, len(people))))
    tried = (
        _shared_out(request, each, seed) for seed in range(tries) for each in times
    )
    return max(
        tried, key=lambda found: sum(_left(request, found, each) for each in times)
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


def _shared_out(request: Request, slots: Times, seed: int) -> tuple[Part, ...]:
    """Groups of a usual size, who can come at the same of these times, in parts of
    those with ties between them; whoever is left goes where they have most ties, as
    long as there is room.
    """
    largest = most_in_a_part(len(request.by_id))
    near = _near(request)
    found = list(_packed(list(_usual(request, slots, seed)), largest, near))
    for who in sorted(request.by_id.keys() - set().union(*found)):
        room = [each for each in found if len(each) < largest]
        if room:
            max(room, key=lambda each: len(each & near[who])).add(who)
        else:
            found.append({who})
    return tuple(sorted(map(frozenset, found), key=min))


def _usual(request: Request, slots: Times, seed: int) -> Iterator[set[str]]:
    """The groups of a plan under the usual rules, as if there were no parts."""
    rules = Rules(slots=slots, couples_apart=False, hub_share=None)
    given = instance(replace(request, rules=rules))
    group_of = _short_search(given, seed).group or ()
    for group in range(given.groups):
        placed = zip(given.units, group_of, strict=bool(group_of))
        members = {who for unit, at in placed if at == group for who in unit}
        if members:
            yield members


def _packed(
    groups: list[set[str]], largest: int, near: dict[str, set[str]]
) -> Iterator[set[str]]:
    """Parts of whole groups: each starts with the largest group left, and takes in
    those that it has most ties with.
    """
    left = sorted(groups, key=lambda each: (-len(each), min(each)))
    while left:
        part = left.pop(0)
        while fitting := [each for each in left if len(part) + len(each) <= largest]:
            about = set().union(*(near[who] for who in part))
            taken = max(fitting, key=lambda each: (len(each & about), len(each)))
            left.remove(taken)
            part |= taken
        yield part


def _left(request: Request, parts: tuple[Part, ...], slots: Times) -> int:
    """How many ties and places a short search finds within these parts."""
    given = instance(replace(request, rules=Rules(slots=slots), parts=parts))
    found = _short_search(given, 0)
    return found.kept + sum(group >= 0 for group in found.group or ())


def _short_search(given: Instance, seed: int) -> Found:
    return anneal(given, seed, MOVES_EACH * len(given.units))


def _near(request: Request) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {who: set() for who in request.by_id}
    for one, other in request.pairs:
        found[one].add(other)
        found[other].add(one)
    return found
