"""Derived figures, over releases made from plain published numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from metrics.disclosure.figures import Direction, Figure, figure, headlines
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import ALL, Cell, Protected, Status
from metrics.disclosure.published import (
    Face,
    Release,
    Statement,
    measure_words,
    table_words,
    variable_words,
)
from metrics.indicators.measures import MEASURES
from tests.unit.disclosure.drawing import table


NOW, THEN = "2026-27-Q1", "2025-26-Q4"
VARIABLES = ("service", "injecting")
STATEMENT = Statement(policy="drawn", proofs=(), cells=0, passes=True)


def released(*tables: Protected, begins_on: date = date(2020, 1, 1)) -> Release:
    drawn = [
        table_words(t) for t in POLICY.lattice if t.id in {p.table for p in tables}
    ]
    names = dict.fromkeys(name for each in drawn for name in each.variables)
    face = Face(
        number=1,
        period=NOW,
        periods=(NOW,),
        published_on=date(2026, 11, 2),
        begins_on=begins_on,
        expected=95,
        policy=POLICY,
        measures=tuple(measure_words(MEASURES[each.measure]) for each in drawn),
        tables=tuple(drawn),
        variables=tuple(variable_words(name) for name in names),
        means=(),
        statement=STATEMENT,
    )
    return Release(face, {(each.table, each.period): each for each in tables}, {})


def injecting(
    reported: int | None,
    none: int | None,
    not_known: int | None,
    of: int | None,
    period: str = NOW,
) -> Protected:
    answers = {
        "reported": reported,
        "not_reported": none,
        "not_known": not_known,
        ALL: of,
    }
    counts = {(ALL, answer): count for answer, count in answers.items()}
    return table(counts, VARIABLES, period, "injecting")


def in_treatment(count: int | None, period: str = NOW) -> Protected:
    return table({(ALL,): count}, ("service",), period, "in_treatment")


def asked(*tables: Protected) -> Figure:
    return figure(released(*tables), "injecting", "reported")


def test_a_share_is_of_two_published_numbers_with_not_known_beside_it():
    shares = asked(injecting(60, 100, 40, 200)).shares
    assert shares is not None
    assert (shares.answered, shares.not_known) == (30, 20)
    least, most = shares.limits
    assert least < 30 < most


def test_limits_are_those_of_the_widest_pair():
    """60 of 200 may be 55 of 204 or 64 of 195."""
    shares = asked(injecting(60, 100, 40, 200)).shares
    assert shares is not None
    assert shares.limits == (21, 40)


@pytest.mark.parametrize("of", [None, 10, 90])
def test_of_fewer_than_a_hundred_there_is_no_share(of: int | None):
    found = asked(injecting(20, 40, 20, of))
    assert found.shares is None
    assert found.number.count == 20


def test_of_a_hidden_number_there_is_no_share():
    assert asked(injecting(None, 100, 40, 150)).shares is None
    assert asked(injecting(20, 100, None, 130)).shares is not None


@pytest.mark.parametrize(("number", "share"), [(10, 8), (30, 25), (120, 100)])
def test_a_share_is_whole_half_up(number: int, share: int):
    shares = asked(injecting(number, None, None, 120)).shares
    assert shares is not None
    assert shares.answered == share
    assert 0 <= shares.limits[0] <= share <= shares.limits[1] <= 100


def directions(now: Mapping[str, int | None], then: Mapping[str, int | None]) -> str:
    before = injecting(**then, period=THEN)
    return asked(before, injecting(**now)).direction


def answers(reported: int | None, none: int, not_known: int, of: int) -> dict:
    return {"reported": reported, "none": none, "not_known": not_known, "of": of}


def test_it_rose_or_fell_only_where_that_holds_for_every_pair():
    few, many = answers(40, 360, 100, 500), answers(140, 260, 100, 500)
    assert directions(many, few) is Direction.ROSE
    assert directions(few, many) is Direction.FELL
    some = answers(60, 340, 100, 500)
    assert directions(some, few) is Direction.NO_CLEAR_CHANGE
    assert directions(few, few) is Direction.NO_CLEAR_CHANGE


def test_more_asked_and_more_recorded_is_not_compared():
    few, many = answers(40, 60, 400, 500), answers(140, 260, 100, 500)
    assert directions(many, few) is Direction.ASKED_OTHERWISE
    assert directions(few, many) is Direction.ASKED_OTHERWISE


def test_what_rose_although_fewer_were_asked_rose():
    now, then = answers(200, 50, 250, 500), answers(60, 390, 50, 500)
    assert directions(now, then) is Direction.ROSE


def test_without_a_share_or_an_earlier_quarter_nothing_is_compared():
    enough = answers(40, 360, 100, 500)
    assert directions(answers(None, 400, 100, 500), enough) is Direction.TOO_FEW
    assert directions(enough, answers(10, 30, 10, 50)) is Direction.TOO_FEW
    assert asked(injecting(**enough)).direction is Direction.NOTHING_BEFORE
    late = injecting(**enough, period="2025-26-Q3")
    assert asked(late, injecting(**enough)).before is None


@pytest.mark.parametrize(
    ("now", "then", "direction"),
    [
        (120, 110, Direction.ROSE),
        (110, 120, Direction.FELL),
        (120, 120, Direction.NO_CLEAR_CHANGE),
        (10, None, Direction.ROSE),
        (None, None, Direction.NO_CLEAR_CHANGE),
    ],
)
def test_people_themselves_are_compared_by_their_ranges(
    now: int | None, then: int | None, direction: Direction
):
    release = released(in_treatment(then, THEN), in_treatment(now))
    assert figure(release, "in_treatment").direction is direction


def test_people_are_not_compared_with_a_quarter_before_the_records():
    tables = (in_treatment(50, THEN), in_treatment(120))
    begun = released(*tables, begins_on=date(2026, 1, 1))
    assert figure(begun, "in_treatment").direction is Direction.ROSE
    late = released(*tables, begins_on=date(2026, 1, 2))
    assert figure(late, "in_treatment").direction is Direction.BEFORE_THE_RECORDS


def test_withheld_is_compared_with_nothing_and_says_nothing():
    release = released(in_treatment(50, THEN), in_treatment(120).withheld())
    found = figure(release, "in_treatment")
    assert found.direction is Direction.TOO_FEW
    assert release.say(found.number) == POLICY.withheld


def test_each_kind_of_cell_has_its_own_words():
    release = released(in_treatment(1200))
    cells = [
        Cell((ALL,), Status.SHOWN, 1200),
        Cell((ALL,), Status.LOW, None),
        Cell((ALL,), Status.WITHHELD, None),
        Cell((ALL,), Status.NOT_APPLICABLE, None),
    ]
    said = [release.say(cell) for cell in cells]
    assert said == ["1,200", "7 or fewer", "not published", "cannot be"]


def test_a_first_page_has_the_declared_figures_that_are_released():
    release = released(in_treatment(1200), injecting(60, 100, 40, 200))
    assert [each.measure.id for each in headlines(release)] == ["in_treatment"]
    drawn = {each.id: each for each in POLICY.lattice}
    assert all(drawn[name].every == "quarter" for name in POLICY.headlines)
    assert len(set(POLICY.headlines)) == 6


def test_a_place_that_is_not_published_is_not_made_up():
    release = released(in_treatment(1200))
    with pytest.raises(KeyError):
        figure(release, "in_treatment", service="Riverside")
    with pytest.raises(KeyError):
        figure(release, "in_treatment", period="2026-27-Q2")
    with pytest.raises(KeyError):
        release.table("injecting", NOW)


def test_places_are_said_in_words():
    release = released(in_treatment(1200), injecting(60, 100, 40, 200))
    said = [release.label("service", each) for each in (ALL, "Riverside", "not_known")]
    assert said == ["All services", "Riverside", "not recorded"]
    said = [release.label("injecting", each) for each in ("not_reported", "not_known")]
    assert said == ["not reported", "not known"]
    assert release.heading("service") == "Service"
    assert release.title("injecting") == "Injecting reported by service"


@pytest.mark.parametrize(
    ("expected", "said"),
    [(95, "about 95 in 100 expected records"), (None, "expected records not stated")],
)
def test_the_line_says_how_complete_the_records_are(expected: int | None, said: str):
    face = replace(released(in_treatment(1200)).face, expected=expected)
    line = "Release 1 of 2026-27, quarter 1, published 2 November 2026"
    assert face.line() == (line, said)
