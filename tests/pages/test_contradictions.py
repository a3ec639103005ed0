"""A fact about which a file and a worker disagree, on the worker's own caseload."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.session import Opened
from metrics import Store, casework, check, load
from metrics.casework import TODAY_FACTS
from metrics.store import people
from tests.imports.loads import OPERATOR, delivered
from tests.pages.reading import words
from tests.pages.test_disputed_deaths import show
from tests.unit.test_contradictions import EVENT, KIT


SAID = "Naloxone kit at home"


@pytest.fixture
def disputed(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(session, "_opened", Opened(store, None, demo=True))
    file = tmp_path / "client.csv"
    file.write_text(
        "client_id,as_at,service,keyworker,status\n"
        "RV1,2026-10-01,Riverside,Keyworker 1,in_treatment\n",
        encoding="utf-8",
    )
    on = date(2026, 10, 1)
    load(store, check([file], OPERATOR, as_at=on, store=store), OPERATOR)
    (client,) = people.labels(store, store.today(), OPERATOR)
    kit, on = TODAY_FACTS["naloxone_kit"], date(2026, 10, 12)
    casework.record_fact(store, client, kit, on, OPERATOR, EVENT)
    delivered(store, tmp_path / "1", event=KIT.format("no"), as_at=date(2026, 10, 20))
    return store


def test_the_worker_reads_it_and_says_which_is_right(disputed: Store) -> None:
    at = AppTest.from_function(show, default_timeout=60).run()
    assert not at.exception
    (said,) = {each for each in words(at) if SAID in each and "says something" in each}
    assert "12 October 2026" in said
    assert "what a worker recorded counts" in said
    (row,) = disputed.read("SELECT row_id FROM contradiction")
    at.button(key=f"file_right_{row[0]}").click().run()
    assert not at.exception
    told = words(at)
    assert not any("says something else" in each for each in told)
    assert any("Put your own record right" in each for each in told)
