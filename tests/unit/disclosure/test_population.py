from dataclasses import replace
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from metrics.disclosure.attack import Found, Sought, attack
from metrics.disclosure.cube import Cube
from metrics.disclosure.groups import Known
from metrics.disclosure.policy import POLICY
from metrics.disclosure.population import Model, linked, model
from metrics.disclosure.protect import (
    ALL,
    Cell,
    Counted,
    Protected,
    Status,
    allowed,
    protect,
)
from tests.unit.disclosure.drawing import cube, people, table


LOOSE = replace(POLICY, most_low=1)
YEAR, QUARTERS = "2025-26", tuple(f"2025-26-Q{number}" for number in (1, 2, 3, 4))
ROWS = (
    people("A", 60),
    people("A", 9, use_on_top="outside", ort_medicine="not_known"),
    people("B", 70, sex="female", use_on_top="reported"),
    people("B", 3, injecting="reported"),
)


def published(*cubes: Cube) -> tuple[Protected, ...]:
    return tuple(protect(t) for each in cubes for t in each.tables(POLICY))


def by_sex(women: int | None, men: int | None, period: str, total: int) -> Protected:
    counts = {(ALL,): total, ("female",): women, ("male",): men, ("not_known",): None}
    return table(counts, ("sex",), period, "in_treatment_by_sex")


def in_all(number: int, period: str) -> Protected:
    return table({(ALL,): number, ("A",): number}, ("service",), period, "in_treatment")


def ends(against: Model, name: str, period: str, category: str) -> tuple[int, int]:
    known = (name, period, (category,))
    (one,) = attack(against, [Sought(known, None)])
    assert isinstance(one, Found)
    return round(one.least), round(one.most)


def test_the_people_as_they_are_agree_with_what_is_published():
    drawn = cube(*ROWS)
    against = model(published(drawn))
    there = against.population([drawn])
    sums = against.matrix @ there
    for block in against.blocks:
        assert there[block.at].sum() == 142
    assert ((sums >= against.least) & (sums <= against.most)).all()


def test_combinations_that_nobody_can_have_are_left_out():
    against = model(published(cube(*ROWS)))
    (block,) = (
        b for b in against.blocks if {"ort_medicine", "use_on_top"} <= {*b.names}
    )
    methadone, outside = frozenset(["methadone"]), frozenset(["outside"])
    some = block.inside({"ort_medicine": methadone})
    none = block.inside({"ort_medicine": methadone, "use_on_top": outside})
    assert 0 < len(none) < len(some)
    assert set(np.flatnonzero(against.most_people == 0)) >= set(none)
    assert against.most_people[some].max() > 0


def test_a_person_on_no_ort_counts_in_no_cell_of_use_on_top():
    drawn = cube(*ROWS)
    against = model(published(drawn))
    everybody = against.place["use_on_top", drawn.period, (ALL, ALL)]
    assert (against.matrix @ against.population([drawn]))[everybody] == 133


def test_a_year_goes_with_its_quarters_and_other_quarters_stand_alone():
    cubes = [cube(*ROWS, period=p) for p in (YEAR, QUARTERS[3], "2026-27-Q1")]
    sets = [{t.period for t in each} for each in linked(published(*cubes))]
    assert sets == [{YEAR, QUARTERS[3]}, {"2026-27-Q1"}]


def test_a_year_has_at_least_the_people_of_each_quarter():
    """At most 44 women, 44 men and 7 others: 95 in the year, and so in the quarter."""
    against = model((by_sex(40, 40, YEAR, 100), in_all(100, QUARTERS[0])))
    assert ends(against, "in_treatment", QUARTERS[0], ALL) == (95, 95)
    loose = model((in_all(100, QUARTERS[0]),))
    assert ends(loose, "in_treatment", QUARTERS[0], ALL) == (95, 104)


def test_with_all_four_quarters_a_year_has_at_most_their_sum():
    few = [in_all(10, quarter) for quarter in QUARTERS]
    against = model((by_sex(20, 30, YEAR, 50), *few))
    assert ends(against, "in_treatment_by_sex", YEAR, ALL) == (45, 54)
    eight = [in_all(10, quarter) for quarter in QUARTERS[:3]]
    against = model((by_sex(20, 40, YEAR, 60), *eight, in_all(20, QUARTERS[3])))
    assert ends(against, "in_treatment_by_sex", YEAR, ALL) == (55, 64)
    assert ends(against, "in_treatment", QUARTERS[3], ALL) == (15, 24)
    many = model((by_sex(30, 40, YEAR, 70), *eight, in_all(20, QUARTERS[3])))
    assert ends(many, "in_treatment", QUARTERS[3], ALL) == (23, 24)


def test_the_people_of_a_year_and_its_quarter_agree_too():
    cubes = [cube(*ROWS, period=period) for period in (YEAR, QUARTERS[3])]
    against = model(published(*cubes))
    sums = against.matrix @ against.population(cubes)
    assert ((sums >= against.least - 1e-9) & (sums <= against.most)).all()


