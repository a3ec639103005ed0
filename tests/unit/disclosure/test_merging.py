"""Categories that are given as one where a finer table would tell people apart."""

from dataclasses import replace
from functools import partial

import pytest

from metrics.disclosure.attack import attack, sought
from metrics.disclosure.audit import Audited, Mended, audited
from metrics.disclosure.cube import true_numbers
from metrics.disclosure.merging import as_published, merged, offered, rungs
from metrics.disclosure.policy import POLICY
from metrics.disclosure.population import model
from metrics.disclosure.protect import ALL, Cell, Counted, Protected, allowed, protect
from metrics.disclosure.published import variable_words
from metrics.indicators.measures import BREAKDOWNS, NOT_KNOWN, Breakdown
from tests.unit.disclosure.drawing import cube, people


YEAR = "2026-27"
NAMED = ("network_planning_by_age", YEAR)
BY_AGE = replace(
    POLICY, lattice=tuple(e for e in POLICY.lattice if e.id in (NAMED[0],)), means=()
)
OLDER, YOUNGER = BREAKDOWNS["age_band"].ladder


def by_age(under_35: int, from_35: int, from_45: int, from_55: int) -> list[dict]:
    """So many of each age who agreed, beside many who did not and of whom it is not
    known.
    """
    numbers = (under_35, from_35, from_45, from_55)
    agreed = dict(zip(BREAKDOWNS["age_band"].labels or {}, numbers, strict=True))
    return [
        people("A", number, age_band=age, network_planning=answer)
        for age, here in agreed.items()
        for answer, number in (("agreed", here), ("not_agreed", 84), (NOT_KNOWN, 34))
    ]


def counted(rows: list[dict]) -> Counted:
    (table,) = cube(*rows, period=YEAR).tables(BY_AGE)
    return table


def audit(rows: list[dict], **more: dict) -> Audited:
    return audited([cube(*rows, period=YEAR)], BY_AGE, **more)


def only(result: Audited) -> Protected:
    (table,) = result.tables
    return table


def test_a_merged_table_counts_the_same_people_as_counting_them_by_hand():
    rows = by_age(24, 14, 6, 7)
    table = merged(merged(counted(rows), OLDER), YOUNGER)
    ages = {"45_plus": OLDER.of, "under_45": YOUNGER.of, NOT_KNOWN: (NOT_KNOWN,)}
    for (age, answer), number in table.counts.items():
        within = [a for of in ages.values() for a in of] if age == ALL else ages[age]
        there = [
            row["people"]
            for row in rows
            if row["age_band"] in within and answer in (ALL, row["network_planning"])
        ]
        assert number == sum(there)
    assert {place[0] for place in table.counts} == {ALL, *ages}
    assert rungs(table) == ()


def test_of_what_leaks_neighbouring_ages_are_merged_before_anything_is_withheld():
    """Of 51 in all 24 + 14 + 6 + 7: at least 45, so that the two low ones are found."""
    result = audit(by_age(24, 14, 6, 7))
    assert result.leaks
    assert result.mended == (Mended(NAMED, None, OLDER),)
    assert result.passes
    table = only(result)
    assert table.at("45_plus", "agreed").count == 10
    assert table.at("under_35", "agreed").count == 20
    assert not any("55_plus" in cell.place for cell in table.cells)
    assert all(cell.count or cell.status == "low" for cell in table.cells)


def test_what_was_merged_is_attacked_again_and_withstands():
    rows = by_age(24, 14, 6, 7)
    (table,) = audit(rows).tables
    against = model([table], partial(allowed, policy=POLICY))
    true = true_numbers([counted(rows), as_published(counted(rows), table)])
    for found in attack(against, sought(against, true, BY_AGE)):
        assert found.width >= POLICY.least_width


def test_the_same_ages_unmerged_are_a_weak_design_that_the_attacker_breaks():
    table = counted(by_age(24, 14, 6, 7))
    against = model([protect(table)], partial(allowed, policy=POLICY))
    asked = sought(against, true_numbers([table]), BY_AGE)
    assert min(each.width for each in attack(against, asked)) < POLICY.least_width


def test_merged_in_one_table_and_told_apart_in_another_is_one_population():
    """A merged cell less a finer one of another table gives the other finer one."""
    fine = counted(by_age(24, 14, 60, 7))
    coarse = merged(fine, OLDER)
    exact = {**fine.counts, **coarse.counts}
    low = ("55_plus", "agreed")
    tables = [protect(fine), replace(protect(coarse), table="in_treatment_by_age")]

    def told(cell: Cell) -> range | None:
        number = exact[cell.place]
        return None if cell.place == low else range(number, number + 1)

    against = model(tables, told)
    asked = sought(against, dict.fromkeys(against.known, 1))
    cells = [e for e in asked if e.part is None and e.group == (*NAMED, low)]
    assert [(e.least, e.most) for e in attack(against, cells)] == [(7, 7)]


def test_where_merging_is_not_enough_the_row_goes():
    rows = [*by_age(7, 7, 7, 7)]
    rows += [
        people("A", number, age_band=NOT_KNOWN, network_planning=answer)
        for answer, number in (("agreed", 7), ("not_agreed", 84), (NOT_KNOWN, 34))
    ]
    result = audit(rows)
    assert result.passes
    assert {each.merged for each in result.mended[:2]} == {OLDER, YOUNGER}
    assert [each.place for each in result.mended[2:]] == [NOT_KNOWN]


def test_a_table_of_mostly_low_cells_is_rolled_up_until_it_says_something():
    """Of five ages three are low; of four, with the older ones as one, one is."""
    numbers = {"under_35": 40, "35_44": 40, "45_54": 6, "55_plus": 5}
    drawn = next(e for e in POLICY.lattice if e.id == "in_treatment_by_age")
    of_ages = cube(*(people("A", n, age_band=a) for a, n in numbers.items()))
    table = of_ages.counted(drawn)
    assert not protect(table).is_offered
    coarser, made = offered(table, POLICY)
    assert (coarser.counts[("45_plus",)], made.at("45_plus").count) == (11, 10)
    never = replace(POLICY, most_low=0)
    assert offered(table, never) == (table, protect(table, never))


def test_what_was_published_merged_stays_so():
    rows = by_age(24, 14, 6, 7)
    before = only(audit(rows))
    again = audit(rows, kept={NAMED: before})
    assert only(again) == before
    assert again.passes
    assert again.mended == ()


def test_a_table_of_groups_is_never_merged():
    """Whether a figure shows a group is asked of the figures as they are counted."""
    drawn = next(e for e in POLICY.lattice if e.id == "group_offered_by_age")
    (table,) = cube(*by_age(8, 8, 8, 8), period=YEAR).tables(
        replace(POLICY, lattice=(drawn,))
    )
    assert rungs(table) == ()


@pytest.mark.parametrize("breakdown", BREAKDOWNS.values(), ids=lambda each: each.id)
def test_a_ladder_is_of_neighbours_and_has_words_of_its_own(breakdown: Breakdown):
    ids = list(breakdown.labels or {})
    words = variable_words(breakdown.id)
    for rung in breakdown.ladder:
        first = ids.index(rung.of[0])
        assert tuple(ids[first : first + len(rung.of)]) == rung.of
        assert rung.id not in ids
        assert words.labels[rung.id] == rung.label
    assert words.merged == tuple(rung.id for rung in breakdown.ladder)
    merged_ones = [one for rung in breakdown.ladder for one in rung.of]
    assert len(merged_ones) == len(set(merged_ones))
