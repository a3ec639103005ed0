"""Suppression cannot be undone: of every count, and of random populations."""

from dataclasses import replace
from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.disclosure.attack import Sought, attack
from metrics.disclosure.audit import audited
from metrics.disclosure.cube import PEOPLE, Cube
from metrics.disclosure.policy import POLICY
from metrics.disclosure.population import linked, model
from metrics.disclosure.protect import (
    ALL,
    Cell,
    Counted,
    Protected,
    Status,
    allowed,
    protect,
    shown,
)
from tests.unit.disclosure.drawing import people


COUNTS = st.integers(0, 400)
SERVICES = ("East", "North", "West")
ANSWERS = {
    "ort_medicine": ("methadone", "buprenorphine", "another_or_none", "not_known"),
    "use_on_top": ("reported", "not_reported", "not_known", "outside"),
    "naloxone_kit": ("kit", "no_kit", "not_known"),
    "injecting": ("reported", "not_reported", "not_known"),
    "other_conditions": ("recorded", "none_recorded", "not_known"),
}
WITHOUT_ROLL_UP = replace(POLICY, most_low=1)
ON_ORT = {"methadone", "buprenorphine"}


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """Up to three services with a few kinds of people each, small ones among them, in a
    quarter or a year: by year they are counted by age, which may be merged.
    """
    services = SERVICES[: draw(st.integers(1, 3))]
    kinds = st.fixed_dictionaries(
        {
            "service": st.sampled_from(services),
            "sex": st.sampled_from(("female", "male")),
            "age_band": st.sampled_from(("under_35", "35_44", "45_54", "55_plus")),
        }
        | {name: st.sampled_from(answers) for name, answers in ANSWERS.items()}
        | {PEOPLE: st.sampled_from((1, 2, 5, 7, 8, 20, 33, 60, 110))}
    ).filter(_can_be)
    rows = [
        people(row.pop("service"), row.pop(PEOPLE), **row)
        for row in draw(st.lists(kinds, max_size=12))
    ]
    period = draw(st.sampled_from(("2026-27-Q1", "2026-27")))
    return Cube(period, services, tuple(rows))


def _can_be(kind: dict) -> bool:
    return not (kind["ort_medicine"] in ON_ORT and kind["use_on_top"] == "outside")


@st.composite
def counted(draw: st.DrawFn) -> Counted:
    """Any table of two variables, with totals that add up."""
    services = draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True))
    counts = {
        (service, answer): draw(st.one_of(st.integers(0, 30), COUNTS))
        for service in services
        for answer in ("reported", "not_reported", "not_known")
    }
    totals = {
        place: sum(n for at, n in counts.items() if _inside(at, place))
        for place in product((ALL, *services), (ALL, *ANSWERS["injecting"]))
    }
    return Counted("injecting", "2026-27-Q1", ("service", "injecting"), totals)


def _inside(at: tuple[str, ...], place: tuple[str, ...]) -> bool:
    return all(whole in (ALL, one) for one, whole in zip(at, place, strict=True))


@given(count=COUNTS)
def test_a_count_is_hidden_or_near_and_a_multiple_of_the_base(count: int):
    said = shown(count)
    if count <= POLICY.threshold:
        assert said is None
    else:
        assert said is not None
        assert said % POLICY.base == 0
        assert -POLICY.base // 2 <= count - said < POLICY.base - POLICY.base // 2
        assert said > 0


@given(count=st.integers(8, 4000))
def test_what_is_shown_is_shown_again_as_itself(count: int):
    said = shown(count)
    assert said is not None
    assert shown(said) == said


@given(count=COUNTS)
def test_the_true_number_is_among_those_allowed_and_all_of_them_look_alike(count: int):
    said = shown(count)
    cell = Cell(("A",), Status.LOW if said is None else Status.SHOWN, said)
    numbers = allowed(cell)
    assert numbers is not None
    assert count in numbers
    assert {shown(number) for number in numbers} == {said}
    assert shown(numbers[-1] + 1) != said
    assert said is None or shown(numbers[0] - 1) != said


@given(table=counted())
def test_hidden_is_never_nought_and_totals_are_their_own(table: Counted):
    protected = protect(table)
    for cell in protected.cells:
        assert (cell.count is None) == (cell.status is not Status.SHOWN)
        assert cell.count != 0
        if protected.is_offered:
            assert cell.count == shown(table.counts[cell.place])


@given(table=counted())
def test_a_table_is_offered_only_where_half_of_it_is_not_low(table: Counted):
    finest = [n for place, n in table.counts.items() if ALL not in place]
    low = sum(number <= POLICY.threshold for number in finest)
    assert protect(table).is_offered == (2 * low <= len(finest))


@given(inner=st.lists(st.integers(0, 12), min_size=4, max_size=4))
@settings(max_examples=15)
def test_the_attacker_finds_what_trying_every_population_finds(inner: list[int]):
    """Two services, two answers, all margins: the least and the most by enumeration."""
    places = list(product("AB", ("reported", "not_reported")))
    whole = list(product((ALL, "A", "B"), (ALL, "reported", "not_reported")))
    sums = {p: [float(_inside(at, p)) for at in places] for p in whole}
    true = {p: int(np.dot(takes, inner)) for p, takes in sums.items()}
    names = ("service", "injecting")
    table = protect(Counted("drawn", "2026-27-Q1", names, true), WITHOUT_ROLL_UP)
    tried = np.array(list(product(range(15), repeat=4)))
    for cell in table.cells:
        numbers = allowed(cell)
        assert numbers is not None
        counts = tried @ np.array(sums[cell.place])
        tried = tried[(counts >= numbers[0]) & (counts <= numbers[-1])]
    against = model([table])
    for place in places:
        known = ("drawn", "2026-27-Q1", place)
        takes = against.takes(known)
        (one,) = attack(against, [Sought(known, None)])
        assert takes.sum() == 1
        counts = tried @ np.array(sums[place])
        assert [one.least, one.most] == pytest.approx([counts.min(), counts.max()])


@given(cube=cubes())
@settings(max_examples=20)
def test_every_table_reconciles(cube: Cube):
    """Answers and not known are everybody counted; services are all services."""
    for table in cube.tables(POLICY):
        for place, number in table.counts.items():
            for at, category in enumerate(place):
                if category == ALL:
                    parts = (
                        n
                        for other, n in table.counts.items()
                        if other[:at] + other[at + 1 :] == place[:at] + place[at + 1 :]
                        and other[at] != ALL
                    )
                    assert number == sum(parts)


@given(cube=cubes())
@settings(max_examples=8)
def test_an_audited_release_leaves_doubt_about_every_small_number(cube: Cube):
    result = audited([cube])
    assert result.passes
    for together in linked(result.tables):
        against = model(together, partial(allowed, policy=POLICY))
        there = [d for d in result.doubts if d.sought.group in against.place]
        limits = attack(against, [each.sought for each in there])
        for one, limit in zip(there, limits, strict=True):
            assert one.most - one.least >= POLICY.least_width or one.true == 0
            assert limit.least - 1e-6 <= one.least
            assert one.most <= limit.most + 1e-6
            assert one.least == 0 or not one.sought.sensitive
            assert one.most > 0


@given(cube=cubes())
@settings(max_examples=20)
def test_the_people_as_they_are_agree_with_what_is_published(cube: Cube):
    tables: list[Protected] = [protect(table) for table in cube.tables(POLICY)]
    for together in linked(tables):
        against = model(together, partial(allowed, policy=POLICY))
        sums = against.matrix @ against.population([cube])
        assert ((sums >= against.least) & (sums <= against.most)).all()
