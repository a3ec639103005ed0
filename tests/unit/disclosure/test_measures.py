"""What a measure decides of a person, by the compiler that the product uses."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from metrics.indicators import STRENGTHS, Example
from metrics.indicators.measures import MEASURES, NOT_KNOWN, OUTSIDE, Measure
from metrics.store import Store, open_store
from tests.declarations import judging


# Those of the days of treatment are drawn in tests/spec/test_person_in_period.py.
ANSWERED = [each for each in MEASURES.values() if each.example]
every = pytest.mark.parametrize("measure", ANSWERED, ids=lambda measure: measure.id)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("measures") / "e.duckdb", create=True)
    yield opened
    opened.close()


def example(measure: Measure) -> Example:
    assert measure.example is not None
    return measure.example


@every
def test_it_runs_on_empty_tables(empty: Store, measure: Measure):
    judging.bind(empty, measure)


@every
def test_its_example_is_what_it_decides(empty: Store, measure: Measure):
    rows = example(measure).rows
    found = [said or NOT_KNOWN for said in judging.judged(empty, measure, rows)]
    assert found == [row["expect"] for row in rows]


@every
def test_its_example_shows_every_answer(measure: Measure):
    expected = {row["expect"] for row in example(measure).rows}
    assert expected - {OUTSIDE} == set(measure.categories)
    assert (OUTSIDE in expected) == (measure.among is not None)


@every
def test_every_number_of_it_is_held_by_its_example(empty: Store, measure: Measure):
    rows = example(measure).rows
    for place, answer in enumerate(measure.answers):
        for number in re.findall(r"\b\d+\b", answer.when.sql):
            moved = answer.when.sql.replace(number, str(int(number) + 1))
            answers = list(measure.answers)
            answers[place] = replace(answer, when=replace(answer.when, sql=moved))
            other = replace(measure, answers=tuple(answers))
            assert judging.judged(empty, other, rows) != judging.judged(
                empty, measure, rows
            )


@every
def test_a_missing_input_never_answers(empty: Store, measure: Measure):
    """Less told leaves an answer as it was, not known, or outside; never another."""
    rows = [dict(row) for row in example(measure).rows]
    before = judging.judged(empty, measure, rows)
    for name in example(measure).inputs:
        after = judging.judged(empty, measure, [{**row, name: ""} for row in rows])
        for was, now in zip(before, after, strict=True):
            assert now in (was, None, OUTSIDE)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_what_people_read_is_there(measure: Measure):
    said = (measure.title, measure.population, measure.unknown, measure.source)
    assert all(text.strip() and not text.endswith(".") for text in said)
    assert measure.definition.endswith(".")
    assert measure.strength in STRENGTHS
    assert measure.headline is None or measure.headline in measure.categories
