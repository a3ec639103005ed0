from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from metrics import (
    Action,
    Refused,
    Scope,
    UserError,
    casework,
    open_store,
    records,
    suitability_with_facts,
)
from metrics.casework import AuditEvent, Reply
from metrics.intake.identity import Ids
from metrics.store import Store, record
from metrics.store.keys import DEMO_KEY
from metrics.store.labels import keep_labels
from tests.factories import DAY, a_client, a_permission, put


EVERYBODY = Scope.operator("worker")
EVENT = AuditEvent("worker", "keyworker", "hold_interview", "A")
OTHER = Ids(DEMO_KEY, "provider").clients(["HB20000"])[0]
ALONE = ("network", "in_person", "yes")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "s.duckdb", create=True, demo=True, fixed_today=DAY)
    put(opened, a_client("A"), a_client(OTHER))
    with opened.writing() as writing:
        keep_labels(writing, ["A", OTHER], ["CL-0001", "CL-0002"])
    yield opened
    opened.close()


def begin(store: Store, *said: str) -> None:
    casework.begin_sitting(store, "A", said or ALONE, EVERYBODY, EVENT)


def reply(store: Store, question: str, value: str | None, about: str = "", **rest):
    survey = "private" if question in {"harm_to_self", "hurt_at_home"} else "network"
    answer = Reply(value, **rest)
    casework.answer(store, "A", (survey, question, about), answer, EVERYBODY, EVENT)


def skip_the_rest(store: Store) -> None:
    while (held := casework.open_sitting(store, "A", EVERYBODY)) and held.next:
        skipped = Reply(unanswered="skipped")
        casework.answer(store, "A", held.next.key, skipped, EVERYBODY, EVENT)


def standing(store: Store, table: str, columns: str) -> list[tuple]:
    return store.read(
        f"SELECT {columns} FROM {table} WHERE superseded_by IS NULL ORDER BY ALL"
    )


def test_private_questions_come_first_and_only_alone(store):
    begin(store)
    held = casework.open_sitting(store, "A", EVERYBODY)
    assert [step.private for step in held.steps[:4]] == [True] * 4
    assert not any(step.private for step in held.steps[4:])

    casework.no_longer_alone(store, "A", EVERYBODY, EVENT)
    held = casework.open_sitting(store, "A", EVERYBODY)
    assert not any(step.private for step in held.steps)


def test_a_private_answer_is_the_leads_and_is_held_nowhere_else(store):
    begin(store)
    reply(store, "hurt_at_home", "yes", kinds=("violence_at_home",))

    found = standing(store, "disclosure", "kind, state, entered_by, interview")
    sitting = casework.open_sitting(store, "A", EVERYBODY).sitting
    assert found == [("violence_at_home", "yes", "worker", sitting.interview)]
    assert standing(store, "said", "question, value, unanswered") == [
        ("hurt_at_home", None, None)
    ]
    assert standing(store, "answer", "question") == []


def test_a_no_is_written_too_and_never_over_a_yes(store):
    begin(store)
    reply(store, "a8", "yes", kinds=("debt",), person=2)
    reply(store, "harm_to_self", "no")
    assert standing(store, "disclosure", "kind, state") == [
        ("debt", "yes"),
        ("pressure_or_fear", "no"),
        ("suicide_or_self_harm", "no"),
    ]
    reply(store, "a8", "no", person=2)
    assert ("debt", "yes") in standing(store, "disclosure", "kind, state")


def test_a_disclosure_about_somebody_names_the_person_mentioned(store):
    begin(store)
    reply(store, "a8", "yes", kinds=("debt",), person=2)
    reply(store, "q1", "1;2")
    told = dict(standing(store, "person", "number, person_id"))
    about = {who for (who,) in standing(store, "disclosure", "person_id")}
    assert about == {told[2]}


def test_until_it_is_closed_its_people_stand_in_no_view(store):
    begin(store)
    reply(store, "q1", "1")
    assert records.personal_network(store, "A", DAY, EVERYBODY) is None
    skip_the_rest(store)
    casework.close_sitting(store, "A", True, EVERYBODY, EVENT)
    held = records.personal_network(store, "A", DAY, EVERYBODY)
    assert held.size == 1
    assert held.supportive.value is None  # asked, and skipped: not known, never a no


