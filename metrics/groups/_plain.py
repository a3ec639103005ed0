"""The search's moves where sizes are the only rule: the same as `State` makes, in one
loop and many times as fast, since a few hundred people need millions of them.

Everyone is placed and stays so. Any rule besides sizes belongs in `_state.py`.
"""

from math import exp
from random import Random

from metrics.groups._state import State


NEAR = 0.97  # how often a move goes to where somebody tied is
ALONE = 0.6  # how often it is one person, where there is room; else two change places


def sweep(state: State, rng: Random, moves: int, heat: float) -> None:
    """Make moves at one temperature; the state notes the best valid plan it sees."""
    draw, near_of, group = rng.random, state.given.near, state.group
    people, members, most = state.people, state.members, state.given.most
    short = [0, *(max(0, state.given.least - size) for size in range(1, most + 1))]
    kept, broken, top = state.kept, state.broken, state.best.kept
    for _ in range(moves):
        who = int(draw() * len(group))
        near, here = near_of[who], group[who]
        if near and draw() < NEAR:
            there = group[near[int(draw() * len(near))]]
        else:
            there = int(draw() * len(people))
        if there == here:
            continue
        gain = 0
        for other in near:
            if group[other] == here:
                gain -= 1
            elif group[other] == there:
                gain += 1
        room = people[there]
        if room < most and draw() < ALONE:
            left = people[here]
            worse = short[left - 1] - short[left] + short[room + 1] - short[room]
            if gain < worse and draw() >= exp((gain - worse) / heat):
                continue
            _move(state, who, here, there)
            people[here], people[there] = left - 1, room + 1
            broken += worse
        elif room:
            other = members[there][int(draw() * room)]
            for third in near_of[other]:
                if group[third] == there:
                    gain -= 1
                elif group[third] == here:
                    gain += 1
            gain -= 2 * (other in near)  # a tie of the two was counted as won, twice
            if gain < 0 and draw() >= exp(gain / heat):
                continue
            _swap(state, who, other)
        else:
            continue
        kept += gain
        if kept > top and not broken:
            top = kept
            state.best.note(kept, len(group), group)
    state.kept, state.broken = kept, broken


def _move(state: State, who: int, here: int, there: int) -> None:
    members, place = state.members, state.place
    last = members[here].pop()
    if last != who:
        members[here][place[who]], place[last] = last, place[who]
    place[who] = len(members[there])
    members[there].append(who)
    state.group[who] = there


def _swap(state: State, one: int, other: int) -> None:
    members, place, group = state.members, state.place, state.group
    members[group[one]][place[one]] = other
    members[group[other]][place[other]] = one
    group[one], group[other] = group[other], group[one]
    place[one], place[other] = place[other], place[one]
