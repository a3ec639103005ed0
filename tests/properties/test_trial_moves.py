"""What whoever plans can see of a separation by trying: nothing.

A manager may move, lock and remove as often as they like, change rules, look at what
clashes and at the bound. Each is a function of a request, which holds no separation; this
compares all that they can observe, move by move, with a separation and without one.
"""

from collections.abc import Iterator
from random import Random

import pytest

from metrics.groups import Request, Rules, Sizes, by_hand
from metrics.groups.attendance import if_two_leave
from metrics.groups.bound import bound
from metrics.groups.feasibility import clashes
from metrics.groups.placing import placings
from metrics.groups.plan import kept_words
from metrics.groups.planner import plan
from metrics.groups.rules import Candidate, Pair, Tie, pair


PEOPLE = [f"P{number:02}" for number in range(16)]
MOVES = 1_000


def service() -> Request:
    rng = Random(7)
    ties = {
        pair(*rng.sample(PEOPLE[at : at + 8], 2)) for at in (0, 8) for _ in range(14)
    }
    return Request(
        tuple(Candidate(who, woman=at % 3 == 0) for at, who in enumerate(PEOPLE)),
        tuple(Tie(*each) for each in sorted(ties)),
        Rules(sizes=Sizes(3, 8)),
    )


def observed(draft: by_hand.Draft) -> tuple[object, ...]:
    """Everything that a page of planning draws of a draft."""
    made = draft.plan
    return (
        made,
        draft.broken,
        draft.change,
        kept_words(made),
        placings(made, draft.request),
        tuple(if_two_leave(group, draft.request) for group in made.groups),
    )


def trial(draft: by_hand.Draft, rng: Random, apart: Pair) -> by_hand.Draft:
    """One move; every third brings the pair together, as somebody who asks would."""
    who = rng.choice(apart) if rng.random() < 0.3 else rng.choice(PEOPLE)
    match rng.randrange(4):
        case 0 | 1:
            other = draft.plan.group_of(apart[1]) or 0
            spread = rng.randrange(len(draft.plan.groups) + 1)
            return by_hand.move(draft, who, other if who == apart[0] else spread)
        case 2:
            return by_hand.remove(draft, who)
    if draft.plan.group_of(who) is None:
        return by_hand.undo(draft)
    return by_hand.lock(draft, who)


def journey(start: by_hand.Draft, apart: Pair) -> Iterator[tuple[object, ...]]:
    rng, draft = Random(3), start
    for _ in range(MOVES):
        draft = trial(draft, rng, apart)
        yield observed(draft)


def test_a_thousand_trial_moves_look_the_same_with_and_without_a_separation():
    asked, apart = service(), ("P00", "P01")
    kept_apart = plan(asked, seed=1, moves=20_000, separations=[apart])
    assert not any(set(apart) <= set(group.members) for group in kept_apart.groups)
    # The same draft in both worlds: what follows may not depend on the world.
    with_one = journey(by_hand.Draft(asked, kept_apart), apart)
    without = journey(by_hand.Draft(service(), kept_apart), apart)
    for number, (one, other) in enumerate(zip(with_one, without, strict=True)):
        assert one == other, number


@pytest.mark.parametrize(
    "ask", [clashes, lambda asked: bound(asked, 5.0)], ids=["clash", "bound"]
)
def test_neither_the_clash_nor_the_bound_can_be_told_of_one(ask):
    with pytest.raises(TypeError):
        ask(service(), separations=[("P00", "P01")])
