"""The attacker of `oracle.py`, in small: the command plays it out in full."""

from tests.properties.oracle import as_few_as_may_be, best_guess, everybody, played


def test_a_separated_pair_is_never_together_whatever_is_asked():
    for choice in (everybody, as_few_as_may_be):
        seen = played(choice, pairs=6, runs=3, people=20)
        assert [each.shared for each in seen if each.separated] == [0, 0, 0]


def test_two_people_apart_are_ordinary_where_everybody_is_planned():
    seen = list(played(everybody, pairs=12, runs=2, people=30))
    apart = [each for each in seen if not each.separated and not each.shared]
    assert len(apart) >= 3, "Most pairs meet: who never does is told by that."
    assert best_guess(seen) < 0.8
