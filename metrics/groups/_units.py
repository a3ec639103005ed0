"""Who moves as one: people whom "together" or a lock holds in one group.

A unit is placed whole or not at all. What a unit is worth does not belong here.
"""

from collections.abc import Iterator

from metrics.groups.request import Request


def units(request: Request) -> tuple[tuple[str, ...], ...]:
    """Everyone once, by name order, with whom they are held together."""
    joined = {who: who for who in request.by_id}

    def root(who: str) -> str:
        while joined[who] != who:
            who = joined[who]
        return who

    for held in _held(request):
        first, *others = (root(who) for who in held)
        for other in others:
            one, two = root(first), root(other)
            joined[max(one, two)] = min(one, two)
    members: dict[str, list[str]] = {}
    for who in sorted(joined):
        members.setdefault(root(who), []).append(who)
    return tuple(tuple(each) for each in members.values())


def _held(request: Request) -> Iterator[list[str]]:
    """Sets of candidates that stay together, by a wish or by a lock."""
    locked: dict[int, set[str]] = {}
    for each in request.rules.locked:
        locked.setdefault(each.group, set()).add(each.client_id)
    for wish in (*request.rules.together, *locked.values()):
        held = sorted(wish & request.by_id.keys())
        if held:
            yield held


def locks_of(request: Request, unit: tuple[str, ...]) -> set[int]:
    """The numbers under which a unit is locked: more than one contradict each other."""
    inside = set(unit)
    return {each.group for each in request.rules.locked if each.client_id in inside}