def test_it_is_not_finished_with_questions_left(store):
    begin(store)
    reply(store, "q1", "1")
    with pytest.raises(UserError, match="questions left"):
        casework.close_sitting(store, "A", True, EVERYBODY, EVENT)
    casework.close_sitting(store, "A", False, EVERYBODY, EVENT)
    assert standing(store, "interview", "finished") == [("no",)]


def test_a_sitting_with_nothing_said_is_no_interview(store):
    begin(store)
    casework.close_sitting(store, "A", False, EVERYBODY, EVENT)
    assert standing(store, "interview", "interview") == []


def test_beginning_another_keeps_what_was_said_in_the_one_left_open(store):
    begin(store)
    reply(store, "using_days", "4")
    reply(store, "q1", "1")
    begin(store, "circle", "in_person", "yes")
    assert casework.open_sitting(store, "A", EVERYBODY).kind.id == "circle"
    assert standing(store, "interview", "finished") == [("no",)]
    assert standing(store, "answer", "question, value") == [("using_days", "4")]


def test_the_peer_survey_asks_the_16_and_then_the_goals(store):
    begin(store, "circle", "in_person", "yes")
    held = casework.open_sitting(store, "A", EVERYBODY)
    asked = [step.survey for step in held.steps]
    assert asked == ["peers"] * 16 + ["goal_gap"] * 3


def test_a_corrected_answer_takes_back_what_no_longer_applies(store):
    begin(store)
    reply(store, "using_days", "6")
    reply(store, "alone_days", "2")
    reply(store, "using_days", "0")
    assert standing(store, "answer", "question, value") == [("using_days", "0")]
    reply(store, "q1", "1;2")
    reply(store, "a1", "friend", "2")
    reply(store, "q1", "1")
    assert standing(store, "person", "number") == [(1,)]


def test_what_applies_again_is_asked_again(store):
    begin(store)
    reply(store, "using_days", "6")
    reply(store, "alone_days", "2")
    reply(store, "using_days", "0")
    reply(store, "using_days", "5")
    assert standing(store, "answer", "question, value") == [("using_days", "5")]
    reply(store, "q1", "1;2")
    reply(store, "a1", "friend", "2")
    reply(store, "q1", "1")
    reply(store, "q1", "1;2")
    held = casework.open_sitting(store, "A", EVERYBODY)
    assert ("network", "a1", "2") not in held.said.answers
    assert standing(store, "person", "number, role") == [(1, None), (2, None)]
    assert ("network", "alone_days", "") not in held.said.answers


def test_after_a_day_a_disclosure_bears_the_day_on_which_it_was_said(store):
    begin(store)
    sitting = casework.open_sitting(store, "A", EVERYBODY).sitting
    with store.writing() as writing:
        earlier = sitting.began_at - timedelta(days=3)
        begun = sitting.model_copy(update={"began_at": earlier})
        record.add(writing, begun, store.now())
    reply(store, "harm_to_self", "yes", kinds=("suicide_or_self_harm",))
    assert standing(store, "disclosure", "said_on") == [(DAY,)]


@pytest.mark.parametrize(
    ("question", "value"), [("using_days", "29"), ("q1", "11"), ("a8", "perhaps")]
)
def test_what_is_not_an_answer_is_not_saved(store, question, value):
    begin(store)
    with pytest.raises(UserError, match="Nothing was saved"):
        reply(store, question, value)
    assert standing(store, "said", "question") == []


def test_more_days_alone_than_using_days_are_not_saved(store):
    begin(store)
    reply(store, "using_days", "3")
    with pytest.raises(UserError, match="3 days at most"):
        reply(store, "alone_days", "4")


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("theirs", [True, False])
def test_a_link_is_kept_only_where_both_agreed_and_nobody_is_told(store, mine, theirs):
    if mine:
        put(store, a_permission("A"))
    if theirs:
        put(store, a_permission(OTHER))
    begin(store)
    reply(store, "q1", "1")
    if not mine:
        with pytest.raises(UserError, match="not asked in this sitting"):
            reply(store, "a6", "yes", "1", reference="HB20000")
        return
    reply(store, "a6", "yes", "1", reference="HB20000")
    kept = OTHER if theirs else None
    assert standing(store, "person", "linked_client_id") == [(kept,)]
    said = casework.open_sitting(store, "A", EVERYBODY).said
    assert said.value("network", "a6", "1") == casework.NOTED
    # Whatever else is said afterwards, the link stays as it is.
    reply(store, "a1", "friend", "1")
    assert standing(store, "person", "linked_client_id") == [(kept,)]


