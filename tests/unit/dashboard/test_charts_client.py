import json
from datetime import date

import pytest

from dashboard.charts import DARK, LIGHT, themed
from dashboard.charts_client import (
    CLOSEST,
    ROLE_SHAPES,
    _place,
    _turns,
    course,
    ring,
)
from metrics.contracts._lists import ROLES
from metrics.records import (
    Course,
    PersonalNetwork,
    PersonAround,
    Reading,
    Share,
)
from metrics.records._network import Contact


DAY = date(2026, 9, 11)
NONE = Share(0, 0)


def around(number: int, **said: object) -> PersonAround:
    usual = {
        "role": "friend",
        "closeness": 3,
        "uses": "yes",
        "view_of_stopping": None,
        "contacts": {},
    }
    return PersonAround(number, **{**usual, **said})


def network(*people: PersonAround, pairs: tuple[tuple[int, int], ...] = ()):
    return PersonalNetwork(
        asked_on=DAY,
        usable=True,
        people=people,
        knowing_pairs=pairs,
        using=Share(1, 2),
        supportive=Share(1, 3),
        knowing=Share(1, 3),
        roles=2,
        balance=None,
        buying=None,
        only_using=None,
        hub=NONE,
        alone=NONE,
        transactional=NONE,
    )


THREE = network(
    around(
        1,
        closeness=5,
        contacts={
            "supports": Contact("yes", None),
            "uses_with": Contact("yes", 4),
            "lends": Contact("no", None),
        },
    ),
    around(2, role=None, closeness=None, uses="asked_not_answered"),
    around(3, role="family", closeness=1, uses="no"),
    pairs=((1, 3),),
)


def test_the_closer_the_further_in_and_not_told_is_outside_all():
    out = [_place(closeness, 0.25)["x"] for closeness in (5, 4, 3, 2, 1, 0)]
    assert out == sorted(out)
    assert out[0] > 0
    assert len(set(out)) == CLOSEST + 1


def test_the_table_says_what_the_ring_shows_and_never_a_name():
    assert ring(THREE, LIGHT).twin.rows == (
        (
            "Person 1",
            "friend",
            "5 of 5",
            "uses",
            "supports stopping or cutting down; uses with (4 of 28 days)",
        ),
        ("Person 2", "not told", "not told", "not told", "none told"),
        ("Person 3", "family", "1 of 5", "does not use", "none told"),
    )


def test_four_numbers_stand_in_the_sentence():
    assert ring(THREE, LIGHT).summary == (
        "1 of 2 use heroin; 1 of 3 support stopping or cutting down; 1 of 3 pairs know "
        "each other. Closest: Person 1, friend."
    )


def test_every_role_has_a_shape_of_its_own():
    assert len(set(ROLE_SHAPES.values())) == len(ROLE_SHAPES)
    told = {code.label for code in ROLES if code.id != "asked_not_answered"}
    assert told | {"not told"} == set(ROLE_SHAPES)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ring_is_drawn_on_both_grounds(colours):
    spec = json.dumps(themed(ring(THREE, colours).chart, colours).to_dict())
    assert colours.ground in spec
    assert "Person 2, not told" in spec


def a_course(title: str, *values: float | None) -> Course:
    readings = tuple(
        Reading(
            date(2026, month, 1),
            value,
            "asked, not answered" if value is None else f"{value} of 28 days",
        )
        for month, value in enumerate(values, start=5)
    )
    return Course(title, "days of 28", (0, 28), readings)


def test_a_line_says_its_first_and_its_last_and_the_table_has_all():
    drawn = course(
        "Days of use", "As recorded", [a_course("Crack", 12, None, 3), a_course("x", 0)]
    )
    assert drawn.summary == (
        "Crack: 12 of 28 days on 1 May 2026, 3 of 28 days on 1 July 2026. "
        "x: 0 of 28 days on 1 May 2026."
    )
    assert [row[2] for row in drawn.twin.rows] == [
        "3 of 28 days",
        "asked, not answered",
        "12 of 28 days",
        "0 of 28 days",
    ]


@pytest.mark.parametrize(
    ("months", "said"), [(2, "%-d %b %Y"), (8, "%-d %b %Y"), (9, "%b %Y")]
)
def test_over_a_few_months_the_days_are_told_and_no_month_twice(months: int, said: str):
    days = [date(2026, 1, 1), date(2026, months, 1)]
    readings = tuple(Reading(on, 1, "1 of 28 days") for on in days)
    drawn = course("Days", "x", [Course("Crack", "days of 28", (0, 28), readings)])
    assert f'"format": "{said}"' in drawn.chart.to_json(indent=None)


def test_two_units_are_never_on_one_axis():
    dose = Course("Methadone", "mg once a day", None, ())
    with pytest.raises(ValueError, match="unpack"):
        course("Mixed", "As recorded", [dose, a_course("Crack", 1, 2)])


@pytest.mark.parametrize("size", range(1, 11))
def test_everybody_stands_at_a_turn_of_their_own_and_nobody_beside_their_equal(size):
    people = [around(n, closeness=5 if n % 2 else 1) for n in range(1, size + 1)]
    turns = {each.number: turn % 1 for each, turn in _turns(people)}
    assert len(set(turns.values())) == size
    if size > 3:
        one, three = sorted([turns[1], turns[3]])
        assert min(three - one, 1 + one - three) > 1 / size
