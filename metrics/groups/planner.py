"""From a request to a plan: search, draw, check, and say who is left out and why.

The only place besides the search where separations come in, beside the request and not
in it. The bound and the clash of rules never pass through here, and no sentence depends
on a separation. Running it in a process of its own is `process.py`.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from metrics.groups._instance import Instance, instance
from metrics.groups._merit import Merit, best_meeting
from metrics.groups.anneal import Watch, anneal
from metrics.groups.check import broken_rules
from metrics.groups.draw import drawn
from metrics.groups.parts import keeps_parts
from metrics.groups.plan import NO_PLACE, Group, Plan, Unplaced, kept_in
from metrics.groups.request import Request
from metrics.groups.rules import Pair
from metrics.groups.separations import honoured, keeps_apart
from metrics.problems import UserError


FEWEST: Final = 12
TOO_FEW: Final = "Arrange by hand: too few to plan automatically."
MOVES_EACH: Final = 6_000  # for each candidate, unless a number of moves is given
MOVES_EACH_BARE: Final = 100_000


def enough(request: Request, people: int) -> None:
    """Refuse to plan for a handful: among few, whoever is apart would tell of a
    separation. Asked of all candidates, and again of those whom the rules leave.
    """
    if not request.bare and people < FEWEST:
        raise UserError(TOO_FEW)


def usual_moves(request: Request) -> int:
    """How many moves are made where nobody says."""
    each = MOVES_EACH_BARE if request.bare else MOVES_EACH
    return each * max(1, len(request.candidates))


def plan(
    request: Request,
    *,
    seed: int = 0,
    moves: int | None = None,
    seconds: float | None = None,
    separations: Iterable[Pair] = (),
    watch: Watch | None = None,
) -> Plan:
    """A plan that keeps every rule: a function of request, seed and moves.

    `seconds` is a ceiling; the plan says how many moves were made, and the same number
    gives it again. Of a bare edge list it is the best plan found; else it is drawn from
    those nearly as good. A plan without groups: none was found that keeps every rule.
    """
    enough(request, len(request.remaining))
    held = honoured(request, separations)
    wanted = usual_moves(request) if moves is None else moves
    made = searched(request, seed, wanted, seconds, held, watch)
    # What is offered was looked at by something that shares no code with the search.
    assert not made.groups or not broken_rules(request, made)
    assert keeps_apart(made, held)
    assert keeps_parts(made, request)
    return made


def searched(
    request: Request,
    seed: int,
    moves: int,
    seconds: float | None = None,
    held: Iterable[Pair] = (),
    watch: Watch | None = None,
) -> Plan:
    """Search and draw, for any number of people and before any check."""
    given = instance(request, held)
    found = anneal(given, seed, moves, seconds, watch)
    groups = found.group
    if groups is not None and not request.bare:
        groups = tuple(drawn(given, Merit(request, given), groups, seed))
    members = () if groups is None else _members(given, groups)
    return built(request, members, seed, found.moves)


def _members(given: Instance, groups: Sequence[int]) -> list[list[str]]:
    """Who is in which group, by name order; a group with a lock comes first."""
    found: list[list[str]] = [[] for _ in range(given.groups)]
    for unit, group in enumerate(groups):
        if group >= 0:
            found[group] += given.units[unit]
    locks = len({group for group in given.fixed if group is not None})
    named = [sorted(members) for members in found]
    return named[:locks] + sorted(members for members in named[locks:] if members)


def built(
    request: Request, groups: Iterable[Sequence[str]], seed: int = 0, moves: int = 0
) -> Plan:
    """A plan of these groups, everyone else being listed with the reason."""
    made = tuple(
        Group(tuple(members), best_meeting(request, members)) for members in groups
    )
    inside = {who for group in made for who in group.members}
    unplaced = tuple(
        Unplaced(who, request.hindrance(who) or NO_PLACE)
        for who in sorted(request.by_id)
        if who not in inside
    )
    kept = kept_in((group.members for group in made), request.pairs)
    return Plan(made, unplaced, kept, len(request.pairs), seed, moves)
