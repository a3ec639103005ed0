"""A load or an undo while others read, back up or turn a rule off: in turn, and whole."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from metrics import AuditEvent, keeping, open_store, safety
from metrics.contracts.decision import GROUP_OFFER
from metrics.intake import Loaded, batches, check, load, undo
from metrics.store import Store, copying
from metrics.store.batches import take_away
from metrics.store.copying import copy
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, delivered, everything


EVENT = AuditEvent("operator", "operator", "keep_store")
SWITCH = AuditEvent("ana", "clinical_lead", "switch_rule")
A_MOMENT = 0.3  # seconds in which a load that did not wait would have been done
PATIENCE = 60


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as other:
        yield other


def one_more(store: Store, folder: Path) -> Loaded:
    event = "RV2,overdose,yes,2026-09-20"
    return delivered(store, folder, client=RV1.replace("RV1", "RV2"), event=event)


def counted(store: Store) -> list[int]:
    return [len(everything(store)[name]) for name in ("client", "event")]


def waits(doing: Future[Any]) -> bool:
    with pytest.raises(TimeoutError):
        doing.result(timeout=A_MOMENT)
    return not doing.done()


# IMP-J10 -----------------------------------------------------------------------------


def test_who_reads_during_an_undo_sees_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    assert delivered(store, tmp_path / "1", client=RV1).saved
    batch = one_more(store, tmp_path / "2").batch
    assert batch is not None
    before = everything(store)
    with store.writing() as writing:
        take_away(writing, batch, store.now())
        assert everything(store) == before
    assert counted(store) == [1, 0]


def test_a_reader_who_began_before_the_undo_ends_before_it(
    store: Store, tmp_path: Path
) -> None:
    assert delivered(store, tmp_path / "1", client=RV1).saved
    batch = one_more(store, tmp_path / "2").batch
    assert batch is not None
    with store.snapshot() as reading:
        clients = reading.run("SELECT count(*) FROM client")
        undo(store, batch, OPERATOR)
        events = reading.run("SELECT count(*) FROM event")
    assert (clients, events) == ([(2,)], [(1,)])
    assert counted(store) == [1, 0]


# IMP-J13 -----------------------------------------------------------------------------


def test_a_load_waits_for_a_backup_and_is_not_in_it(
    store: Store,
    tmp_path: Path,
    beside: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert delivered(store, tmp_path / "1", client=RV1).saved
    paths = written(tmp_path / "2", client=RV1.replace("RV1", "RV2"))
    delivery = check(paths, OPERATOR, store=store)
    begun: list[Future[Loaded]] = []

    def copied(source: Path, to: Path) -> str:
        if not begun:
            begun.append(beside.submit(load, store, delivery, OPERATOR))
        assert waits(begun[0])
        return copy(source, to)

    monkeypatch.setattr(copying, "copy", copied)
    keeping.back_up(store, tmp_path / "copy", OPERATOR, EVENT)
    assert begun[0].result(PATIENCE).saved
    assert counted(store)[0] == 2
    kept = open_store(tmp_path / "copy" / "store.duckdb")
    assert counted(kept)[0] == 1
    kept.close()


def test_a_rule_turned_off_during_a_load_waits_for_it(
    store: Store, tmp_path: Path, beside: ThreadPoolExecutor
) -> None:
    delivery = check(written(tmp_path, client=RV1), OPERATOR, store=store)
    begun: list[Future[None]] = []

    def tell(_: str, __: int, ___: int) -> None:
        if not begun:
            asked = (store, GROUP_OFFER, True, "A fault in it", OPERATOR, SWITCH)
            begun.append(beside.submit(safety.switch_rule, *asked))
        assert waits(begun[0])

    assert load(store, delivery, OPERATOR, progress=tell).saved
    begun[0].result(PATIENCE)
    assert [each.id for each in batches(store, OPERATOR)] == [1]
    off = safety.turned_off(store, store.today(), OPERATOR)
    assert [each.rule for each in off] == [GROUP_OFFER]
