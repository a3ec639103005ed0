"""Who counts in a report: people in treatment on any day of a quarter, and what was
known of them on its last day.

One test is one paragraph. The quarter is April to June 2026, told on 2 November 2026.
"""

from datetime import date

import pytest

from metrics import releasing
from metrics.disclosure.policy import POLICY
from metrics.indicators import Example
from metrics.indicators.measures import MEASURES
from metrics.periods import Period
from metrics.scope import Scope
from metrics.store import Store
from metrics.store.counting import people
from tests.drawn import told


QUARTER = Period.parse("2026-27-Q1")


@pytest.fixture
def store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store whose day is 2 November 2026."""
    monkeypatch.setattr(Store, "today", lambda self: date(2026, 11, 2))
    return store


def counted(
    store: Store, *names: str, period: Period = QUARTER
) -> list[dict[str, object]]:
    """People by the variables named."""
    sums: dict[tuple[object, ...], int] = {}
    for row in people(store, period, [names], Scope.operator()):
        key = tuple(row[name] for name in names)
        sums[key] = sums.get(key, 0) + int(row["people"])
    rows = [(dict(zip(names, key, strict=True)), n) for key, n in sums.items()]
    return sorted(
        ({**row, "people": n} for row, n in rows), key=lambda r: str(r.values())
    )


def expected(drawn: str) -> list[dict[str, object]]:
    rows = ({**row, "people": int(row["people"])} for row in Example(drawn).rows)
    return sorted(rows, key=lambda row: str(row.values()))


def everybody(store: Store) -> int:
    return sum(int(str(row["people"])) for row in counted(store, "sex"))


def test_treatment_that_touches_the_quarter_counts(store):
    told(
        store,
        client="""
            client_id | as_at      | service | treatment_start | status
            before    | 2026-11-02 | A       | 2020-01-01      | in_treatment
            last_day  | 2026-11-02 | B       | 2026-06-30      | in_treatment
            too_late  | 2026-11-02 | C       | 2026-07-01      | in_treatment
            """,
    )
    assert counted(store, "service") == expected("""
        service | people
        A       | 1
        B       | 1
        """)


def test_who_left_counts_until_the_day_of_the_exit(store):
    told(
        store,
        client="""
            client_id  | as_at      | service | treatment_start | status
            first_day  | 2026-11-02 | A       | 2020-01-01      | left
            day_before | 2026-11-02 | B       | 2020-01-01      | left
            no_exit    | 2026-05-01 | C       | 2020-01-01      | left
            told_early | 2026-03-31 | D       | 2020-01-01      | left
            died       | 2026-11-02 | E       | 2020-01-01      | died
            """,
        event="""
            client_id  | kind           | state | happened_on
            first_day  | treatment_exit | yes   | 2026-04-01
            day_before | treatment_exit | yes   | 2026-03-31
            """,
    )
    assert counted(store, "service") == expected("""
        service | people
        A       | 1
        C       | 1
        E       | 1
        """)


def test_an_exit_of_somebody_in_treatment_ended_an_earlier_one(store):
    told(
        store,
        client="""
            client_id | as_at      | service | treatment_start | status
            returned  | 2026-11-02 | A       | 2026-02-01      | in_treatment
            left_anew | 2026-11-02 | B       | 2026-02-01      | left
            """,
        event="""
            client_id | kind           | state | happened_on
            returned  | treatment_exit | yes   | 2026-01-10
            left_anew | treatment_exit | yes   | 2026-01-10
            """,
    )
    assert everybody(store) == 2


def test_where_no_start_is_recorded_it_counts_from_the_first_record(store):
    told(
        store,
        client="""
            client_id | as_at      | service
            known     | 2026-06-01 | A
            later     | 2026-10-05 | B
            """,
    )
    assert counted(store, "service") == expected("""
        service | people
        A       | 1
        """)


def test_a_person_counts_once_at_the_service_of_that_time(store):
    told(
        store,
        client="""
            client_id | as_at      | service | sex    | treatment_start
            moved     | 2026-04-05 | A       | female | 2020-01-01
            moved     | 2026-10-05 | B       |        | 2020-01-01
            came      | 2026-10-05 | C       | male   | 2020-01-01
            came      | 2026-11-02 | D       | male   | 2020-01-01
            nowhere   | 2026-11-02 |         |        | 2020-01-01
            """,
    )
    assert counted(store, "service", "sex") == expected("""
        service   | sex       | people
        A         | female    | 1
        C         | male      | 1
        not_known | not_known | 1
        """)


def test_facts_are_those_of_the_last_day_of_the_quarter(store):
    told(
        store,
        client="""
            client_id | as_at      | service | treatment_start | status
            now       | 2026-11-02 | A       | 2020-01-01      | in_treatment
            old       | 2026-11-02 | A       | 2020-01-01      | in_treatment
            after     | 2026-11-02 | A       | 2020-01-01      | in_treatment
            stopped   | 2026-11-02 | A       | 2020-01-01      | in_treatment
            """,
        prescription="""
            client_id | medicine      | recorded_on
            now       | methadone     | 2026-04-07
            old       | methadone     | 2026-04-06
            after     | buprenorphine | 2026-07-01
            stopped   | buprenorphine | 2026-06-01
            """,
        event="""
            client_id | kind     | state | happened_on
            stopped   | ort_stop | yes   | 2026-06-20
            """,
        outcome="""
            client_id | completed_on | opiate_days | inject_days
            now       | 2026-06-01   | 3           | 0
            old       | 2026-06-01   | 3           | 1
            after     | 2026-07-01   | 3           | 1
            stopped   | 2026-06-01   | 0           | declined
            """,
    )
    names = ("ort_medicine", "use_on_top", "injecting")
    assert counted(store, *names) == expected("""
        ort_medicine    | use_on_top | injecting    | people
        methadone       | reported   | not_reported | 1
        not_known       | outside    | reported     | 1
        not_known       | outside    | not_known    | 1
        another_or_none | outside    | not_known    | 1
        """)


def test_everybody_is_in_every_set_and_every_variable_is_counted(demo_store: Store):
    sets = releasing._sets(QUARTER.label)
    rows = people(demo_store, QUARTER, sets, Scope.operator())
    of_quarter = {t.measure for t in POLICY.lattice if t.every == "quarter"}
    answered = {name for name in of_quarter if MEASURES[name].answers}
    assert {name for row in rows for name in row} - {"people"} == {
        "service", "sex", "ethnic_group", *answered
    }  # fmt: skip
    sums = [
        sum(int(row["people"]) for row in rows if set(row) == {*names, "people"})
        for names in sets
    ]
    ids = demo_store.read("SELECT count(DISTINCT client_id) FROM client")[0][0]
    assert len(set(sums)) == 1
    assert 0 < sums[0] <= ids


def test_age_and_ethnic_group_are_told_in_few_groups(store):
    told(
        store,
        client="""
            client_id | as_at      | service | treatment_start | age_band | ethnic_group
            A         | 2026-04-05 | N       | 2020-01-01      | 30_34    | white
            A         | 2026-10-05 | N       | 2020-01-01      | 35_39    |
            B         | 2026-10-05 | N       | 2020-01-01      | 18_24    | asian
            C         | 2026-10-05 | N       | 2020-01-01      |          | asked_not_answered
            D         | 2026-10-05 | N       | 2020-01-01      | 70_plus  | black
            """,
    )
    assert counted(store, "age_band", "ethnic_group") == expected("""
        age_band  | ethnic_group | people
        35_44     | white        | 1
        under_35  | another      | 1
        not_known | not_known    | 1
        55_plus   | another      | 1
        """)


def test_who_stayed_twelve_weeks_and_who_died_in_a_year(store):
    told(
        store,
        client="""
            client_id | as_at      | treatment_start | status
            stays     | 2026-11-02 | 2025-05-01      | in_treatment
            last_day  | 2026-11-02 | 2025-05-01      | left
            too_soon  | 2026-11-02 | 2025-05-01      | left
            just      | 2026-11-02 | 2026-01-06      | in_treatment
            late      | 2026-11-02 | 2026-01-07      | in_treatment
            before    | 2026-11-02 | 2025-03-31      | in_treatment
            died      | 2025-11-02 | 2024-01-01      | died
            after     | 2026-11-02 | 2024-01-01      | died
            """,
        event="""
            client_id | kind           | state | happened_on
            last_day  | treatment_exit | yes   | 2025-07-24
            too_soon  | treatment_exit | yes   | 2025-07-23
            """,
    )
    year = Period.parse("2025-26")
    assert counted(store, "retained", period=year) == expected("""
        retained    | people
        stayed      | 3
        left_before | 1
        outside     | 4
        """)
    assert counted(store, "died", period=year) == expected("""
        died     | people
        died     | 1
        not_died | 7
        """)
