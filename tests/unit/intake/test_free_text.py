"""IMP-D14 and IMP-D15: what may tell who somebody is goes, the rest stays as written."""

from datetime import date
from pathlib import Path

import pytest

from metrics.history import changes_since
from metrics.intake import check, load
from metrics.intake.free_text import tells
from metrics.store import Store, people
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, TEMPLATES


EVENTS = "client_id,kind,state,happened_on,date_words\n"
NAMES, OWN = "told by Big Dave", "dzień przybliżony"


@pytest.mark.parametrize(
    "text", [NAMES, "see Sam", "at 4 mill lane", "known as spider", "@snow"]
)
def test_what_may_tell_is_found(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    "text", ["date assumed", "Assumed, early March", "from the A&E letter", OWN, ""]
)
def test_what_tells_nothing_stays(text: str) -> None:
    assert not tells(text)


def test_only_the_words_are_left_out(store: Store, tmp_path: Path) -> None:
    events = tmp_path / "event.csv"
    rows = f"RV1,overdose,yes,2026-10-01,{NAMES}\nRV1,overdose,yes,2026-10-02,{OWN}\n"
    events.write_text(EVENTS + rows, encoding="utf-8")
    files = [*written(tmp_path, client=RV1), events]
    delivery = check(files, OPERATOR, profile=TEMPLATES, store=store)
    (problem,) = delivery.problems
    assert (problem.row, problem.column) == (2, "date_words")
    assert "Dave" not in problem.sentence()
    assert load(store, delivery, OPERATOR).saved
    kept = store.read("SELECT date_words FROM event ORDER BY happened_on")
    assert kept == [(None,), (OWN,)]
    (client,) = people.labels(store, date(2026, 11, 2), OPERATOR)
    told = changes_since(store, client, date(2026, 9, 1), date(2026, 11, 2), OPERATOR)
    assert [each.words for each in told if "verdose" in each.words] == [
        f"Overdose ({OWN}; as written, in another language)",
        "Overdose",
    ]
