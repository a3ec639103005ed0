"""Opening a store as everybody does: what was taken back stays taken back, even where
an older copy of the file was put in its place.
"""

from datetime import date
from pathlib import Path

from metrics.store import connection
from metrics.store.connection import Store
from metrics.store.suppression import enforce_at_opening


def open_store(
    path: Path | str,
    *,
    create: bool = False,
    demo: bool = False,
    fixed_today: date | None = None,
) -> Store:
    """Open the store at a path, or make it; see `connection.open_store`."""
    opened = connection.open_store(
        path, create=create, demo=demo, fixed_today=fixed_today
    )
    try:
        enforce_at_opening(opened)
    except BaseException:
        opened.close()
        raise
    return opened
