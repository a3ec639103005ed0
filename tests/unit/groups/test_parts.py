"""The parts in which people are planned: everybody once, and what is said of them."""

from dataclasses import replace

import pytest

from metrics.groups import Locked, Sizes, parts_of
from metrics.groups.feasibility import clashes
from metrics.groups.parts import keeps_parts, most_in_a_part
from metrics.groups.planner import searched
from metrics.groups.request import Request
from tests.properties.oracle import service
from tests.unit.groups.drawn_groups import plan_of, request, ruled, sets


IN_TWO = replace(request("ABCDEF", "AB BC DE EF"), parts=sets("ABC DEF"))


@pytest.mark.parametrize("people", [4, 12, 26, 60])
def test_everybody_is_in_one_part_of_which_none_is_too_large(people: int):
    asked = replace(service(people, 3), parts=())
    found = parts_of(asked)
    assert sorted(who for part in found for who in part) == sorted(asked.by_id)
    assert max(map(len, found)) <= most_in_a_part(len(asked.by_id))


def test_parts_do_not_depend_on_the_rules_or_the_order():
    asked = service(30, 2)
    other = ruled(asked, sizes=Sizes(3, 4), women_only=True, groups=1)
    assert parts_of(replace(other, candidates=asked.candidates[::-1])) == asked.parts


def found(asked: Request, *ways: tuple[str, ...]) -> int:
    """Ties and places of plans under the usual rules, at any time and at times."""
    moves = 400 * len(asked.candidates)
    plans = [searched(ruled(asked, slots=slots), 0, moves) for slots in ways]
    return sum(each.kept + each.placed for each in plans)


def test_parts_cost_few_ties_and_places():
    parted = service(36, 1)
    whole = replace(parted, parts=())
    assert found(parted, ()) >= 0.95 * found(whole, ())


def test_where_times_do_not_follow_ties_parts_serve_both():
    known, slots = service(36, 1).candidates, ("mon", "tue")
    times = (frozenset({"mon"}), frozenset({"tue"}), frozenset(slots))
    timed = tuple(replace(who, slots=times[at % 3]) for at, who in enumerate(known))
    whole = replace(service(36, 1), candidates=timed, parts=())
    parted = replace(whole, parts=parts_of(whole))
    assert found(parted, (), slots) >= 0.75 * found(whole, (), slots)


def test_a_group_across_parts_does_not_keep_them():
    assert keeps_parts(plan_of(IN_TWO, "ABC DE"), IN_TWO)
    assert not keeps_parts(plan_of(IN_TWO, "AD"), IN_TWO)


def test_together_across_parts_is_said_before_anything_is_looked_for():
    (clash,) = clashes(ruled(IN_TWO, sizes=Sizes(3, 3), together=sets("AD")))
    assert clash.rules == ("together",)
    assert clash.words.startswith("A and D are planned in different parts.")


def test_so_are_locks_across_parts():
    locked = (Locked("A", 0), Locked("D", 0))
    (clash,) = clashes(ruled(IN_TWO, sizes=Sizes(3, 3), locked=locked))
    assert clash.rules == ("locked",)


def test_a_wish_as_large_as_a_group_may_reach_across_parts():
    assert clashes(ruled(IN_TWO, sizes=Sizes(2, 3), together=sets("AD"))) == ()


def test_no_part_large_enough_is_said():
    (clash,) = clashes(ruled(IN_TWO, sizes=Sizes(4, 6)))
    assert "in none of them can more than three people come together" in clash.words