@pytest.mark.parametrize("seed", range(3))
def test_describing_what_lasts_apart_loses_nothing(seed: int):
    """A quarter with sex in its own table has one description, and the same limits."""
    random = np.random.default_rng(seed)
    women, men = (int(each) for each in random.integers(30, 60, 2) // 10 * 10)
    year = by_sex(women + 10, men + 10, YEAR, women + men + 20)
    quarter = in_all(women + men, QUARTERS[0])
    apart = model((year, quarter))
    counts = {
        (service, sex): None
        for service in (ALL, "A")
        for sex in (ALL, "female", "male", "not_known")
    }
    nothing = table(counts, ("service", "sex"), QUARTERS[0], "silent").withheld()
    together = model((year, quarter, nothing))
    for name, period in (("in_treatment_by_sex", YEAR), ("in_treatment", QUARTERS[0])):
        assert ends(apart, name, period, ALL) == ends(together, name, period, ALL)


def known(one: Protected, *place: str) -> Known:
    return one.table, one.period, place


def random_tables(seed: int) -> tuple[Protected, ...]:
    """Tables of two of four variables over forty people, with their totals."""
    random = Random(seed)
    names = ("service", "sex", "injecting", "naloxone_kit")
    drawn = [tuple(random.choice("AAAABBC") for _ in names) for _ in range(40)]
    tables = []
    for pair in combinations(range(4), 2):
        counts = {
            place: sum(all(p in (ALL, who[at]) for p, at in zip(place, pair, strict=True))
                       for who in drawn)
            for place in product((ALL, *"ABC"), repeat=2)
        }  # fmt: skip
        two = tuple(names[at] for at in pair)
        tables.append(protect(Counted(f"{pair}", QUARTERS[0], two, counts), LOOSE))
    return tuple(random.sample(tables, 3))


@pytest.mark.parametrize("seed", range(4))
def test_sets_of_variables_give_the_limits_of_all_of_them_at_once(seed: int):
    """Against a model of every combination of everything, built here by hand."""
    tables = random_tables(seed)
    against = model(tables)
    names = sorted({name for table in tables for name in table.variables})
    columns = list(product("ABC", repeat=len(names)))
    rows, least, most = [], [], []
    for drawn in tables:
        for cell in drawn.cells:
            wanted = dict(zip(drawn.variables, cell.place, strict=True))
            rows.append([all(wanted.get(n, ALL) in (ALL, c) for n, c in
                             zip(names, column, strict=True)) for column in columns])  # fmt: skip
            numbers = allowed(cell)
            least.append(numbers[0] if numbers else 0)
            most.append(numbers[-1] if numbers else np.inf)
    whole = np.array(rows, float)
    asked = [known(t, *c.place) for t in tables for c in t.cells if ALL not in c.place]
    for each, found in zip(
        asked, attack(against, [Sought(each, None) for each in asked]), strict=True
    ):
        takes = whole[against.place[each]]
        by_hand = [
            sign
            * milp(sign * takes, constraints=LinearConstraint(whole, least, most)).fun
            for sign in (1, -1)
        ]
        assert [found.least, found.most] == pytest.approx(by_hand, abs=1e-6)


@pytest.mark.parametrize("numbers", [(10, 10, 20, 30, 60), (40, 40, 10, None, 50)])
def test_ties_are_those_of_every_pattern_of_presence(numbers: tuple):
    """A person may count in any of the fifteen patterns of four quarters; the limits of
    the year and of each quarter are the same as over those patterns.
    """
    *quarters, year = numbers
    tables = (
        table({(ALL,): year}, ("sex",), YEAR, "in_treatment_by_sex"),
        *(
            table({(ALL,): number}, ("service",), quarter, "in_treatment")
            for number, quarter in zip(quarters, QUARTERS, strict=True)
        ),
    )
    categories = {"sex": ("female",), "service": ("A",)}
    tables = tuple(
        replace(
            t,
            cells=(
                *t.cells,
                Cell((categories[t.variables[0]][0],), Status.WITHHELD, None),
            ),
        )
        for t in tables
    )
    patterns = [p for p in product((0, 1), repeat=4) if any(p)]
    rows = np.array([[1] * len(patterns), *zip(*patterns, strict=True)], float)
    ranges = [allowed(t.cells[0]) for t in tables]
    limits = LinearConstraint(
        rows, [r[0] for r in ranges if r], [r[-1] for r in ranges if r]
    )
    against = model(tables)
    for row, each in zip(rows, tables, strict=True):
        by_hand = [sign * milp(sign * row, constraints=limits).fun for sign in (1, -1)]
        (found,) = attack(against, [Sought(known(each, ALL), None)])
        assert [found.least, found.most] == pytest.approx(by_hand, abs=1e-6)
