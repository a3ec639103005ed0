"""What of a delivery is too old: by the newest row, by its own limit, to the day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from metrics.intake import check, preview
from metrics.intake.ageing import Ageing, ageing
from metrics.settings import ORT_RECORD
from metrics.store import Store
from metrics.surveys import SURVEYS
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1


TODAY = date(2026, 11, 2)
DAYS = ORT_RECORD.days or 0
LAST = TODAY - timedelta(DAYS)
MEDICINE = "ORT medicine, as recorded"


def prescribed(folder: Path, *days: tuple[str, date]) -> dict[str, Ageing]:
    rows = "\n".join(f"{who},methadone,,60,mg,daily,{day}" for who, day in days)
    delivery = check(written(folder, prescription=rows), OPERATOR)
    assert not delivery.is_held, delivery.problems
    return {each.words: each for each in ageing(delivery.rows, TODAY)}


@pytest.mark.parametrize(("day", "too_old"), [(LAST, 0), (LAST - timedelta(1), 1)])
def test_its_last_day_is_used_and_the_next_is_not(
    tmp_path: Path, day: date, too_old: int
) -> None:
    found = prescribed(tmp_path, ("RV1", day), ("RV2", TODAY))
    assert found[MEDICINE] == Ageing(MEDICINE, DAYS, 2, too_old)


def test_only_the_newest_row_of_a_person_counts(tmp_path: Path) -> None:
    old = LAST - timedelta(100)
    found = prescribed(tmp_path, ("RV1", old), ("RV1", TODAY), ("RV2", old))
    assert found[MEDICINE] == Ageing(MEDICINE, DAYS, 2, 1)


def test_what_nobody_told_is_not_listed(tmp_path: Path) -> None:
    assert "Form of the medicine, as recorded" not in prescribed(
        tmp_path, ("RV1", TODAY)
    )


def test_each_question_has_its_own_limit(tmp_path: Path) -> None:
    question = SURVEYS["peers"].question("st1")
    assert question is not None
    days = question.limit.days
    assert days is not None
    old = TODAY - timedelta(days + 1)
    answers = f"""
        RV1,peers,st1,3,,{old}
        RV2,peers,st1,3,,{TODAY}
        RV3,peers,st1,,asked_not_answered,{TODAY}
    """
    delivery = check(written(tmp_path, answer=answers), OPERATOR)
    assert ageing(delivery.rows, TODAY) == (Ageing(question.text, days, 2, 1),)


def test_a_preview_says_it(store: Store, tmp_path: Path) -> None:
    files = written(
        tmp_path, client=RV1, prescription="RV1,methadone,,60,mg,daily,2020-01-01"
    )
    found = preview(store, check(files, OPERATOR, store=store), OPERATOR)
    assert {each.words: each.too_old for each in found.ageing}[MEDICINE] == 1
