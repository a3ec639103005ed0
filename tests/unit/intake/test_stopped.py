"""A load that is stopped: whatever it was at, nothing of it stands.

`ALONGSIDE_STOPS=100 pytest tests/unit/intake/test_stopped.py` stops a hundred times; an
ordinary run stops a few. That a load can be killed is `test_killed.py`.
"""

import os
import random
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest

from metrics.intake import Delivery, batches, check, load, preview, undo
from metrics.problems import Stopped
from metrics.store import Store
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, delivered, everything


STOPS = int(os.environ.get("ALONGSIDE_STOPS", "5"))
PEOPLE, LONGEST = 8_000, 0.4
STATE = "SELECT name, held FROM store_state WHERE name <> 'audit_head' ORDER BY name"


def many(folder: Path) -> list[Path]:
    names = [f"N{each}" for each in range(PEOPLE)]
    clients = [RV1.replace("RV1", name) for name in (*names, "RV1")]
    events = [f"{name},overdose,yes,2026-09-20" for name in names]
    return written(folder, client="\n".join(clients), event="\n".join(events))


def whole(store: Store) -> list[Any]:
    """All that a store holds of a load, row by row."""
    labels = store.read("SELECT * FROM label ORDER BY ALL")
    return [everything(store), labels, batches(store, OPERATOR), store.read(STATE)]


@pytest.fixture
def delivery(store: Store, tmp_path: Path) -> Delivery:
    assert delivered(store, tmp_path / "first", client=RV1).saved
    return check(many(tmp_path / "second"), OPERATOR, store=store)


def test_stopped_at_any_moment_nothing_of_it_stands(
    store: Store, delivery: Delivery, tmp_path: Path
) -> None:
    before, moments = whole(store), random.Random(20261120)
    links = tmp_path / "links.csv"
    stopped = 0
    for _ in range(STOPS):
        enough = Event()
        timer = Timer(moments.uniform(0, LONGEST), enough.set)
        timer.start()
        try:
            done = load(store, delivery, OPERATOR, links=links, cancelled=enough.is_set)
        except Stopped:
            stopped += 1
            assert whole(store) == before
            assert not links.exists()
        else:  # it was quicker: then it stands, whole
            assert done.batch is not None
            assert len(everything(store)["event"]) == PEOPLE
            links.unlink(missing_ok=True)
            undo(store, done.batch, OPERATOR)
            before = whole(store)
        finally:
            timer.cancel()
    assert stopped
    assert load(store, delivery, OPERATOR).saved


def test_reading_and_comparing_are_stopped_too(
    store: Store, delivery: Delivery, tmp_path: Path
) -> None:
    before = whole(store)
    with pytest.raises(Stopped):
        check(many(tmp_path / "third"), OPERATOR, store=store, cancelled=lambda: True)
    with pytest.raises(Stopped, match="Nothing was saved"):
        preview(store, delivery, OPERATOR, cancelled=lambda: True)
    assert whole(store) == before


def test_the_trail_says_that_a_stopped_load_was_not_done(
    store: Store, delivery: Delivery
) -> None:
    with pytest.raises(Stopped):
        load(store, delivery, OPERATOR, cancelled=lambda: True)
    assert next(store.audit.acts())["result"] == "not done"
