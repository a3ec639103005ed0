"""When figures of the group programme would show one group."""

import pytest

from metrics.disclosure.programme import InGroup, shows_a_group
from metrics.disclosure.protect import ALL, Counted


def invited(*sizes: int, ran: int = 9) -> list[InGroup]:
    """Groups of so many people who all agreed, of which the first so many met."""
    return [
        {"in_group": f"P {at}", "ran": at < ran, "group_agreed": "agreed", "people": n}
        for at, n in enumerate(sizes)
    ]


def table(agreed: int, declined: int = 0) -> Counted:
    counts = {(ALL,): agreed + declined, ("agreed",): agreed, ("declined",): declined}
    return Counted("group_agreed", "2025-26", ("group_agreed",), counts)


@pytest.mark.parametrize(
    ("sizes", "ran", "shows"),
    [
        ((20, 20, 20), 3, False),
        ((20, 20, 20), 2, True),  # two groups met: each can subtract itself
        ((40, 20, 20), 3, False),  # a half is not more than half
        ((42, 20, 20), 3, True),
        ((30, 30), 2, True),
    ],
)
def test_three_groups_and_none_more_than_half(
    sizes: tuple[int, ...], ran: int, shows: bool
):
    assert shows_a_group(table(sum(sizes)), invited(*sizes, ran=ran)) is shows


def test_every_figure_is_looked_at_and_not_the_largest_alone():
    rows = invited(30, 30, 30)
    rows += [{**rows[0], "group_agreed": "declined", "people": 10}]
    assert shows_a_group(table(90, declined=10), rows)


def test_a_number_that_is_hidden_shows_no_group():
    rows = invited(30, 30, 30)
    rows += [{**rows[0], "group_agreed": "declined", "people": 7}]
    assert not shows_a_group(table(90, declined=7), rows)
