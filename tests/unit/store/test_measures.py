import csv
from collections import defaultdict
from pathlib import Path

import pytest

import sample_data
from metrics import Action, Refused, Scope, records
from metrics.contracts import TABLES
from metrics.store import measures
from metrics.store.measures import after_sitting
from tests.factories import DAY, a_client, an_answer, an_interview, put


SAMPLES = Path(sample_data.__file__).parent
EVERYBODY = Scope.operator()


def read(name: str) -> list[dict[str, str]]:
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_interview(name: str) -> dict[tuple[str, str], list[dict[str, str]]]:
    found = defaultdict(list)
    for row in read(name):
        found[row["client_id"], row["interview"]].append(row)
    return found


def test_every_finished_interview_of_a_load_is_measured(demo_store):
    finished = [row for row in read("interview") if row["finished"] == "yes"]
    (counted,) = demo_store.read(
        "SELECT count(*) FROM network_measure WHERE superseded_by IS NULL"
    )
    assert counted == (len(finished),)


def test_the_four_numbers_are_those_counted_by_hand_in_the_sample_files(demo_store):
    people, ties = by_interview("person"), by_interview("tie")
    pairs = by_interview("person_tie")
    by_hand = []
    for row in read("interview"):
        key = row["client_id"], row["interview"]
        if row["finished"] != "yes":
            continue
        uses = [each["uses"] for each in people[key]]
        n = len(uses)
        supports = {
            each["person_id"]: each["state"]
            for each in ties[key]
            if each["kind"] == "supports"
        }
        knowing = {
            frozenset((each["person_id"], each["other_person_id"]))
            for each in pairs[key]
        }
        by_hand.append(
            (
                n,
                sum(use in ("yes", "on_ort_and_using") for use in uses),
                sum(use not in ("", "not_sure", "asked_not_answered") for use in uses),
                list(supports.values()).count("yes"),
                n - list(supports.values()).count("asked_not_answered"),
                len(knowing),
                n * (n - 1) // 2,
            )
        )
    stored = demo_store.read(
        "SELECT people, using_people, using_of, supportive_people, supportive_of, "
        "knowing_pairs, knowing_of FROM network_measure WHERE superseded_by IS NULL"
    )
    assert sorted(stored) == sorted(by_hand)


def test_a_client_page_gets_the_newest_finished_interview(demo_store):
    asked = demo_store.read(
        "SELECT client_id, max(asked_on) FROM interview WHERE finished = 'yes' "
        "AND superseded_by IS NULL GROUP BY client_id ORDER BY client_id"
    )
    today = demo_store.today()
    found = {
        client: records.personal_network(demo_store, client, today, EVERYBODY)
        for client, _ in asked[:40]
    }
    known = {client: held for client, held in found.items() if held}
    assert known, "nobody in scope was interviewed"
    for client, held in known.items():
        assert held.asked_on == dict(asked)[client]
        assert [each.number for each in held.people] == sorted(
            each.number for each in held.people
        )
        assert held.supportive.part == sum(each.supports for each in held.people)
        assert held.knowing.part == len(held.knowing_pairs)


def test_only_who_may_read_their_words(demo_store):
    scope = Scope("someone", frozenset({Action.SEE_CLIENT}), None, None)
    with pytest.raises(Refused):
        records.personal_network(demo_store, "A", demo_store.today(), scope)


def test_nobody_asked_is_nothing_and_nobody_mentioned_is_nought(store):
    put(store, a_client("A"), a_client("B"), an_interview("B"))
    with store.writing() as writing:
        after_sitting(writing, ("B", "1"), store.now())

    assert records.personal_network(store, "A", DAY, EVERYBODY) is None
    held = records.personal_network(store, "B", DAY, EVERYBODY)
    assert held is not None
    assert (held.size, held.using.value, held.roles) == (0, None, 0)


def test_an_interview_written_again_is_measured_again(store):
    someone = TABLES["person"](
        client_id="B", interview="1", person_id="p", number=1, uses="yes"
    )
    days = an_answer("B", survey="network", question="using_days", value="4")
    alone = an_answer("B", survey="network", question="alone_days", value="1")
    put(store, a_client("B"), an_interview("B"))
    with store.writing() as writing:
        after_sitting(writing, ("B", "1"), store.now())
    put(store, someone, days, alone)
    with store.writing() as writing:
        after_sitting(writing, ("B", "1"), store.now())

    held = records.personal_network(store, "B", DAY, EVERYBODY)
    assert held is not None
    assert (held.size, held.only_using, held.alone.value) == (1, True, 0.25)
    assert measures.NetworkMeasure.held == "program"
