"""A death about which two records disagree stands above the worker's own caseload."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.session import Opened
from metrics import Store, check, load
from tests.imports.loads import OPERATOR
from tests.pages.reading import words


def show() -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation
    from dashboard.access import DEMO_USERS
    from dashboard.app_pages.caseload import my_caseload as page

    navigation.run(page.PAGE, DEMO_USERS[0])


def test_the_worker_reads_it_on_their_caseload(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_opened", Opened(store, None, demo=True))
    header = "client_id,as_at,service,keyworker,status\n"
    for day, status in (("2026-08-01", "died"), ("2026-09-01", "in_treatment")):
        path = tmp_path / day / "client.csv"
        path.parent.mkdir()
        text = f"{header}RV1,{day},Riverside,Keyworker 1,{status}\n"
        path.write_text(text, encoding="utf-8")
        load(store, check([path], OPERATOR, store=store), OPERATOR)
    at = AppTest.from_function(show, default_timeout=60).run()
    assert not at.exception
    (said,) = {each for each in words(at) if "a death is recorded" in each}
    assert "1 August 2026" in said
    assert "1 September 2026" in said
