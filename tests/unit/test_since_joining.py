"""Lines of one person since they joined a group: drawn records, read by hand."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from metrics.contracts.network_measure import NetworkMeasure
from metrics.contracts.plan import Membership
from metrics.records import SinceJoining, since_joining
from metrics.scope import Action, Refused, Scope
from metrics.store import Store, record
from tests.drawn import told


JOINED, TODAY = date(2026, 4, 20), date(2026, 12, 1)
WORKER = Scope(
    "worker",
    frozenset({Action.SEE_OWN_WORDS}),
    services=frozenset({"North"}),
    keyworkers=frozenset({"Keyworker 1"}),
)


@pytest.fixture
def grouped(store: Store) -> Store:
    """A joined and agreed, B joined and did not agree, C agreed and is in no group."""
    told(
        store,
        client="""
            client_id | as_at      | service | keyworker   | status
            A         | 2026-01-01 | North   | Keyworker 1 | in_treatment
            B         | 2026-01-01 | North   | Keyworker 1 | in_treatment
            C         | 2026-01-01 | North   | Keyworker 1 | in_treatment
            """,
        permission="""
            client_id | purpose             | state    | given_on
            A         | service_improvement | given    | 2026-01-01
            B         | service_improvement | declined | 2026-01-01
            C         | service_improvement | given    | 2026-01-01
            """,
        outcome="""
            client_id | completed_on | opiate_days | inject_days
            A         | 2026-01-05   | 28          | 3
            A         | 2026-04-10   | 20          |
            A         | 2026-05-10   | 1           | 2
            A         | 2026-10-10   | 8           |
            B         | 2026-04-10   | 20          | 1
            """,
        interview="""
            client_id | interview | asked_on   | finished
            A         | first     | 2026-04-01 | yes
            A         | second    | 2026-09-01 | yes
            A         | third     | 2026-11-01 | no
            """,
    )
    at = datetime(2026, 4, 20)
    with store.writing() as writing:
        for number, who in enumerate("ABC"):
            label = {"who": who, "label": f"NO-000{number}"}
            writing.run("INSERT INTO label VALUES ($who, $label)", label)
        for who in "AB":
            record.add(writing, _member(who, at), at)
        for interview, alone, buying in (("first", 3, 4), ("second", 6, 2)):
            record.add(writing, _measured(interview, alone, buying), at)
    return store


def _member(who: str, at: datetime) -> Membership:
    return Membership(
        plan_id="p",
        version=1,
        client_id=who,
        group_number=1,
        locked=False,
        answer="yes",
        answered_on=JOINED,
        saved_at=at,
    )


def _measured(interview: str, alone: int, buying: int) -> NetworkMeasure:
    nought = dict.fromkeys(
        (
            "using_people",
            "using_of",
            "knowing_pairs",
            "knowing_of",
            "hub_ties",
            "hub_of",
            "transactional_people",
            "transactional_of",
        ),
        0,
    )
    return NetworkMeasure(
        client_id="A",
        interview=interview,
        as_at=JOINED,
        people=5,
        supportive_people=1,
        supportive_of=5,
        alone_days=alone,
        alone_of=12,
        buying_people=buying,
        **nought,
    )


def said(found: SinceJoining) -> dict[str, list[str | None]]:
    return {
        line.title: [
            each and f"{each.words}, {each.on}" for each in (line.before, line.after)
        ]
        for line in found.lines
    }


def test_each_line_is_the_last_before_and_the_last_since(grouped: Store):
    found = since_joining(grouped, "A", TODAY, WORKER)
    assert found is not None
    assert found.joined_on == JOINED
    assert said(found) == {
        "Days of illicit opiates": [
            "20 of 28 days, 2026-04-10",
            "8 of 28 days, 2026-10-10",
        ],
        # January is too long ago to speak of April; in May not all 28 days were after.
        "Days of injecting": [None, None],
        "Using days alone": [
            "3 of 12 using days, 2026-04-01",
            "6 of 12 using days, 2026-09-01",
        ],
        "People they buy or pool money with": ["4, 2026-04-01", "2, 2026-09-01"],
        "People who use heroin now": [None, None],
        "People who support stopping": [
            "1 of 5 people, 2026-04-01",
            "1 of 5 people, 2026-09-01",
        ],
    }


@pytest.mark.parametrize("client", ["B", "C", "nobody"])
def test_who_did_not_agree_or_joined_no_group_has_no_lines(grouped: Store, client: str):
    assert since_joining(grouped, client, TODAY, WORKER) is None


def test_another_worker_is_told_nothing(grouped: Store):
    other = replace(WORKER, keyworkers=frozenset({"Keyworker 2"}))
    assert since_joining(grouped, "A", TODAY, other) is None


def test_it_needs_its_action(grouped: Store):
    with pytest.raises(Refused):
        since_joining(grouped, "A", TODAY, replace(WORKER, actions=frozenset()))
