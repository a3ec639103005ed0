"""How far people came with a group they were invited to, as a report counts it.

One test is one paragraph. The year is April 2025 to March 2026, told on 2 November 2026.
"""

from datetime import date

import pytest

from metrics.indicators import Example
from metrics.indicators.measures import MEASURES
from metrics.periods import Period
from metrics.scope import Scope
from metrics.store import Store
from metrics.store.counting import in_groups, people
from tests.drawn import told


YEAR = Period.parse("2025-26")
STEPS = [each.id for each in MEASURES.values() if each.of_groups]
GROUP = """
    plan_id | version | group_number | title | ends_on    | saved_at
    P       | 1       | 1            | Tue   | 2025-12-16 | 2025-06-01
    P       | 1       | 2            | Thu   | 2026-06-16 | 2025-06-01
    """


@pytest.fixture
def store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store whose day is 2 November 2026."""
    monkeypatch.setattr(Store, "today", lambda self: date(2026, 11, 2))
    return store


def counted(store: Store) -> dict[tuple[str, ...], int]:
    rows = people(store, YEAR, [tuple(STEPS)], Scope.operator())
    return {tuple(str(r[n]) for n in STEPS): int(r["people"]) for r in rows}


def test_each_step_is_of_those_who_took_the_one_before(store: Store):
    told(
        store,
        planned_group=GROUP,
        membership="""
            client_id | plan_id | version | group_number | locked | invited_on | answer | answered_on | left_on    | saved_at
            stayed    | P       | 1       | 1            | false  | 2025-06-10 | yes    | 2025-06-12  |            | 2025-06-10
            left      | P       | 1       | 1            | false  | 2025-06-10 | yes    | 2025-06-12  | 2025-12-15 | 2025-06-10
            runs_on   | P       | 1       | 2            | false  | 2025-06-10 | yes    | 2025-06-12  |            | 2025-06-10
            absent    | P       | 1       | 1            | false  | 2025-06-10 | yes    | 2025-06-12  |            | 2025-06-10
            later     | P       | 1       | 1            | false  | 2026-03-31 | yes    | 2026-04-01  |            | 2026-03-31
            silent    | P       | 1       | 1            | false  | 2025-06-10 |        |             |            | 2025-06-10
            declined  | P       | 1       | 1            | false  | 2025-06-10 | no     | 2025-06-12  |            | 2025-06-10
            unasked   | P       | 1       | 1            | false  |            |        |             |            | 2025-06-10
            next_year | P       | 1       | 1            | false  | 2026-04-01 | yes    | 2026-04-02  |            | 2026-04-01
            """,
        attendance="""
            client_id | plan_id | version | group_number | held_on    | came | entered_by
            stayed    | P       | 1       | 1            | 2025-09-02 | yes  | leader
            stayed    | P       | 1       | 1            | 2025-09-09 | no   | leader
            left      | P       | 1       | 1            | 2025-09-02 | yes  | leader
            runs_on   | P       | 1       | 2            | 2025-09-02 | yes  | leader
            absent    | P       | 1       | 1            | 2025-09-02 | no   | leader
            """,
    )
    assert counted(store) == {
        tuple(row[name] for name in STEPS): int(row["people"])
        for row in Example("""
            group_offered | group_agreed | group_attended | group_completed | people
            offered       | agreed       | came           | stayed          | 1
            offered       | agreed       | came           | not_to_the_end  | 2
            offered       | agreed       | did_not_come   | outside         | 1
            offered       | not_known    | outside        | outside         | 2
            offered       | declined     | outside        | outside         | 1
            not_offered   | outside      | outside        | outside         | 2
            """).rows
    }


def test_a_plan_saved_anew_is_no_second_group_and_one_that_never_met_did_not_run(
    store: Store,
):
    told(
        store,
        planned_group=GROUP,
        membership="""
            client_id | plan_id | version | group_number | locked | invited_on | saved_at
            A         | P       | 1       | 1            | false  | 2025-06-10 | 2025-06-10
            A         | P       | 2       | 1            | false  | 2025-07-10 | 2025-07-10
            B         | P       | 1       | 2            | false  | 2025-06-10 | 2025-06-10
            """,
        session="""
            plan_id | version | group_number | held_on    | took_place | entered_by
            P       | 1       | 1            | 2025-09-02 | yes        | leader
            P       | 1       | 2            | 2025-09-02 | no         | leader
            """,
    )
    found = in_groups(store, YEAR, Scope.operator())
    assert {(row["in_group"], row["ran"], row["people"]) for row in found} == {
        ("P 1", True, 1),
        ("P 2", False, 1),
    }
