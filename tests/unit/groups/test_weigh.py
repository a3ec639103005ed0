"""A move weighed against the same move made: what the search is told is what happens."""

from random import Random

import pytest

from metrics.groups._instance import instance
from metrics.groups._state import State
from metrics.groups._weigh import Change, make, weighed
from metrics.groups.anneal import fresh, proposal
from metrics.groups.draw import placed_as
from metrics.groups.request import Request
from metrics.groups.rules import Candidate, Couple, Locked, Rules, Sizes, Tie, pair


NAMES = "ABCDEFGHIJKLMNOP"
SLOTS = ("mon", "tue", "wed")


def any_service(rng: Random) -> Request:
    """Sixteen people under most of the rules; who moves as one, too."""
    known = tuple(
        Candidate(who, woman=rng.random() < 0.4, slots=frozenset(rng.sample(SLOTS, 2)))
        for who in NAMES
    )
    ties = {pair(*rng.sample(NAMES, 2)) for _ in range(24)}
    couples = (Couple("A", "B", True), Couple("C", "D", True), Couple("E", "F"))
    rules = Rules(
        sizes=Sizes(3, 5),
        slots=SLOTS,
        together=(frozenset(rng.sample(NAMES[6:], 2)),),
        apart=(frozenset(rng.sample(NAMES[6:], 2)),),
        locked=(Locked("P", 0),) * rng.randint(0, 1),
        everyone=rng.random() < 0.3,
    )
    return Request(known, tuple(Tie(*each) for each in sorted(ties)), rules, couples)


def numbers(state: State) -> tuple[int, int, int]:
    return state.kept, state.placed, state.broken


@pytest.mark.parametrize("seed", range(6))
def test_what_is_weighed_is_what_happens(seed: int):
    rng = Random(seed)
    given = instance(any_service(rng))
    state, made = fresh(given, rng), 0
    for _ in range(400):
        move = proposal(state, rng)
        if move is None:
            continue
        before, told = numbers(state), weighed(state, move)
        make(state, move)
        made += 1
        after = numbers(state)
        assert told == Change(*(b - a for a, b in zip(before, after, strict=True)))
        again = placed_as(given, state.group)
        assert after == numbers(again)
        assert (state.strain, state.meetings) == (again.strain, again.meetings)
        if rng.random() < 0.5:
            make(state, move.back)
            assert numbers(state) == before
    assert made > 50


@pytest.mark.parametrize("seed", range(6))
def test_a_move_that_is_proposed_breaks_nothing_that_never_may_be(seed: int):
    """Room, a meeting for all, and nobody with whom they are kept apart."""
    rng = Random(f"never {seed}")
    given = instance(any_service(rng))
    state = fresh(given, rng)
    for _ in range(400):
        if move := proposal(state, rng):
            make(state, move)
        for group, members in enumerate(state.members):
            assert state.people[group] <= given.most
            assert state.meetings[group] != 0
            barred = {other for unit in members for other in given.barred[unit]}
            assert barred.isdisjoint(members)
