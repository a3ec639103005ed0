"""The attacker is attacked: on weak designs it has to succeed, or it proves nothing."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from scipy import sparse

from metrics.disclosure.attack import (
    Found,
    Sought,
    attack,
    guessed,
    narrowest,
    sought,
)
from metrics.disclosure.audit import audited
from metrics.disclosure.cube import true_numbers
from metrics.disclosure.groups import Known
from metrics.disclosure.policy import POLICY
from metrics.disclosure.population import NO_LIMIT, Allows, Model, linked, model
from metrics.disclosure.protect import (
    ALL,
    Cell,
    Place,
    Protected,
    Status,
    allowed,
    protect,
    shown,
)
from metrics.disclosure.witness import Doubt, doubts
from tests.unit.disclosure.drawing import QUARTER, cube, exactly, people, table


BY_SEX = ("service", "sex")


def found(published: Protected, place: Place, allows=allowed) -> Found:
    """What the attacker makes of one cell."""
    asked = Sought(("drawn", QUARTER, place), None)
    (one,) = attack(model([published], allows), [asked])
    return one


def ends(one: Found) -> tuple[int, int]:
    return round(one.least), round(one.most)


# Weak designs -------------------------------------------------------------------------


def test_total_less_the_men_gives_the_women():
    exact = table({(ALL,): 40, ("male",): 37, ("female",): None}, ("sex",))
    assert ends(found(exact, ("female",), exactly)) == (3, 3)


def test_a_hidden_cell_in_exact_margins_is_solved():
    """Primary suppression alone: each row and column with one hidden cell gives it."""
    counts = {
        (ALL, ALL): 100, ("A", ALL): 43, ("B", ALL): 57,
        (ALL, "male"): 67, (ALL, "female"): 33,
        ("A", "male"): 40, ("A", "female"): None,
        ("B", "male"): 27, ("B", "female"): 30,
    }  # fmt: skip
    assert ends(found(table(counts, BY_SEX), ("A", "female"), exactly)) == (3, 3)


def test_a_diagonal_of_hidden_cells_is_solved_where_a_corner_is_nought():
    """Secondary suppression by pattern: four hidden, and the nought gives all away."""
    counts = {
        (ALL, ALL): 106, ("A", ALL): 51, ("B", ALL): 55,
        (ALL, "male"): 53, (ALL, "female"): 53,
        ("A", "male"): None, ("A", "female"): None, ("A", "x"): 48,
        ("B", "male"): None, ("B", "female"): None, ("B", "x"): 50,
    }  # fmt: skip
    counts |= {(ALL, "male"): 2, (ALL, "female"): 6, (ALL, "x"): 98}

    def nought_to_four(cell: Cell) -> range | None:
        return range(5) if cell.status is Status.LOW else exactly(cell)

    one = found(table(counts, BY_SEX), ("A", "female"), nought_to_four)
    assert ends(one) == (2, 3)


def test_noughts_that_are_shown_make_ones_of_stars_under_a_small_total():
    """Stars of one to seven, twelve of them under a ten of base five: each is one."""
    stars: dict[Place, int | None] = {(f"S{at}",): None for at in range(12)}

    def at_five(cell: Cell) -> range | None:
        return range(1, 8) if cell.status is Status.LOW else range(8, 13)

    drawn = table({(ALL,): 10, **stars}, ("service",))
    assert ends(found(drawn, ("S0",), at_five)) == (1, 1)


@pytest.mark.parametrize(("base", "least"), [(5, 6), (10, 0)])
def test_base_five_names_six_women_and_base_ten_does_not(base: int, least: int):
    """Women 6, men 17, all 23 (statistics.md 1.2)."""
    rounded = {5: {(ALL,): 25, ("male",): 15}, 10: {(ALL,): 20, ("male",): 20}}[base]
    drawn = table({**rounded, ("female",): None}, ("sex",))

    def at_base(cell: Cell) -> range | None:
        if cell.status is Status.LOW:
            return range(8)
        half = base // 2
        return range(max(8, cell.count - half), cell.count + base - half)

    one = found(drawn, ("female",), at_base)
    assert ends(one) == (least, 7)


def test_free_filters_over_records_give_every_small_cell_away():
    """Hidden to seven and base five, but 600 unions of cells instead of a lattice."""
    random = Random(1)
    people = np.array(
        [random.choice((1, 2, 3, 5, 6, 12, 30)) for _ in range(12)], float
    )
    takes = np.array(
        [[float(random.random() < 0.5) for _ in people] for _ in range(600)]
    )
    sums = takes @ people
    rounded = np.floor((sums + 2) / 5) * 5
    least = np.where(sums <= 7, 0, np.maximum(8, rounded - 2))
    most = np.where(sums <= 7, 7, rounded + 2)
    # The single cells are asked for; nothing is published of them.
    cells = [("cell", QUARTER, (str(at),)) for at in range(12)]
    filters = Model(
        sparse.csr_array(np.vstack((np.eye(12), takes))),
        np.concatenate((np.zeros(12), least)),
        np.concatenate((np.full(12, np.inf), most)),
        tuple(cells),
        np.full(12, NO_LIMIT),
        {},
        (),
    )
    asked = [Sought(cells[at], None) for at in range(12) if people[at] <= 7]
    widths = [one.width for one in attack(filters, asked)]
    assert np.mean([np.floor(width + 1e-6) == 0 for width in widths]) > 0.5
    assert max(widths) < POLICY.least_width


def two_way(rule: Callable[[int], int | None]) -> tuple[list[Protected], list[Known]]:
    """Every table of two of five variables over 600 people drawn with a skew, with its
    totals; and the cells behind which one to four people stand.
    """
    random = Random(7)
    sizes = {"a": 3, "b": 4, "c": 3, "d": 4, "e": 3}
    drawn = [
        {name: str(int(size * random.random() ** 5)) for name, size in sizes.items()}
        for _ in range(600)
    ]
    tables, small = [], []
    for names in combinations(sizes, 2):
        categories = [(ALL, *map(str, range(sizes[name]))) for name in names]
        counts = {}
        for place in product(*categories):
            there = [
                all(
                    at in (ALL, who[name])
                    for name, at in zip(names, place, strict=True)
                )
                for who in drawn
            ]
            counts[place] = rule(sum(there))
            if 1 <= sum(there) <= 4:
                small.append(("".join(names), QUARTER, place))
        tables.append(table(counts, names, name="".join(names)))
    return tables, small


@pytest.mark.parametrize(
    ("rule", "allows", "solved"),
    [
        (lambda n: n if n == 0 or n > 4 else None, exactly, True),
        (shown, allowed, False),
    ],
    ids=["one to four hidden, all else exact", "our rule"],
)
def test_two_way_tables_are_solved_where_only_small_cells_are_hidden(
    rule: Callable[[int], int | None], allows: Allows, solved: bool
):
    tables, small = two_way(rule)
    against = model(tables, allows)
    asked = [Sought(known, None) for known in small]
    widths = np.array([one.width for one in attack(against, asked)])
    assert len(widths) > 5
    assert narrowest(against, asked)[0].width == pytest.approx(widths.min())
    if solved:
        assert (widths < 1e-6).mean() > 0.5
    else:
        assert widths.min() >= POLICY.least_width


# Our own design -----------------------------------------------------------------------


def test_the_same_tables_by_our_rule_leave_every_number_open():
    counts = {
        (ALL, ALL): 100, ("A", ALL): 40, ("B", ALL): 60,
        (ALL, "male"): 70, (ALL, "female"): 30,
        ("A", "male"): 40, ("A", "female"): None,
        ("B", "male"): 30, ("B", "female"): 30,
    }  # fmt: skip
    assert ends(found(table(counts, BY_SEX), ("A", "female"))) == (0, 7)


def all_found(*rows: dict) -> Iterator[Doubt]:
    yield from audited([cube(*rows)]).doubts


def test_witnesses_lie_within_what_linear_limits_allow():
    rows = (people("A", 90), people("A", 5, use_on_top="reported"), people("B", 200))
    result = audited([cube(*rows)])
    (tables,) = linked(result.tables)
    limits = attack(model(tables), [each.sought for each in result.doubts])
    assert result.doubts
    for doubt, limit in zip(result.doubts, limits, strict=True):
        assert limit.least - 1e-6 <= doubt.least <= doubt.most <= limit.most + 1e-6
        assert doubt.suffices()


def test_without_time_to_search_the_people_as_they_are_are_the_witness(
    monkeypatch: pytest.MonkeyPatch,
):
    """One population is no doubt: what was not found counts as a leak."""
    monkeypatch.setattr("metrics.disclosure.witness.SECONDS_A_WITNESS", 0.0)
    drawn = cube(people("A", 90), people("A", 5, naloxone_kit="no_kit"))
    (tables,) = linked(protect(each) for each in drawn.tables(POLICY))
    against = model(tables)
    there = against.population([drawn])
    known = ("naloxone_kit", QUARTER, ("A", "no_kit"))
    (one,) = doubts(against, [Sought(known, None)], there)
    assert (one.least, one.true, one.most) == (5, 5, 5)
    assert not one.suffices()


def test_people_who_are_not_those_of_the_tables_are_told():
    drawn = cube(people("A", 90), people("B", 60))
    (tables,) = linked(protect(each) for each in drawn.tables(POLICY))
    against = model(tables)
    with pytest.raises(ValueError, match="not those of the tables"):
        doubts(against, [], 2 * against.population([drawn]))


@pytest.mark.parametrize(
    ("doubt", "suffices"),
    [
        ((3, 0, 7, False, False), True),
        ((3, 1, 4, False, False), False),
        ((3, 1, 5, False, False), True),
        ((3, 1, 5, True, False), False),
        ((3, 0, 4, True, False), True),
        ((0, 0, 0, False, True), False),
        ((0, 0, 1, False, True), True),
    ],
)
def test_what_leaves_doubt(doubt: tuple, suffices: bool):
    true, least, most, sensitive, rest = doubt
    asked = Sought(("drawn", QUARTER, ("A",)), None, sensitive, rest)
    assert Doubt(asked, true, least, most).suffices() == suffices


def test_a_sum_is_sought_once_and_is_sensitive_if_it_is_so_anywhere():
    """One service alone: what is not known elsewhere is what is not known there."""
    drawn = cube(people("A", 90), people("A", 5, injecting="reported"))
    (tables,) = linked(protect(each) for each in drawn.tables(POLICY))
    asked = list(guessed(model(tables)))
    assert len({(each.group, each.part) for each in asked}) == len(asked)
    of_injecting = {
        each.group[2]: each.sensitive
        for each in asked
        if each.group[0] == "injecting" and each.part is None
    }
    assert of_injecting["A", "reported"]
    assert not of_injecting["A", "not_known"]


def test_what_a_sensitive_cell_leaves_is_sought_though_nobody_is_in_it():
    """Ninety of ninety report it: that all do must stay open to doubt."""
    drawn = cube(people("A", 90, injecting="reported"))
    counted = list(drawn.tables(POLICY))
    (tables,) = linked(protect(each) for each in counted)
    left = [
        each for each in sought(model(tables), true_numbers(counted))
        if each.rest_of_sensitive
    ]  # fmt: skip
    assert ("injecting", QUARTER, ("A", "reported")) in {each.part for each in left}
    assert all(each.suffices() for each in audited([drawn]).doubts)


def test_tables_that_nobody_can_have_are_told():
    impossible = table({(ALL,): 100, ("male",): 10, ("female",): 10}, ("sex",))
    with pytest.raises(ValueError, match="No population"):
        found(impossible, ("female",))


def test_small_differences_are_sought_as_small_cells_are():
    """Everybody without the men: six, though no cell says so."""
    rows = (people("A", 200), people("B", 6))
    counted = list(cube(*rows).tables(POLICY))
    tables = audited([cube(*rows)]).tables
    against = model(next(linked(tables)), partial(allowed, policy=POLICY))
    words = {
        (s.group[2], s.part and s.part[2])
        for s in sought(against, true_numbers(counted))
    }
    assert (("B",), None) in words
