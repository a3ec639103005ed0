"""The attacker of `oracle.py`, in small, and why no larger one learns more."""

from dataclasses import replace
from random import Random

import pytest

from metrics.groups.parts import parts_of, share_of_pairs
from metrics.groups.planner import searched
from metrics.groups.rules import pair
from tests.properties.oracle import CHOICES, played, service


each_choice = pytest.mark.parametrize(
    "choice", CHOICES, ids=[each.__name__ for each in CHOICES]
)


@each_choice
def test_a_separated_pair_is_never_together_whatever_is_asked(choice):
    seen = played(choice, pairs=6, runs=3, people=20)
    assert [each.shared for each in seen if each.separated] == [0, 0, 0]


@each_choice
def test_of_a_pair_in_different_parts_nothing_can_be_told(choice):
    """Whatever is asked, the plan is the same with a separation and without one."""
    for number in range(12):
        rng, asked = Random(number), service(30, number)
        two = pair(*rng.sample(sorted(asked.by_id), 2))
        if asked.part_of[two[0]] == asked.part_of[two[1]]:
            continue
        chosen = choice(asked, two, rng)
        moves = 60 * len(chosen.candidates)
        made = searched(chosen, number, moves)
        assert searched(chosen, number, moves, held=[two]) == made


def test_a_wish_does_not_bring_others_across_parts():
    """A and C "together", of two parts: nobody of either part may join them."""
    asked = service(30, 1)
    (one, *_), (other, *_) = (sorted(each) for each in asked.parts[:2])
    wish = (frozenset({one, other}),)
    rules = replace(asked.rules, together=wish, no_lone_member=False)
    made = searched(replace(asked, rules=rules), 0, 3_000)
    assert made.group_of(one) is made.group_of(other) is None


def test_of_forty_people_and_more_six_guesses_in_ten_are_right():
    for people in (42, 80, 200):
        found = parts_of(replace(service(people, 5), parts=()))
        assert 0.5 + share_of_pairs(found) / 2 <= 0.61
