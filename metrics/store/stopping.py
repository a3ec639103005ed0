"""Stopping what a database is at: whoever waits for it may have had enough.

A statement that runs is interrupted, and the transaction around it never happened. What
is stopped, and what is told of how far it is, is the caller's to say.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import duckdb

from metrics.problems import Stopped


Cancelled = Callable[[], bool]
SECONDS = 0.05  # how often it is asked whether to go on


@contextmanager
def stopped_by(
    cursor: duckdb.DuckDBPyConnection, cancelled: Cancelled | None
) -> Iterator[None]:
    """Interrupt what the cursor runs in this block once `cancelled` says so.

    Raises Stopped then, at the end of the block at the latest. After the block nothing
    is interrupted any more: a commit that is told to stop would stand all the same.
    """
    if cancelled is None:
        yield
        return
    ended = Event()
    watcher = Thread(target=_watch, args=(cursor, cancelled, ended), daemon=True)
    watcher.start()
    try:
        yield
        if cancelled():
            raise Stopped
    except duckdb.Error:
        if cancelled():
            raise Stopped from None
        raise
    finally:
        ended.set()
        watcher.join()


def _watch(
    cursor: duckdb.DuckDBPyConnection, cancelled: Cancelled, ended: Event
) -> None:
    """Again and again: DuckDB forgets what comes while no statement runs."""
    while not ended.wait(SECONDS):
        if cancelled():
            cursor.interrupt()
