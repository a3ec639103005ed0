from pathlib import Path

import pytest

from metrics.intake import check, load
from metrics.store import Store
from metrics.surveys import SURVEYS
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1


def asked(row: str, folder: Path) -> list[tuple[str, str | None, int | None]]:
    """What is said of one answer: case, column, row."""
    delivery = check(written(folder, client=RV1, answer=row), OPERATOR)
    assert delivery.held["answer"] == bool(delivery.problems)
    return [(each.code, each.column, each.row) for each in delivery.problems]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("RV1,peers,st1,4,,2026-10-01", []),
        ("RV1,peers,st1,,asked_not_answered,2026-10-01", []),
        ("RV1,peers,st1,6,,2026-10-01", [("IMP-D04", "value", 2)]),
        ("RV1,peers,no_such,4,,2026-10-01", [("IMP-D04", "question", 2)]),
        ("RV1,no_such,st1,4,,2026-10-01", [("IMP-D04", "survey", 2)]),
        ("RV1,peers,st1,,,2026-10-01", [("IMP-D10", "state", 2)]),
        ("RV1,peers,st1,4,asked_not_answered,2026-10-01", [("IMP-D10", "state", 2)]),
        ("RV1,peers,st1,,no,2026-10-01", [("IMP-D10", "state", 2)]),
    ],
)
def test_an_answer_is_judged_by_its_question(
    tmp_path: Path, row: str, said: list[tuple[str, str, int]]
) -> None:
    assert asked(row, tmp_path) == said


def test_what_only_the_lead_may_see_is_not_taken(tmp_path: Path) -> None:
    restricted = [
        (survey.id, question.id)
        for survey in SURVEYS.values()
        for question in survey.questions
        if question.restricted
    ]
    assert restricted
    for survey, question in restricted:
        row = f"RV1,{survey},{question},yes,,2026-10-01"
        assert asked(row, tmp_path) == [("IMP-D04", "question", 2)]


def test_what_another_table_keeps_is_not_an_answer(tmp_path: Path) -> None:
    elsewhere = next(
        (survey.id, question.id)
        for survey in SURVEYS.values()
        for question in survey.questions
        if question.fills != "answer.value" and not question.restricted
    )
    row = f"RV1,{','.join(elsewhere)},yes,,2026-10-01"
    assert asked(row, tmp_path) == [("IMP-D04", "question", 2)]


def test_good_answers_stand_beside_held_ones(store: Store, tmp_path: Path) -> None:
    rows = "RV1,peers,st1,4,,2026-10-01\nRV1,peers,st3,9,,2026-10-01"
    delivery = check(written(tmp_path, client=RV1, answer=rows), OPERATOR)
    assert load(store, delivery, OPERATOR, "one is to be asked again").saved
    assert store.read("SELECT question, value FROM answer") == [("st1", "4")]


def test_answers_for_the_lead_are_counted_and_not_kept(
    store: Store, tmp_path: Path
) -> None:
    """safety.md H22: after a load with two such answers, a person is told today."""
    rows = [
        "RV1,private,harm_to_self,yes,,2026-10-01",
        "RV1,prison,pr4,yes,,2026-10-01",
        "RV1,private,hurt_at_home,no,,2026-10-01",
        "RV1,private,made_use_of,,asked_not_answered,2026-10-01",
        "RV1,peers,st1,4,,2026-10-01",
    ]
    files = written(tmp_path, client=RV1, answer="\n".join(rows))
    done = load(store, check(files, OPERATOR), OPERATOR, "for the lead")
    assert done.saved
    assert done.for_a_person is not None
    assert done.for_a_person.startswith(
        "2 answers need a person today: 2 for the safeguarding lead alone (tell the lead"
    )
    assert store.read("SELECT question FROM answer") == [("st1",)]
