"""The ten invariants of safety.md 3.2, over deliveries drawn at random.

A delivery mixes sound rows with rows that lack something, bear a unit, a wrong date or a
code of nobody's, and rows of people whom no client file names. Which problem each bad
cell is told as, is the corpus of `tests/imports/`; here only what holds whatever is in
the files. Killed loads are `unit/intake/test_killed.py`; the limits of a file, which
keep time and memory bounded (INV9), are cases IMP-B16 to IMP-B18 and IMP-H04.
"""

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.intake import Loaded, batches, check, load, preview, undo
from metrics.problems import Outcome
from metrics.store import Store, open_store
from tests.imports.files import written
from tests.imports.loads import OPERATOR, TEMPLATES, everything


# Stands in every bad cell, and may stand in nothing that anybody is told.
CANARY = "Qzx77"
PEOPLE = ("RV1", "RV2", "RV3")
DAYS = ("2026-08-01", "2026-09-15", "2026-10-01")
BAD_DAY, BAD_CODE, BAD_DOSE = f"01/02/{CANARY}", f"not {CANARY}", f"60 {CANARY}mg"
REASON = "The rest comes on Monday"


def one_of(*sound: str, bad: str = "") -> st.SearchStrategy[str]:
    """Mostly sound: else hardly a row of a delivery would ever be saved."""
    return st.sampled_from((*sound * 6, bad) if bad else sound)


def rows(
    *cells: st.SearchStrategy[str], most: int = 4
) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(*cells), max_size=most)


SOMEBODY = one_of(*PEOPLE, "RV9")
DELIVERIES = st.fixed_dictionaries(
    {
        "client": rows(
            one_of(*PEOPLE),
            one_of(*DAYS, bad=BAD_DAY),
            one_of("Riverside"),
            one_of("in_treatment", bad=BAD_CODE),
        ),
        "prescription": rows(
            SOMEBODY,
            one_of("methadone", bad=BAD_CODE),
            one_of("oral_solution"),
            one_of("60", "45", bad=BAD_DOSE),
            one_of("mg"),
            one_of("daily"),
            one_of(*DAYS, bad=BAD_DAY),
        ),
        "event": rows(
            SOMEBODY,
            one_of("overdose", "prison_release", bad=BAD_CODE),
            one_of("yes", "no"),
            one_of(*DAYS, bad=BAD_DAY),
        ),
    }
)
Drawn = Mapping[str, list[tuple[str, ...]]]
invariant = settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def files(folder: Path, drawn: Drawn) -> list[Path]:
    return written(
        folder, **{name: "\n".join(map(",".join, drawn[name])) for name in drawn}
    )


@contextmanager
def opened() -> Iterator[tuple[Store, Path]]:
    """A store that holds one earlier load, and a folder for files."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "s.duckdb", create=True)
        first = files(
            Path(folder) / "first",
            {
                "client": [("RV1", "2026-07-01", "Riverside", "in_treatment")],
                "event": [("RV1", "overdose", "yes", "2026-07-01")],
            },
        )
        assert load(store, check(first, OPERATOR, store=store), OPERATOR).saved
        yield store, Path(folder)
        store.close()


def all_that_stands(store: Store) -> dict[str, Any]:
    return {**everything(store), "labels": store.read("SELECT * FROM label ORDER BY 1")}


def loaded(store: Store, paths: list[Path], reason: str | None = None) -> Loaded:
    delivery = check(paths, OPERATOR, profile=TEMPLATES, store=store)
    return load(store, delivery, OPERATOR, reason)


@invariant
@given(drawn=DELIVERIES)
def test_nothing_is_written_before_it_is_confirmed_or_on_any_failure(drawn: Drawn):
    """INV1, INV2, INV3 and INV10: check and preview write nothing; a load is whole."""
    with opened() as (store, folder):
        paths = files(folder / "new", drawn)
        before, version = all_that_stands(store), store.version
        delivery = check(paths, OPERATOR, profile=TEMPLATES, store=store)
        foreseen = preview(store, delivery, OPERATOR)
        assert (all_that_stands(store), store.version) == (before, version)
        done = load(store, delivery, OPERATOR)
        if done.saved:
            newest = batches(store, OPERATOR)[-1]
            assert done.batch == newest.id
            assert done.summary.startswith(f"Saved as batch {newest.id}:")
            assert store.version == version + 1
        else:
            assert done.summary.startswith("Nothing was saved.")
            assert (all_that_stands(store), store.version) == (before, version)
        assert done.saved is foreseen.could_be_saved
        assert done.tables == foreseen.tables


@invariant
@given(drawn=DELIVERIES)
def test_every_row_is_accounted_for(drawn: Drawn):
    """INV4: new, changed, unchanged and held are together the rows of the file."""
    with opened() as (store, folder):
        done = loaded(store, files(folder / "new", drawn), REASON)
        told = {each.row for file in done.files for each in file.problems}
        refused = any(
            each.outcome is Outcome.REFUSE
            for file in done.files
            for each in file.problems
        )
        for name, counts in done.tables.items():
            parts = ("new", "changed", "unchanged", "held")
            if not refused:
                assert sum(counts[part] for part in parts) == len(drawn[name])
            if counts["held"]:
                assert told
        assert done.saved is not refused


@invariant
@given(drawn=DELIVERIES)
def test_no_cell_is_repeated_to_anybody(drawn: Drawn, caplog: pytest.LogCaptureFixture):
    """INV5 and INV6: the class of value, its place and what to do; never the value."""
    caplog.clear()
    with opened() as (store, folder), caplog.at_level(logging.DEBUG):
        done = loaded(store, files(folder / "new", drawn), REASON)
        for file in done.files:
            for each in file.problems:
                assert CANARY not in repr(each)
                assert (each.found, each.expected, each.fix) > ("", "", "")
        assert CANARY not in repr(done)
        assert CANARY not in caplog.text
        assert CANARY not in str(store.audit.lines())


@invariant
@given(drawn=DELIVERIES)
def test_the_same_bytes_give_the_same_result(drawn: Drawn):
    """INV7: told alike each time, and once saved, known again."""
    with opened() as (store, folder):
        paths = files(folder / "new", drawn)
        first, again = (
            check(paths, OPERATOR, profile=TEMPLATES, store=store) for _ in range(2)
        )
        assert first.problems == again.problems
        assert all(first.rows[name].equals(again.rows[name]) for name in first.rows)
        if load(store, first, OPERATOR, REASON).saved:
            stands = all_that_stands(store)
            second = load(store, again, OPERATOR, REASON)
            assert not second.saved
            assert all_that_stands(store) == stands


@invariant
@given(drawn=DELIVERIES)
def test_a_batch_is_undone_exactly(drawn: Drawn):
    """INV8: every row, number and date is as it was; a label once given stays given."""
    with opened() as (store, folder):
        before = everything(store)
        done = loaded(store, files(folder / "new", drawn), REASON)
        if done.saved and done.batch:
            undo(store, done.batch, OPERATOR)
        assert everything(store) == before
