"""IMP-F10: what a worker wrote down without asking is kept as such, and read by no rule."""

from datetime import date
from pathlib import Path

import pytest

from metrics.intake import check, load
from metrics.records import personal_network, worker_recorded
from metrics.scope import Action, Refused, Scope
from metrics.store import Store, people
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, TEMPLATES


ON = date(2026, 11, 2)
INTERVIEW = "client_id,interview,asked_on,mode,finished\n"
TOLD = "RV1,i1,2026-10-01,in_person,yes\n"
THOUGHT = "RV1,i2,2026-10-20,worker_recorded,yes\n"
PEOPLE = "RV1,i1,P1,1,\nRV1,i2,P1,1,\nRV1,i2,P2,2,"
TIES = "RV1,i1,P1,supports,yes\nRV1,i2,P1,buys_with,yes\nRV1,i2,P2,uses_with,yes"


@pytest.fixture
def client(store: Store, tmp_path: Path) -> str:
    """RV1 told of one person; later their worker wrote down two without asking."""
    files = written(tmp_path, client=RV1, person=PEOPLE, tie=TIES)
    interview = tmp_path / "interview.csv"
    interview.write_text(INTERVIEW + TOLD + THOUGHT, encoding="utf-8")
    delivery = check([*files, interview], OPERATOR, profile=TEMPLATES, store=store)
    assert not delivery.problems
    assert load(store, delivery, OPERATOR).saved
    (found,) = people.labels(store, ON, OPERATOR)
    return found


def test_both_are_kept_each_with_how_it_came(store: Store, client: str) -> None:
    kept = store.read("SELECT interview, mode FROM interview ORDER BY interview")
    assert kept == [("i1", "in_person"), ("i2", "worker_recorded")]
    assert len(store.read("SELECT * FROM tie")) == 3


def test_the_page_shows_what_they_told_and_names_the_rest(
    store: Store, client: str
) -> None:
    told = personal_network(store, client, ON, OPERATOR)
    assert told is not None
    assert told.asked_on == date(2026, 10, 1)
    assert [each.number for each in told.people] == [1]
    assert worker_recorded(store, client, ON, OPERATOR) == date(2026, 10, 20)
    assert worker_recorded(store, client, date(2026, 10, 19), OPERATOR) is None


def test_no_rule_reads_it(store: Store, client: str) -> None:
    names = ("supportive_people", "circle_uses", "role_types")
    (facts,) = people.facts(store, names, ON, OPERATOR).values()
    assert facts["supportive_people"].value == 1
    assert {each.on for each in facts.values()} == {date(2026, 10, 1)}
    for table in ("interview", "person", "tie"):
        rows = people.rows_of(store, table, ON, OPERATOR)
        assert {row["interview"] for row in rows} == {"i1"}


def test_it_is_for_their_own_worker(store: Store, client: str) -> None:
    one = Scope("me", frozenset({Action.SEE_CLIENT}), None, None)
    with pytest.raises(Refused):
        worker_recorded(store, client, ON, one)
