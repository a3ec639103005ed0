"""Two stewards at once: one batch, and the other is told that it stands."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from metrics.intake import Loaded, batches, check, load
from metrics.store import Store
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, codes, everything


def test_the_same_files_from_two_at_once_are_saved_once(
    store: Store, tmp_path: Path
) -> None:
    paths = written(tmp_path / "new", client=RV1)
    together = Barrier(2)

    def steward(_: int) -> Loaded:
        delivery = check(paths, OPERATOR, store=store)
        together.wait(timeout=60)
        return load(store, delivery, OPERATOR)

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(steward, range(2)))
    (late,) = (each for each in done if not each.saved)
    assert codes(late) == ["IMP-J01"]
    assert len(batches(store, OPERATOR)) == 1
    assert len(everything(store)["client"]) == 1


def test_two_files_at_once_are_two_whole_batches(store: Store, tmp_path: Path) -> None:
    together = Barrier(2)

    def steward(number: int) -> Loaded:
        rows = RV1.replace("RV1", f"RV{number}")
        event = f"RV{number},overdose,yes,2026-09-01"
        paths = written(tmp_path / str(number), client=rows, event=event)
        delivery = check(paths, OPERATOR, store=store)
        together.wait(timeout=60)
        return load(store, delivery, OPERATOR)

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(steward, (1, 2)))
    assert sorted(each.batch or 0 for each in done) == [1, 2]
    assert [len(everything(store)[name]) for name in ("client", "event")] == [2, 2]
    assert store.version == 2
