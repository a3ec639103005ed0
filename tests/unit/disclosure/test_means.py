import pytest

from metrics.disclosure.means import all_means, least_behind, protected_means
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import ALL, Protected, Status
from metrics.indicators.means import MEANS
from metrics.indicators.measures import MEASURES
from metrics.store import Store
from tests.declarations import judging
from tests.unit.disclosure.drawing import QUARTER, table


CHANGE = next(each for each in POLICY.means if each.id == "opiate_days_change")


def drawn(**services: tuple[int | None, int | None]) -> Protected:
    """Of each service everybody, and of how many it is not known, as published."""
    counts = {}
    for name, (everybody, unknown) in {ALL: (200, None), **services}.items():
        counts |= {(name, ALL): everybody, (name, "not_known"): unknown}
    return table(counts, ("service", "stopped_since_start"), name=CHANGE.table)


def means(sums: dict[str, tuple[int, int]], **services) -> dict[str, str | None]:
    """What is shown of each place."""
    made = protected_means(CHANGE, drawn(**services), sums)
    return {cell.place: cell.value for cell in made.cells}


@pytest.mark.parametrize(
    ("everybody", "unknown", "least"),
    [(30, None, 18), (30, 10, 11), (20, 10, 1), (10, None, 1), (None, None, 0)],
)
def test_how_many_answered_at_least(everybody, unknown, least):
    assert least_behind(drawn(A=(everybody, unknown)), "A") == least


def test_a_mean_is_of_one_decimal_half_away_from_nought():
    shown = means({"A": (20, -125), "B": (40, 130)}, A=(30, None), B=(50, None))
    assert shown == {ALL: "0.1", "A": "-6.3", "B": "3.3"}


def test_of_too_few_by_what_is_published_there_is_none():
    """Nineteen people are behind "20", of whom 14 may not be known."""
    assert means({"A": (19, -40)}, A=(20, 10))["A"] is None


def test_at_an_end_of_what_anybody_can_have_there_is_none():
    shown = means({"A": (20, -560), "B": (20, -559)}, A=(30, None), B=(30, None))
    assert shown["A"] is None
    assert shown["B"] is None  # -27.95 would be said as -28.0


def test_people_in_no_shown_part_are_none_or_ten():
    """Groups of 12 and 15 and all of 30: the hidden three would have a mean."""
    few = {"A": (12, -60), "B": (15, -60), "C": (3, -9)}
    services = {"A": (30, 10), "B": (40, 10), "C": (None, None)}
    assert means(few, **services)[ALL] is None
    ten = {**few, "C": (10, -30)}
    assert means(ten, **services)[ALL] == "-4.1"


def test_a_withheld_row_has_no_mean():
    gone = drawn(A=(30, None)).without(lambda place: place[0] == "A")
    made = protected_means(CHANGE, gone, {"A": (28, -100)})
    assert made.at("A").status is Status.WITHHELD


def test_only_tables_that_were_summed_have_means():
    made = list(all_means([drawn(A=(30, None))], {(CHANGE.mean, QUARTER): {}}))
    assert [(each.mean, each.period) for each in made] == [(CHANGE.mean, QUARTER)]
    assert list(all_means([drawn(A=(30, None))], {})) == []


@pytest.mark.parametrize("mean", MEANS.values(), ids=lambda mean: mean.id)
def test_a_mean_runs_and_is_of_a_declared_measure(store: Store, mean):
    judging.bind(store, mean)
    assert mean.measure in MEASURES
    assert mean.ends[0] < mean.ends[1]


def test_the_number_of_a_person_is_the_change_of_who_is_counted(store: Store):
    rows = [
        {"opiate_days_at_start": "20", "opiate_days": "4"},
        {"opiate_days_at_start": "20", "opiate_days": ""},
        {"opiate_days_at_start": "0", "opiate_days": "4"},
        {"opiate_days_at_start": "1", "opiate_days": "0"},
    ]
    found = judging.judged(store, MEANS["opiate_days_change"], rows)
    assert found == [-16, None, None, -1]


def test_one_mean_a_measure_by_one_thing():
    tables = {each.id: each for each in POLICY.lattice}
    for each in POLICY.means:
        assert tables[each.table].measure == MEANS[each.mean].measure
        assert tables[each.table].by == ("service",)
    assert len({each.table for each in POLICY.means}) == len(POLICY.means)
