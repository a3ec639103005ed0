import re
from dataclasses import fields

import pytest

from metrics.disclosure.cube import variables
from metrics.disclosure.policy import POLICY, TableOf, every
from metrics.indicators.measures import BREAKDOWNS, MEASURES, NEVER
from metrics.settings import QUARTER_CLOSES_AFTER_DAYS


# safety.md SDC-08: nothing of these is ever by service, or at all.
NEVER_DRAWN = re.compile(r"offence|hepatitis|hiv|virus|pregnan|disclosure|separation")
drawn = pytest.mark.parametrize("table", POLICY.lattice, ids=lambda table: table.id)


def test_the_numbers_are_those_of_the_rule():
    assert (POLICY.threshold, POLICY.base, POLICY.least_denominator) == (7, 10, 100)
    assert (POLICY.least_width, POLICY.most_low, POLICY.most_variables) == (4, 0.5, 3)
    assert POLICY.closes_after_days == QUARTER_CLOSES_AFTER_DAYS == 42


def test_the_words_say_the_same_numbers():
    assert POLICY.low == f"{POLICY.threshold} or fewer"
    assert POLICY.low_first == f"{POLICY.low} (may be none)"
    assert f"nearest {POLICY.base}," in POLICY.rounded
    said = [POLICY.low, POLICY.withheld, POLICY.not_applicable]
    assert len(set(said)) == 3


@drawn
def test_a_table_has_three_variables_at_most_the_period_among_them(table: TableOf):
    assert len(variables(table)) + 1 <= POLICY.most_variables


@drawn
def test_a_table_is_of_declared_things_and_says_why(table: TableOf):
    assert table.measure in MEASURES
    assert set(table.by) <= set(BREAKDOWNS)
    assert all(str(getattr(table, each.name)).strip() for each in fields(table))
    assert not NEVER_DRAWN.search(table.id)


@drawn
def test_what_is_of_groups_is_of_a_year_and_of_all_services(table: TableOf):
    """Else it would show one group (pages.md, Group programme)."""
    if MEASURES[table.measure].of_groups or "group_" in table.id:
        assert table.every == "year"
        assert "service" not in table.by


def test_ids_are_different():
    assert len({table.id for table in POLICY.lattice}) == len(POLICY.lattice)


def test_what_is_never_together_is_declared_of_declared_answers():
    for never in NEVER:
        for name, answers in (never.one, never.other):
            assert answers <= {*MEASURES[name].categories, "outside"}


@pytest.mark.parametrize(
    ("label", "kind"), [("2026-27", "year"), ("2026-27-Q2", "quarter")]
)
def test_a_label_is_of_a_quarter_or_a_year(label: str, kind: str):
    assert every(label) == kind
