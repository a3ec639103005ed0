"""An interview held in the app: what is stored is what was said, and nothing else.

The answers are drawn, corrected and interrupted at random; what must be stored is worked
out here in plain Python from the answers alone, by question and person.
"""

from itertools import combinations
from random import Random

import pytest

from metrics import Scope, casework, open_store, records
from metrics.casework import AuditEvent, Reply, Step
from metrics.store import Store
from metrics.store.labels import keep_labels
from metrics.surveys._question import Choice, Number, Pairs, People, Scale
from tests.factories import DAY, a_client, a_permission, put


EVERYBODY = Scope.operator()
EVENT = AuditEvent("somebody", "keyworker", "hold_interview", "A")
UNANSWERED = ("skipped", "does_not_know", "prefers_not_to_say")
WAYS = {"q3": ("lends", "borrows")}
ONE_WAY = {
    "q1": "buys_with",
    "q2": "pools_money",
    "q4": "shares_contacts",
    "q5": "uses_with",
    "q6": "supports",
    "q7": "makes_it_harder",
    "q8": "would_call",
    "q9": "time_without_drugs",
}
COLUMNS = {
    "a1": "role",
    "a2": "closeness",
    "a4": "uses",
    "a5": "view_of_stopping",
    "a7": "wanted",
}


def a_reply(chance: Random, step: Step, mentioned: tuple[int, ...]) -> Reply:
    question = step.question
    if chance.random() < 0.15:
        return Reply(unanswered=chance.choice(UNANSWERED))
    match question:
        case Choice():
            value = chance.choice([each.id for each in question.options])
            kinds = question.restricted[:1] if value == "yes" else ()
            return Reply(value, kinds=kinds)
        case Number() | Scale():
            return Reply(str(chance.randint(question.low, question.high)))
        case People():
            named = chance.sample(range(1, 7), chance.randint(0, question.most))
            return Reply(";".join(str(n) for n in sorted(named)) or "none")
        case Pairs():
            every = [f"{a}-{b}" for a, b in combinations(mentioned, 2)]
            chosen = chance.sample(every, chance.randint(0, min(10, len(every))))
            return Reply(";".join(sorted(chosen)) or "none")
    raise AssertionError(question)


class Told:
    """What was said, as whoever listened would remember it."""

    def __init__(self) -> None:
        self.replies: dict[tuple[str, str, str], Reply] = {}

    def named(self, question: str, about: str = "") -> set[str]:
        reply = self.replies.get(("network", question, about))
        told = reply.value if reply and reply.value else "none"
        return set() if told == "none" else set(told.split(";"))

    @property
    def people(self) -> list[str]:
        every = [self.named(question) for question in ONE_WAY]
        every += [self.named("q3", way) for way in WAYS["q3"]]
        return sorted(set().union(*every), key=int)

    def ties(self) -> set[tuple[str, str, str]]:
        found = set()
        asked = [(question, "", kind) for question, kind in ONE_WAY.items()]
        asked += [("q3", way, way) for way in WAYS["q3"]]
        for question, about, kind in asked:
            reply = self.replies.get(("network", question, about))
            named = self.named(question, about)
            for person in self.people if reply else ():
                if reply.unanswered:
                    found.add((person, kind, "asked_not_answered"))
                elif person in named:
                    found.add((person, kind, "yes"))
                elif len(named) < 5:
                    found.add((person, kind, "no"))
        return found


def hold(store: Store, chance: Random, told: Told) -> Store:
    """Answer question after question; now and then one is corrected, or everything is
    let go and opened again, as after a dropped connection.
    """
    for _ in range(200):
        held = casework.open_sitting(store, "A", EVERYBODY)
        assert held is not None
        step = held.next
        if step is None:
            return store
        if chance.random() < 0.1 and told.replies:
            asked = [each for each in held.steps if each.key in told.replies]
            step = chance.choice(asked) if asked else step
        reply = a_reply(chance, step, held.said.people)
        using = told.replies.get(("network", "using_days", ""))
        if step.question.id == "alone_days" and using and using.value and reply.value:
            reply = Reply(str(min(int(reply.value), int(using.value))))
        casework.answer(store, "A", step.key, reply, EVERYBODY, EVENT)
        told.replies[step.key] = reply
        if chance.random() < 0.05:
            path = store.path
            store.close()
            store = open_store(path)
    raise AssertionError("the questions never end")


