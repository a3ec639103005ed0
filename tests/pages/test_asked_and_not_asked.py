"""IMP-F12 and IMP-D11 where a worker reads them: asked and nobody mentioned is not "not
asked", and who agreed to nothing is used for their own care alone.
"""

from pathlib import Path

import pytest

from dashboard import session
from dashboard.components.agreements import OWN_CARE_ONLY
from dashboard.components.people_around import NOT_ASKED
from dashboard.session import Opened
from metrics import Store, check, load
from metrics.store import people
from tests.imports.loads import OPERATOR, delivered
from tests.pages.reading import words
from tests.pages.test_client_page import opened


CLIENT = "client_id,as_at,service,keyworker,status"
WITH = "{},2026-10-01,Riverside,Keyworker 1,in_treatment"
NOBODY = "nobody was mentioned"


@pytest.fixture
def labels(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """RV1 was asked and mentioned nobody; RV2 was not asked, and agreed to planning."""
    monkeypatch.setattr(session, "_opened", Opened(store, None, demo=True))
    file = tmp_path / "client.csv"
    rows = "\n".join((CLIENT, WITH.format("RV1"), WITH.format("RV2")))
    file.write_text(f"{rows}\n", encoding="utf-8")
    loaded = load(store, check([file], OPERATOR, store=store), OPERATOR)
    assert loaded.own_care_only == 2
    delivered(
        store,
        tmp_path / "more",
        interview="RV1,i1,2026-10-12,yes",
        permission="RV2,network_planning,given,2026-10-12",
    )
    clients = {label: client for client, label in people.every_label(store).items()}
    return {ours: clients[label] for ours, label in loaded.links.items()}


def test_asked_and_nobody_mentioned_is_not_not_asked(labels: dict[str, str]) -> None:
    asked, not_asked = (words(opened(labels[each])) for each in ("RV1", "RV2"))
    assert any(NOBODY in each for each in asked)
    assert NOT_ASKED not in asked
    assert NOT_ASKED in not_asked
    assert not any(NOBODY in each for each in not_asked)


def test_who_agreed_to_nothing_is_used_for_their_own_care(
    labels: dict[str, str],
) -> None:
    assert OWN_CARE_ONLY in words(opened(labels["RV1"]))
    assert OWN_CARE_ONLY not in words(opened(labels["RV2"]))
