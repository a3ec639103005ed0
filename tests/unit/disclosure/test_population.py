import numpy as np
import pytest

from metrics.disclosure.attack import Found, Sought, attack
from metrics.disclosure.cube import Cube
from metrics.disclosure.policy import POLICY
from metrics.disclosure.population import Model, linked, model
from metrics.disclosure.protect import ALL, Protected, protect
from tests.unit.disclosure.drawing import cube, people, table


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
    takes = against.matrix[against.place[known]]
    (one,) = attack(against, [Sought(known, None, takes, False)])
    assert isinstance(one, Found)
    return round(one.least), round(one.most)


def test_the_people_as_they_are_agree_with_what_is_published():
    drawn = cube(*ROWS)
    against = model(published(drawn))
    there = against.population([drawn])
    sums = against.matrix @ there
    assert there.sum() == 142
    assert ((sums >= against.least) & (sums <= against.most)).all()


def test_combinations_that_nobody_can_have_are_left_out():
    columns = model(published(cube(*ROWS))).column
    on_methadone = [
        dict(who) for _, who in columns if ("ort_medicine", "methadone") in who
    ]
    assert on_methadone
    assert "outside" not in {who["use_on_top"] for who in on_methadone}


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