@pytest.mark.parametrize(
    ("longer", "seed"), [(False, 0), (False, 1), (False, 2), (True, 3)]
)
def test_what_is_stored_is_what_was_said(tmp_path, longer, seed):
    store = open_store(tmp_path / "s.duckdb", create=True, demo=True, fixed_today=DAY)
    put(store, a_client("A"), a_permission("A"))
    with store.writing() as writing:
        keep_labels(writing, ["A"], ["CL-0001"])
    begun = ("network", "in_person", "yes")
    casework.begin_sitting(store, "A", begun, EVERYBODY, EVENT)
    if longer:
        casework.ask_longer(store, "A", EVERYBODY, EVENT)
    told = Told()
    store = hold(store, Random(seed), told)
    casework.close_sitting(store, "A", True, EVERYBODY, EVENT)

    number = dict(
        store.read("SELECT person_id, number FROM person WHERE superseded_by IS NULL")
    )
    assert sorted(number.values()) == [int(each) for each in told.people]
    ties = store.read(
        "SELECT person_id, kind, state FROM tie WHERE superseded_by IS NULL"
    )
    assert {(str(number[who]), *rest) for who, *rest in ties} == told.ties()
    assert len(ties) == len(told.ties())
    _people_are_as_told(store, told, number)
    _answers_are_as_told(store, told)
    _private_answers_stand_with_the_lead_alone(store, told)
    _measured(store, told)
    store.close()


def _people_are_as_told(store, told, number):
    rows = store.rows("SELECT * FROM person WHERE superseded_by IS NULL")
    for row in rows:
        for question, column in COLUMNS.items():
            key = ("network", question, str(number[row["person_id"]]))
            reply = told.replies.get(key)
            state = row.get(f"{column}_state")
            stored = "asked_not_answered" if state else row[column]
            if reply is None:
                assert stored is None
            elif reply.unanswered:
                assert stored == "asked_not_answered"
            else:
                assert str(stored) == reply.value
        assert row["linked_client_id"] is None


def _answers_are_as_told(store, told):
    rows = store.rows("SELECT * FROM answer WHERE superseded_by IS NULL")
    stored = {row["question"]: row["value"] or row["state"] for row in rows}
    expected = {
        question: reply.value or "asked_not_answered"
        for (_, question, _), reply in told.replies.items()
        if question in {"using_days", "alone_days", "naloxone_near"}
    }
    using = expected.get("using_days")
    if using in {"0", "asked_not_answered"}:
        expected.pop("alone_days", None)
    if not told.named("q8"):
        expected.pop("naloxone_near", None)
    assert stored == expected
    assert all(row["alone"] == "yes" for row in rows)


def _private_answers_stand_with_the_lead_alone(store, told):
    rows = store.read("SELECT kind, state FROM disclosure WHERE superseded_by IS NULL")
    found = dict(rows)
    assert len(rows) == len(found)
    said = {
        question: reply
        for (_, question, _), reply in told.replies.items()
        if question in {"harm_to_self", "hurt_at_home", "made_use_of", "a8"}
    }
    for question, kind in (
        ("harm_to_self", "suicide_or_self_harm"),
        ("hurt_at_home", "violence_at_home"),
    ):
        if said[question].value == "yes":
            assert found[kind] == "yes"
    if "yes" in {said["made_use_of"].value, said["a8"].value}:
        assert found["pressure_or_fear"] == "yes"
    assert store.read("SELECT count(*) FROM said") == [(0,)]


def _measured(store, told):
    held = records.personal_network(store, "A", DAY, EVERYBODY)
    assert held is not None
    assert held.size == len(told.people)
    buying = told.named("q1") | told.named("q2")
    assert held.buying in {len(buying), None}
