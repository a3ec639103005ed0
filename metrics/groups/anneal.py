"""Simulated annealing: the search for a plan that keeps the most ties.

A function of (instance, seed, moves): rounds follow each other in one fixed order, so
that more moves go on where fewer stopped; seconds only set a ceiling. First ties kept,
then people placed, and nothing else: no forecast, no profile, no cost. Which of several
good plans is offered is `draw.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from math import exp
from random import Random
from time import monotonic
from typing import Final

from metrics.groups import _plain
from metrics.groups._instance import Instance
from metrics.groups._salvage import salvage
from metrics.groups._state import Best, State
from metrics.groups._weigh import Move, fits, make, weighed


Watch = Callable[[int, int], None]  # moves made, of how many; it raises to stop

HOT: Final = 0.45  # where a round starts: a tie less is taken about once in 9
COLD: Final = 0.2  # where it ends: about once in 150
WORTH: Final = 0.2  # of a place, in ties, while searching
PRICE: Final = 1.0  # of a person too few, or alone, in ties, while searching
FIRST, LONGEST = 256, 4_096  # moves of a round for each unit: twice as many each time
CHUNK: Final = 256  # moves at one temperature
OFTEN: Final = 64  # chunks after which a state is made valid, and progress told
NEAR: Final = 0.9  # how often a move goes to where somebody tied is
ALONE: Final = 0.6  # how often it is one unit, where there is room


@dataclass(frozen=True)
class Found:
    """The best valid plan, as the group of each unit (negative for none), or None."""

    group: tuple[int, ...] | None
    kept: int
    moves: int


def anneal(
    given: Instance,
    seed: int,
    moves: int,
    seconds: float | None = None,
    watch: Watch | None = None,
) -> Found:
    """Search; it ends after this many moves, or when the seconds are over."""
    if given.hopeless:
        return Found(None, -1, 0)
    rng, best, made = Random(seed), Best(), 0
    ends = None if seconds is None else monotonic() + seconds
    sweep = _plain.sweep if given.plain else ruled_sweep
    for length in _rounds(len(given.units)):
        state = fresh(given, rng, best)
        if not state.broken:
            best.note(state.kept, state.placed, state.group)
        for heat in _cooling(length):
            step = min(CHUNK, moves - made)
            if step <= 0 or (ends is not None and monotonic() > ends):
                salvage(state)
                return Found(tuple(best.group) or None, best.kept, made)
            sweep(state, rng, step, heat)
            made += step
            if not made // CHUNK % OFTEN:
                salvage(state)
                if watch:
                    watch(made, moves)
    raise AssertionError("Rounds never end.")


def _rounds(units: int) -> Iterator[int]:
    """How many chunks each round has."""
    for doubled in count():
        moves = units * min(FIRST << min(doubled, 6), LONGEST)
        yield max(1, moves // CHUNK)


def _cooling(chunks: int) -> Iterator[float]:
    return (HOT * (COLD / HOT) ** (at / chunks) for at in range(chunks))


def fresh(given: Instance, rng: Random, best: Best | None = None) -> State:
    """A start: whoever is tied beside each other, in as many groups as chance says."""
    state = State(given, best)
    for unit, group in enumerate(given.fixed):
        if group is not None:
            state.join(unit, group)
    size = rng.randint(given.most - (given.most - given.least) // 3, given.most)
    order = [unit for unit in _in_order(given, rng) if given.fixed[unit] is None]
    for unit in order:
        full = (at for at in range(given.groups) if state.people[at] < size)
        room = next((at for at in full if fits(state, unit, at)), None)
        if room is None and given.everyone:
            anywhere = range(given.groups)
            room = next((at for at in anywhere if fits(state, unit, at)), None)
        if room is not None:
            state.join(unit, room)
    return state


def _in_order(given: Instance, rng: Random) -> list[int]:
    """Units so that whoever is tied comes soon after each other."""
    starts = list(range(len(given.units)))
    rng.shuffle(starts)
    order: list[int] = []
    seen: set[int] = set()
    for start in starts:
        waiting = [start]
        while waiting:
            unit = waiting.pop()
            if unit not in seen:
                seen.add(unit)
                order.append(unit)
                waiting += given.near[unit]
    return order


def ruled_sweep(state: State, rng: Random, moves: int, heat: float) -> None:
    """Moves under any rule, at one temperature: each is weighed before it is made."""
    for _ in range(moves):
        move = proposal(state, rng)
        if move is None:
            continue
        kept, placed, broken = weighed(state, move)
        gain = kept + WORTH * placed - PRICE * broken
        if gain < 0 and rng.random() >= exp(gain / heat):
            continue
        make(state, move)
        if not state.broken:
            state.best.note(state.kept, state.placed, state.group)


def proposal(state: State, rng: Random) -> Move | None:
    """A move that fits: somebody to where somebody tied is, or to any group or none."""
    unit = int(rng.random() * len(state.group))
    near, groups = state.given.near[unit], state.given.groups
    if state.given.fixed[unit] is not None:
        return None
    if near and rng.random() < NEAR:
        there = state.group[near[int(rng.random() * len(near))]]
    else:
        there = int(rng.random() * (groups + 1))
    if there == groups:
        there = -1
    here = state.group[unit]
    if there == here or (there < 0 and here < 0):
        return None
    if there < 0 or (rng.random() < ALONE and fits(state, unit, there)):
        return Move(unit, here, there)
    return _exchange(state, rng, unit, there)


def _exchange(state: State, rng: Random, unit: int, there: int) -> Move | None:
    """In place of somebody, who takes theirs, or none where they had none."""
    members, here = state.members[there], state.group[unit]
    if not members:
        return None
    other = members[int(rng.random() * len(members))]
    if state.given.fixed[other] is not None:
        return None
    if not fits(state, unit, there, other):
        return None
    if here >= 0 and not fits(state, other, here, unit):
        return None
    return Move(unit, here, there, other)