def test_every_answer_is_audited_and_raises_the_data_version(store):
    begin(store)
    before, lines = store.version, len(store.audit.lines())
    reply(store, "q1", "1")
    assert store.version == before + 1
    assert len(store.audit.lines()) == lines + 2  # intended, done


def test_only_who_may_hold_it_and_only_their_own_people(store):
    looks = Scope("someone", frozenset({Action.SEE_CLIENT}), None, None)
    with pytest.raises(Refused):
        casework.open_sitting(store, "A", looks)
    elsewhere = Scope("worker", frozenset(Action), frozenset({"Elsewhere"}), None)
    with pytest.raises(UserError, match="not on your list"):
        casework.begin_sitting(store, "A", ALONE, elsewhere, EVENT)


def test_five_people_take_about_ten_minutes(store):
    begin(store)
    left = casework.open_sitting(store, "A", EVERYBODY).minutes_left
    assert 5 <= left <= 10


@pytest.mark.parametrize("kind", list(casework.KINDS))
def test_every_screen_of_every_sitting_can_be_drawn_and_read_back(store, kind):
    """Each shape of answer, with something chosen, with nothing, and left open."""
    put(store, a_permission("A"))
    begin(store, kind, "in_person", "yes")
    while (held := casework.open_sitting(store, "A", EVERYBODY)).next:
        step = held.next
        how = casework.form(step)
        assert casework.asked(step)
        several = how.shape in {"people", "pairs", "any", "date"}
        value = "none" if several else how.options[-1].id
        if step.question.id in {"q1", "q5"}:
            value = "1;2"
        kinds = tuple(casework.disclosed_kinds(step))
        answer = Reply(value, kinds=kinds if value == "yes" else ())
        if step.question.id == "alone_days":
            answer = Reply(unanswered="does_not_know")
        casework.answer(store, "A", step.key, answer, EVERYBODY, EVENT)
    assert all(casework.in_words(held, step).strip() for step in held.steps)
    assert (
        held.done
        == len(held.steps)
        == sum(each.steps for each in casework.sections(held))
    )


def test_what_a_group_needs_to_know_is_asked_of_the_person_and_of_the_worker(store):
    asked = {"about_a_group": [], "before_a_place": []}
    how = {
        "about_a_group": ("in_person", "yes"),
        "before_a_place": ("not_recorded", "no"),  # nobody is asked
    }
    told = {
        "own_goal": "stop",
        "wants_group": "yes",
        "can_attend": "yes",
        "slots": "tue_evening;wed_morning",
        "venues": "own_building",
        "acute_state": "no",
        "medical_withdrawal": "no",
        "safe_tonight": "yes",
        "capacity": "can_decide",
    }
    for kind, questions in asked.items():
        begin(store, kind, *how[kind])
        while step := casework.open_sitting(store, "A", EVERYBODY).next:
            questions.append(step.question.id)
            left = [code.id for code in casework.form(step).unanswered]
            assert ("prefers_not_to_say" in left) is (kind == "about_a_group")
            said = Reply(told[step.question.id])
            casework.answer(store, "A", step.key, said, EVERYBODY, EVENT)
        casework.close_sitting(store, "A", True, EVERYBODY, EVENT)
    # In the person's sight stands nothing that their worker judges.
    assert asked == {"about_a_group": list(told)[:5], "before_a_place": list(told)[5:]}
    answers = standing(store, "answer", "question, value, alone")
    alone = dict.fromkeys(asked["about_a_group"], "yes")
    assert answers == sorted((q, said, alone.get(q, "no")) for q, said in told.items())
    assert standing(store, "interview", "interview") == []
    (found,) = suitability_with_facts(store, DAY, EVERYBODY.only("A"))
    states = {line.criterion.code: line.state for line in found.lines}
    assert [states[code] for code in ("C3", "C5", "C7")] == [True, True, True]
    assert [states[code] for code in ("W5", "W6", "W9")] == [False, False, False]
