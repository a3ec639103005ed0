"""Over every indicator and criterion: declaring one adds these tests, edits none."""

import os
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from metrics.evaluation import evaluate
from metrics.indicators import INDICATORS, STRENGTHS, Clause, Example, Indicator
from metrics.periods import today
from metrics.scope import Scope
from metrics.store import Store, open_store
from tests.declarations import judging
from tests.declarations.judging import ReviewDueSoon, with_sql
from tests.factories import DAY


DECLARED = judging.declared()
every = pytest.mark.parametrize("each", DECLARED, ids=lambda each: each.id)
METHADONE = INDICATORS["methadone_below_range"]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One empty store for the module: nothing here writes to it."""
    opened = open_store(tmp_path_factory.mktemp("empty") / "e.duckdb", create=True)
    yield opened
    opened.close()


@every
def test_it_runs_on_empty_tables(empty: Store, each: Indicator):
    judging.bind(empty, each)
    assert evaluate(empty, [each], DAY, Scope.operator()) == {}


@every
def test_its_example_is_what_it_decides(empty: Store, each: Indicator):
    assert judging.wrong_answers(empty, each) == []


@every
def test_its_example_shows_every_input_and_every_answer(each: Indicator):
    assert judging.gaps_in_the_example(each) == []


@every
def test_every_number_is_held_by_its_example(empty: Store, each: Indicator):
    assert judging.unmoved_numbers(empty, each) == []


@every
def test_what_is_missing_never_decides(empty: Store, each: Indicator):
    assert judging.decided_by_absence(empty, each) == []


@every
def test_other_engines_can_run_it(each: Indicator):
    assert judging.unportable(each.sql()) == []


@every
def test_it_reads_as_sentences(each: Indicator):
    assert judging.not_sentences(each) == []


@every
def test_its_source_has_a_strength_and_its_id_is_plain(each: Indicator):
    assert each.strength in STRENGTHS
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", each.id)
    assert each.dated is None or each.dated in each.inputs


@every
@pytest.mark.filterwarnings("default::tests.declarations.judging.ReviewDueSoon")
def test_it_has_been_looked_at(each: Indicator):
    """Warns from 60 days before; only a release check (RELEASE_CHECK set) fails, so
    that no calendar day turns the tests red.
    """
    assert each.reviewed < each.next_review
    due = f"{each.id} has to be looked at again by {each.next_review}."
    if judging.review_is_near(each, today()):
        warnings.warn(due, ReviewDueSoon, stacklevel=1)
    if os.environ.get("RELEASE_CHECK"):
        assert not judging.review_is_late(each, today()), due


def test_no_id_is_used_twice():
    counted = Counter(each.id for each in DECLARED)
    assert [name for name, times in counted.items() if times > 1] == []


# The tests above can fail ----------------------------------------------------------


def test_a_misspelt_column_fails_with_the_nearest_name(empty: Store):
    planted = with_sql(METHADONE, "herion_reported")
    with pytest.raises(duckdb.BinderException, match=r"Candidate.*heroin_reported"):
        judging.bind(empty, planted)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("< 60", "< 61"),
        ("< 60", "< 59"),
        ("< 60", "<= 60"),
        ("'methadone'", "'diamorphine'"),
        (" AND heroin_reported", " AND heroin_reported IS NOT FALSE"),
        ("IS NOT TRUE", "IS NOT FALSE"),
    ],
)
def test_a_wrong_rule_is_found_by_its_example(empty: Store, right: str, wrong: str):
    assert right in METHADONE.sql()
    planted = with_sql(METHADONE, METHADONE.sql().replace(right, wrong))
    assert judging.wrong_answers(empty, planted)


def test_an_example_without_a_gap_in_the_record_is_found():
    known = [
        line for line in METHADONE.example.drawn.splitlines() if "not known" not in line
    ]
    planted = replace(METHADONE, example=Example("\n".join(known)))
    assert judging.gaps_in_the_example(planted) == ["No row is “not known”."]


def test_an_example_that_draws_other_inputs_is_found():
    planted = with_sql(METHADONE, "medicine = 'methadone' AND dose < 60")
    found = judging.gaps_in_the_example(planted)
    assert "dose is not drawn." in found
    assert "daily_mg is not read." in found


def test_an_example_with_a_word_that_is_no_answer_is_found():
    drawn = METHADONE.example.drawn.replace("| raised", "| high")
    found = judging.gaps_in_the_example(replace(METHADONE, example=Example(drawn)))
    assert found == ["No row is “raised”.", "“high” is not an answer."]


def test_an_example_far_from_the_limit_is_found(empty: Store):
    drawn = METHADONE.example.drawn.replace(" 59 ", " 30 ").replace(" 60 ", " 90 ")
    found = judging.unmoved_numbers(empty, replace(METHADONE, example=Example(drawn)))
    assert len(found) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "coalesce(heroin_reported, false) AND daily_mg < 60 AND medicine = 'methadone' "
        "AND (planned_reduction OR recent_ort_start) IS NOT TRUE",
        "(heroin_reported AND daily_mg < 60 AND medicine = 'methadone' "
        "AND (planned_reduction OR recent_ort_start) IS NOT TRUE) IS TRUE",
        "heroin_reported IS NOT DISTINCT FROM true AND daily_mg < 60 "
        "AND medicine = 'methadone' "
        "AND (planned_reduction OR recent_ort_start) IS NOT TRUE",
    ],
)
def test_a_rule_that_takes_missing_for_no_is_found(empty: Store, sql: str):
    assert judging.decided_by_absence(empty, with_sql(METHADONE, sql))


def test_an_exception_may_be_absent_only_where_the_words_name_it():
    assert judging.absence_named(METHADONE) == {"planned_reduction", "recent_ort_start"}
    assert judging.absence_named(with_sql(METHADONE, "NOT heroin_reported")) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "list_aggregate([daily_mg], 'sum') > 1",  # copied, and unknown there
        "CAST(daily_mg_on AS TIMESTAMP_NS) < $on",  # carried, and unreadable there
    ],
)
def test_a_clause_that_no_other_engine_reads_is_found(sql: str):
    assert judging.unportable(sql)


@pytest.mark.parametrize(
    "words",
    [
        "whose dose is < 60",
        "with daily_mg under 60",
        "With a dose.",
        "with  a dose",
        "",
    ],
)
def test_words_that_do_not_read_as_a_sentence_are_found(words: str):
    assert judging.not_sentences(replace(METHADONE, raised=Clause(words, "on_ort")))


@pytest.mark.parametrize(
    ("days", "near", "late"),
    [(-61, False, False), (-60, True, False), (0, True, False), (1, True, True)],
)
def test_a_review_is_near_60_days_before_and_late_after_its_day(
    days: int, near: bool, late: bool
):
    each = replace(METHADONE, next_review=date(2027, 11, 1))
    day = each.next_review + timedelta(days=days)
    assert judging.review_is_near(each, day) is near
    assert judging.review_is_late(each, day) is late
