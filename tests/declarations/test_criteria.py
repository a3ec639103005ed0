"""Over every criterion, what criteria have besides what indicators have.

Binding, worked example, boundaries, absence, words and review dates of a criterion are
those of an indicator: `test_indicators.py` runs them over both.
"""

import pytest

from metrics.criteria import CRITERIA, Criterion, Step
from metrics.indicators import Indicator
from tests.declarations.judging import declared


PAIRS = {"X2", "X3", "X4", "X5"}
NEVER = {  # what no criterion may rest on (evidence.md 4f, 4g; networks.md 3)
    "sex",
    "ethnic_group",
    "gg1",
    "gg2",
    "degree",
    "betweenness",
    "centrality",
}
LETTERS = {Step.EXCLUSION: "X", Step.DEFERRAL: "W", Step.CORE: "C"}
every = pytest.mark.parametrize("each", CRITERIA.values(), ids=lambda each: each.code)


def test_they_are_judged_as_indicators_are() -> None:
    tested = {each.id for each in declared()}
    assert set(CRITERIA) <= tested
    assert all(isinstance(each, Indicator) for each in CRITERIA.values())


def test_those_of_the_first_year_are_there() -> None:
    codes = [each.code for each in CRITERIA.values()]
    assert " ".join(codes) == "X1 X6 W1 W2 W3 W4 W5 W6 W7 W8 W9 C1 C2 C3 C4 C5 C6 C7"


def test_they_stand_in_the_order_in_which_they_are_looked_at() -> None:
    places = [(list(Step).index(each.step), each.order) for each in CRITERIA.values()]
    assert places == sorted(set(places))


@every
def test_its_words_are_met_not_met_and_not_known(each: Criterion) -> None:
    assert [each.judge(state) for state in (True, False, None)] == list(each.words)
    assert each.words == ("met", "not met", "not known")
    assert {row["expect"] for row in each.example.rows} == set(each.words)


@every
def test_its_code_is_that_of_its_step_and_stands_in_its_source(each: Criterion) -> None:
    assert each.code[0] == LETTERS[each.step]
    assert f"evidence.md {each.code}" in each.source


@every
def test_nothing_between_two_people_is_a_criterion_of_one(each: Criterion) -> None:
    assert each.code not in PAIRS
    assert not NEVER & set(each.inputs)
    assert each.tells_of_others == (each.view == "circle_tie_on")


@every
def test_what_a_discussion_needs_can_be_asked(each: Criterion) -> None:
    assert each.ask or each.tells_of_others
