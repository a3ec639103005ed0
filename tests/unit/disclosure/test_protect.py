from dataclasses import replace

import pytest

from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import (
    ALL,
    Cell,
    Counted,
    Status,
    allowed,
    protect,
    shown,
)


AT_FIVE = replace(POLICY, base=5)


def counted(**counts: int) -> Counted:
    """A table of one variable; All is whatever is given for it, else the sum."""
    total = counts.pop(ALL, sum(counts.values()))
    places = {(name,): number for name, number in counts.items()}
    return Counted("drawn", "2026-27-Q1", ("service",), {(ALL,): total, **places})


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, None), (1, None), (7, None),
        (8, 10), (14, 10), (15, 20), (24, 20), (25, 30), (604, 600), (605, 610),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_count(number: int, said: int | None):
    assert shown(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20)]
)
def test_at_base_five(number: int, said: int | None):
    assert shown(number, AT_FIVE) == said


@pytest.mark.parametrize(
    ("count", "numbers"),
    [(None, range(8)), (10, range(8, 15)), (20, range(15, 25)), (30, range(25, 35))],
)
def test_what_may_stand_behind_a_cell(count: int | None, numbers: range):
    status = Status.LOW if count is None else Status.SHOWN
    assert allowed(Cell(("A",), status, count)) == numbers


def test_behind_ten_at_base_five_stand_eight_to_twelve():
    assert allowed(Cell(("A",), Status.SHOWN, 10), AT_FIVE) == range(8, 13)


def test_a_withheld_cell_says_nothing_and_an_impossible_one_is_none():
    assert allowed(Cell(("A",), Status.WITHHELD, None)) is None
    assert allowed(Cell(("A",), Status.NOT_APPLICABLE, None)) == range(1)


def test_totals_are_rounded_on_their_own():
    table = protect(counted(A=14, B=14, C=14))
    assert [table.at(each).count for each in "ABC"] == [10, 10, 10]
    assert table.at(ALL).count == 40


def test_hidden_is_a_status_and_never_nought():
    table = protect(counted(A=0, B=7, C=80, D=90))
    assert table.at("A") == Cell(("A",), Status.LOW, None)
    assert table.at("B") == Cell(("B",), Status.LOW, None)


def test_a_table_with_more_than_half_its_cells_low_is_not_offered():
    assert protect(counted(A=0, B=3, C=80, D=90)).is_offered
    table = protect(counted(A=0, B=3, C=4, D=90))
    assert not table.is_offered
    assert {cell.status for cell in table.cells} == {Status.WITHHELD}
    assert {cell.count for cell in table.cells} == {None}


def test_what_cannot_be_is_said_so_and_is_not_among_the_low():
    drawn = replace(counted(A=0, B=80, C=5), impossible=frozenset({("A",)}))
    table = protect(drawn)
    assert table.at("A").status is Status.NOT_APPLICABLE
    assert table.at("C").status is Status.LOW
    assert table.withheld().at("A").status is Status.NOT_APPLICABLE


def test_a_deeper_or_unknown_place_is_not_published():
    table = protect(counted(A=80))
    for place in (("B",), ("A", "men"), ()):
        with pytest.raises(KeyError):
            table.at(*place)
