"""Batches: each load as it was, whether a file is known already, and undoing one.

Undoing takes the facts of a batch away and lets what it had replaced stand again;
casework on those people stays. What a load adds is `write.py`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from metrics.contracts import IMPORTED, LOADED
from metrics.problems import UserError
from metrics.store.connection import Store, Writing
from metrics.store.write import PARENTS


@dataclass(frozen=True)
class Batch:
    """One load: when, of which day, which files, how many rows in which tables.

    `unknown`: codes that its profile did not know, how often, by the file's column;
    `expected`: how many people the service has, as whoever loaded it stated;
    `day_first`: that they confirmed that dates have the day first.
    """

    id: int
    profile: str
    loaded_at: datetime
    loaded_by: str
    as_at: date
    files: tuple[Mapping[str, Any], ...]
    counts: Mapping[str, Mapping[str, int]]
    rests_on: tuple[int, ...]
    held: int
    reason: str | None
    undone_at: datetime | None
    unknown: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    expected: int | None = None
    day_first: bool = False

    @property
    def rows(self) -> int:
        """How many rows its files held."""
        return sum(int(each["rows"]) for each in self.files)


_COLUMNS = (
    "id, profile, loaded_at, loaded_by, as_at, files, row_counts, held, reason, "
    "undone_at, expected"
)
_ALL = f"SELECT {_COLUMNS} FROM batch ORDER BY id"


def every_batch(store: Store) -> list[Batch]:
    """Every batch, the first one first."""
    return [_batch(row) for row in store.read(_ALL)]


def standing(writing: Writing) -> list[Batch]:
    """The batches that are not undone."""
    return [batch for batch in map(_batch, writing.run(_ALL)) if not batch.undone_at]


def next_number(writing: Writing) -> int:
    """The number of a new batch; numbers order batches, clocks do not."""
    ((number,),) = writing.run("SELECT nextval('batch_number')")
    return int(number)


def keep(writing: Writing, batch: Batch) -> None:
    """Write the batch down."""
    counts = {
        "tables": batch.counts,
        "rests_on": batch.rests_on,
        "unknown": batch.unknown,
        "day_first": batch.day_first,
    }
    values = {
        "id": batch.id,
        "profile": batch.profile,
        "loaded_at": batch.loaded_at,
        "loaded_by": batch.loaded_by,
        "as_at": batch.as_at,
        "files": json.dumps(batch.files),
        "row_counts": json.dumps(counts),
        "held": batch.held,
        "reason": batch.reason,
        "undone_at": None,
        "expected": batch.expected,
    }
    marks = ", ".join(f"${name.strip()}" for name in _COLUMNS.split(","))
    writing.run(f"INSERT INTO batch ({_COLUMNS}) VALUES ({marks})", values)


def take_away(writing: Writing, number: int, at: datetime) -> dict[str, dict[str, int]]:
    """Undo a batch: how many rows were removed and restored, by table.

    Raises UserError where there is no such batch, or a later one rests on it.
    """
    _require_undoable(writing, number)
    given: dict[str, object] = {"batch": number, "at": at}
    done = {}
    for name in LOADED:
        restored = _count(writing, name, "superseded_by = $batch", given)
        removed = _count(writing, name, "batch = $batch", given)
        writing.run(f"DELETE FROM {name} WHERE batch = $batch", given)
        writing.run(
            f"UPDATE {name} SET superseded_by = NULL, superseded_at = NULL "
            "WHERE superseded_by = $batch",
            given,
        )
        if name in IMPORTED and (removed or restored):
            done[name] = {"removed": removed, "restored": restored}
    writing.run("UPDATE batch SET undone_at = $at WHERE id = $batch", given)
    return done


def _require_undoable(writing: Writing, number: int) -> None:
    later = {batch.id: batch for batch in standing(writing) if batch.id >= number}
    if later.pop(number, None) is None:
        raise UserError(f"There is no batch {number} that could be undone.")
    resting = {each.id for each in later.values() if number in each.rests_on}
    for name in LOADED:
        found = writing.run(_later(name), {"batch": number})
        resting |= {batch for (batch,) in found}
    if resting:
        listed = ", ".join(str(batch) for batch in sorted(resting))
        raise UserError(
            f"Batch {number} cannot be undone: later loads rest on it ({listed}). "
            "Undo those first, the newest one first."
        )


def _later(name: str) -> str:
    """The later batches that replace rows of this one, or speak of people, interviews
    and clients who stand in this one only.
    """
    replaced = (
        f"SELECT superseded_by FROM {name} "
        "WHERE batch = $batch AND superseded_by > $batch"
    )
    needing = [
        f"SELECT fact.batch FROM {name} AS fact WHERE fact.batch > $batch "
        f"AND EXISTS (SELECT 1 FROM {parent} AS held WHERE held.batch = $batch "
        f"AND {_same(columns)}) AND NOT EXISTS (SELECT 1 FROM {parent} AS held "
        f"WHERE held.batch <> $batch AND {_same(columns)})"
        for parent, columns in PARENTS.items()
        if parent != name and set(columns) <= set(LOADED[name].model_fields)
    ]
    return " UNION ".join([replaced, *needing])


def _same(columns: Sequence[str]) -> str:
    return " AND ".join(f"held.{column} = fact.{column}" for column in columns)


def _count(writing: Writing, name: str, where: str, given: Mapping[str, object]) -> int:
    ((number,),) = writing.run(f"SELECT count(*) FROM {name} WHERE {where}", given)
    return int(number)


def _batch(row: tuple[Any, ...]) -> Batch:
    (
        number,
        profile,
        loaded_at,
        loaded_by,
        as_at,
        files,
        counts,
        held,
        reason,
        undone,
        expected,
    ) = row
    counted = json.loads(counts)
    return Batch(
        number,
        profile,
        loaded_at,
        loaded_by,
        as_at,
        tuple(json.loads(files)),
        counted["tables"],
        tuple(counted["rests_on"]),
        held,
        reason,
        undone,
        counted.get("unknown", {}),
        expected,
        bool(counted.get("day_first")),
    )
