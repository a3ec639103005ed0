"""What a store keeps of its releases: each closed period as it was counted, once.

A period that was published is never counted again: a record that came late would name
itself by the cells it moved (statistics.md 1.2). What was sought in the attack before a
release stays in a file of the service's own beside the store, never in the release.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from pydantic import TypeAdapter

from metrics.disclosure.audit import Audited
from metrics.disclosure.cube import Cube
from metrics.disclosure.means import ProtectedMeans
from metrics.disclosure.protect import Protected
from metrics.store.connection import Store


_NAME = "frozen period "
_WAITING = "release waiting"


@dataclass(frozen=True)
class Frozen:
    """A period as it was published: its people as counted, its tables and means as
    published, and the release (its number in a financial year) that published it first.
    """

    cube: Cube
    tables: tuple[Protected, ...]
    means: tuple[ProtectedMeans, ...]
    year: str
    number: int
    published_on: date


_FROZEN = TypeAdapter(Frozen)


def frozen(store: Store) -> dict[str, Frozen]:
    """Every period that was published, by its label, the oldest first."""
    rows = store.read(
        "SELECT held FROM store_state WHERE starts_with(name, $name) ORDER BY name",
        {"name": _NAME},
    )
    found = [_FROZEN.validate_json(held) for (held,) in rows]
    return {each.cube.period: each for each in found}


def freeze(store: Store, periods: Iterable[Frozen]) -> None:
    """Keep periods as they were published. Raises where one is frozen already."""
    with store.noting() as writing:
        for each in periods:
            held = {
                "name": f"{_NAME}{each.cube.period}",
                "held": _FROZEN.dump_json(each).decode(),
            }
            writing.run("INSERT INTO store_state VALUES ($name, $held)", held)


def kept_waiting(store: Store) -> str | None:
    """What is kept of a release that waits to be approved, as text."""
    return store.state(_WAITING)


def keep_waiting(store: Store, held: str) -> None:
    """Keep it; the data version rises, so that every page sees it."""
    with store.writing() as writing:
        row = {"name": _WAITING, "held": held}
        writing.run("INSERT INTO store_state VALUES ($name, $held)", row)


def forget_waiting(store: Store) -> None:
    """It was published, or sent back."""
    with store.writing() as writing:
        writing.run("DELETE FROM store_state WHERE name = $name", {"name": _WAITING})


def note_attack(store: Store, made_on: date, audit: Audited) -> None:
    """Add to the service's own file what was sought, how wide it was, what was done."""
    path = store.path.with_suffix(".release-audit.jsonl")
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    made = {"made_on": made_on.isoformat(), "passes": audit.passes}
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        for kind in ("doubts", "leaks", "mended"):
            for each in getattr(audit, kind):
                file.write(f"{json.dumps({**made, 'kind': kind} | asdict(each))}\n")
