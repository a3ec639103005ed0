"""Loading small templates into a store, and looking at all that stands in it."""

from datetime import date
from pathlib import Path
from typing import Any

from metrics.contracts import IMPORTED
from metrics.intake import PROFILES, Loaded, check, load
from metrics.scope import Scope
from metrics.store import Store
from tests.imports.files import written


OPERATOR = Scope.operator()
TEMPLATES = PROFILES["templates"]
RV1 = "RV1,2026-10-01,Riverside,in_treatment"


def delivered(
    store: Store,
    folder: Path,
    as_at: date | None = None,
    reason: str | None = None,
    older_confirmed: bool = False,
    **tables: str,
) -> Loaded:
    """What loading these rows did."""
    delivery = check(
        written(folder, **tables), OPERATOR, profile=TEMPLATES, as_at=as_at, store=store
    )
    return load(store, delivery, OPERATOR, reason, older_confirmed=older_confirmed)


def codes(loaded: Loaded) -> list[str]:
    """The cases that were told of, in the order of the files."""
    return [each.code for file in loaded.files for each in file.problems]


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every imported table, as it stands."""
    return {
        name: store.read(f"SELECT * FROM {name} ORDER BY row_id") for name in IMPORTED
    }
