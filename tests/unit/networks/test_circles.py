import pytest

from metrics.networks import circles
from metrics.networks.circles import HOLDS, ONE_PERSON, ONE_REPORT


def ties(drawn: str) -> list[tuple[str, str]]:
    """ "AB BC" is a tie of A and B, and one of B and C."""
    return [(pair[0], pair[1]) for pair in drawn.split()]


def test_connected_people_are_one_circle_and_the_larger_comes_first() -> None:
    found = circles(ties("XY BA CB FE GF EG"))
    assert [circle.members for circle in found] == [
        ("A", "B", "C"),
        ("E", "F", "G"),
        ("X", "Y"),
    ]
    assert [circle.ties for circle in found] == [
        (("A", "B"), ("B", "C")),
        (("E", "F"), ("E", "G"), ("F", "G")),
        (("X", "Y"),),
    ]


def test_no_tie_is_no_circle() -> None:
    assert circles([]) == ()


@pytest.mark.parametrize(
    ("drawn", "how_sure"),
    [
        ("AB", (ONE_REPORT,)),
        ("AB BC", (ONE_REPORT, ONE_PERSON)),
        ("AB BC CA", (HOLDS,)),
        ("AB BC CA CD", (ONE_REPORT, ONE_PERSON)),
        ("AB BC CA CD DE EC", (HOLDS, ONE_PERSON)),
        ("AB BC CD DA", (HOLDS,)),
        ("AB BC CA DE EF FD CD", (ONE_REPORT, ONE_PERSON)),
    ],
)
def test_how_sure_a_circle_is_stands_in_words(
    drawn: str, how_sure: tuple[str, ...]
) -> None:
    (circle,) = circles(ties(drawn))
    assert circle.how_sure == how_sure


def test_a_couple_counts_inside_one_circle_whether_or_not_they_buy_together() -> None:
    joined = ties("AB BC DE EF FG")
    couples = [("A", "C"), ("B", "A"), ("C", "D"), ("G", "X"), ("Y", "Z")]
    four, three = circles(joined, couples)
    assert (three.members, three.couples) == (("A", "B", "C"), 2)
    assert (four.members, four.couples) == (("D", "E", "F", "G"), 0)


@pytest.mark.parametrize(
    ("drawn", "pairs"), [("AB", 1), ("AB BC", 3), ("AB BC CD DE", 10)]
)
def test_pairs_are_all_pairs_not_the_tied_ones(drawn: str, pairs: int) -> None:
    (circle,) = circles(ties(drawn))
    assert circle.pairs == pairs
