"""Which plan is offered: one drawn by the seed from those nearly as good as the best.

Were it always the best, two people apart would be strange, and would tell of a
separation (design.md section 6). How much may be given up is drawn, a tenth of the ties
at most; then a walk strays from the best plan among the valid ones that keep as much
and place as many people. Last, what breaks a tie between equally good plans is settled,
in the order of evidence.md 4f.
"""

from collections.abc import Sequence
from math import exp
from random import Random
from typing import Final

from metrics.groups._instance import Instance
from metrics.groups._merit import Merit
from metrics.groups._state import State
from metrics.groups._weigh import make, weighed
from metrics.groups.anneal import PRICE, proposal


WITHIN: Final = 9  # tenths of the best
HEAT: Final = 0.5
WALK, SETTLE = 400, 100  # moves for each unit


def drawn(given: Instance, merit: Merit, best: Sequence[int], seed: int) -> list[int]:
    """The group of each unit in the plan offered."""
    rng = Random(f"draw {seed}")
    state = placed_as(given, best)
    least = rng.randint(least_kept(state.kept), state.kept)
    strayed = _walk(state, least, rng)
    return _settled(placed_as(given, strayed), merit, rng)


def placed_as(given: Instance, groups: Sequence[int]) -> State:
    state = State(given)
    for unit, group in enumerate(groups):
        if group >= 0:
            state.join(unit, group)
    return state


def least_kept(best: int) -> int:
    """The fewest ties that are within 10 % of the most: 15 of 16, 9 of 10, 9 of 9."""
    return -(-best * WITHIN // 10)


def _walk(state: State, least: int, rng: Random) -> list[int]:
    """Stray, each plan within the limits being as likely as any other; the last one."""
    placed, last = state.placed, list(state.group)

    def beyond(kept: int, people: int, broken: int) -> float:
        return max(0, least - kept) + max(0, placed - people) + PRICE * broken

    before = beyond(state.kept, state.placed, state.broken)
    for _ in range(WALK * len(state.group)):
        move = proposal(state, rng)
        if move is None:
            continue
        kept, people, broken = weighed(state, move)
        after = beyond(state.kept + kept, state.placed + people, state.broken + broken)
        if after > before and rng.random() >= exp((before - after) / HEAT):
            continue
        make(state, move)
        before = after
        if after == 0:
            last = list(state.group)
    return last


def _settled(state: State, merit: Merit, rng: Random) -> list[int]:
    """Take every move that keeps as many ties and people, and has more merit."""
    for _ in range(SETTLE * len(state.group)):
        move = proposal(state, rng)
        if move is None or any(weighed(state, move)):
            continue
        groups = [each for each in (move.here, move.there) if each >= 0]
        now = merit.of_all(state.members[each] for each in groups)
        make(state, move)
        if merit.of_all(state.members[each] for each in groups) <= now:
            make(state, move.back)
    return state.group
