"""The planner against a list of every plan there is, on networks small enough for one.

The list is judged by `check.py`, which shares no code with the search, the bound or the
model of rules. Nothing here asserts a time.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from metrics.groups.bound import bound
from metrics.groups.check import broken_rules
from metrics.groups.draw import least_kept
from metrics.groups.feasibility import clashes
from metrics.groups.plan import Plan
from metrics.groups.planner import built, plan, searched
from metrics.groups.request import Request
from metrics.groups.rules import Candidate, Couple, Locked, Rules, Sizes, Tie
from metrics.groups.separations import honoured, keeps_apart
from tests.unit.groups.drawn_groups import request, ruled, sets


MOVES = 6_000
NAMES = "ABCDEFGHIJKLMNOPQRST"
SLOTS = ("mon", "tue")
VENUES = ("one", "two")
# The same few requests each time: drawing one takes longer than planning it.
slow = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
larger = settings(slow, max_examples=5)


def some(names: tuple[str, ...]) -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(names))


def wishes(
    people: list[str], size: int
) -> st.SearchStrategy[tuple[frozenset[str], ...]]:
    one = st.frozensets(st.sampled_from(people), min_size=2, max_size=size)
    return st.lists(one, max_size=2).map(tuple)


def candidates(who: str) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        client_id=st.just(who),
        woman=st.sampled_from([True, False, None]),
        slots=some(SLOTS),
        venues=some(VENUES),
        goal=st.sampled_from(["stop", "cut_down", None]),
        days_waiting=st.integers(0, 90),
        hub_share=st.sampled_from([None, 0.2, 0.6]),
        reviewed=st.booleans(),
    )


def all_rules(
    people: list[str], sizes: st.SearchStrategy[Sizes]
) -> st.SearchStrategy[Rules]:
    locks = st.dictionaries(st.sampled_from(people), st.integers(0, 2), max_size=2)
    return st.builds(
        Rules,
        sizes=sizes,
        groups=st.none() | st.integers(1, 3),
        slots=st.sampled_from([(), ("mon",), SLOTS]),
        venues=st.sampled_from([(), (), ("one",), VENUES]),
        women_only=st.sampled_from([False, False, False, True]),
        no_lone_woman=st.booleans(),
        no_lone_member=st.booleans(),
        together=wishes(people, 3),
        apart=wishes(people, 2),
        couples_apart=st.booleans(),
        hub_share=st.sampled_from([None, 0.5]),
        earlier=st.sampled_from([(), (), (frozenset(people[:3]),)]),
        locked=locks.map(lambda at: tuple(Locked(*each) for each in at.items())),
    )


@st.composite
def requests(
    draw: st.DrawFn, least: int = 2, most: int = 6, sizes: tuple[int, int] = (2, 4)
) -> Request:
    people = list(NAMES[: draw(st.integers(least, most))])
    pairs = st.sampled_from(list(combinations(people, 2)))
    ties = draw(st.lists(pairs, unique=True, max_size=2 * len(people)))
    couples = draw(st.lists(st.tuples(pairs, st.booleans()), max_size=2))
    ends = st.tuples(st.integers(*sizes), st.integers(*sizes)).map(sorted)
    known = tuple(draw(candidates(who)) for who in people)
    return Request(
        known,
        tuple(Tie(*each) for each in ties),
        draw(all_rules(people, ends.map(lambda both: Sizes(*both)))),
        tuple(Couple(*each, both) for each, both in couples),
    )


@st.composite
def separated(draw: st.DrawFn, asked: Request) -> tuple[tuple[str, str], ...]:
    people = sorted(asked.by_id)
    pairs = st.sampled_from(list(combinations(people, 2)))
    return tuple(draw(st.lists(pairs, max_size=3)))


def every_plan(asked: Request) -> Iterator[Plan]:
    """Every way to share people out, some in no group, that keeps every rule."""
    for groups in shared_out(sorted(asked.by_id)):
        made = built(asked, [sorted(group) for group in groups])
        if groups and not broken_rules(asked, made):
            yield made


def shared_out(people: list[str]) -> Iterator[list[list[str]]]:
    if not people:
        yield []
        return
    first, *rest = people
    for groups in shared_out(rest):
        yield groups
        yield [[first], *groups]
        for at, group in enumerate(groups):
            yield [*groups[:at], [first, *group], *groups[at + 1 :]]


def best_of(asked: Request) -> int | None:
    return max((each.kept for each in every_plan(asked)), default=None)


@slow
@given(requests(), st.integers(0, 3))
def test_the_search_finds_what_the_list_of_all_plans_holds(asked: Request, seed: int):
    best = best_of(asked)
    found = searched(replace(asked, bare=True), seed, MOVES)
    if best is None:
        assert found.groups == ()
    else:
        assert broken_rules(asked, found) == ()
        assert found.kept == best


def test_a_locked_unit_too_large_for_any_group_has_no_plan():
    asked = ruled(
        request("ABC", "AB"),
        sizes=Sizes(2, 2),
        together=sets("AB"),
        locked=(Locked("A", 0), Locked("C", 0)),
    )
    assert searched(replace(asked, bare=True), 0, MOVES).groups == ()


@slow
@given(requests())
def test_the_bound_is_proved_and_is_the_best_there_is(asked: Request):
    best = best_of(asked)
    proved = bound(asked, 5.0)
    assert proved.most >= (best or 0)
    if proved.proven and best is not None:
        assert proved.most == best


@slow
@given(requests())
def test_rules_clash_where_no_plan_exists_and_only_there(asked: Request):
    wished = {who for wish in asked.rules.together for who in wish}
    possible = any(
        wished.isdisjoint(each.client_id for each in made.unplaced)
        for made in every_plan(asked)
    )
    assert (clashes(asked) == ()) == possible


@larger
@given(st.data(), st.integers(0, 3))
def test_no_plan_breaks_a_rule_or_brings_a_separated_pair_together(
    data: st.DataObject, seed: int
):
    asked = data.draw(requests(12, 20, (3, 7)))
    apart = data.draw(separated(asked))
    assume(len(asked.remaining) >= 12)
    made = plan(asked, seed=seed, moves=MOVES, separations=apart)
    assert not made.groups or broken_rules(asked, made) == ()
    assert keeps_apart(made, honoured(asked, apart))
    listed = [who for group in made.groups for who in group.members]
    listed += [each.client_id for each in made.unplaced]
    assert sorted(listed) == sorted(asked.by_id)


@larger
@given(st.data(), st.integers(0, 99))
def test_the_same_request_seed_and_moves_give_the_same_plan(
    data: st.DataObject, seed: int
):
    asked = data.draw(requests(12, 20, (3, 7)))
    assume(len(asked.remaining) >= 12)
    made = plan(asked, seed=seed, moves=MOVES)
    shuffled = replace(asked, candidates=asked.candidates[::-1], ties=asked.ties[::-1])
    assert plan(shuffled, seed=seed, moves=made.moves) == made


@larger
@given(requests(12, 16, (3, 7)), st.integers(0, 9))
def test_what_is_offered_keeps_nine_tenths_of_the_best_found(asked: Request, seed: int):
    best = searched(replace(asked, bare=True), seed, MOVES)
    made = searched(asked, seed, MOVES)
    assert made.kept >= least_kept(best.kept)
    assert made.placed >= best.placed
    assert made.kept <= best.kept or made.groups
