from collections.abc import Iterator
from threading import Event, Timer

import duckdb
import pytest

from metrics.problems import Stopped
from metrics.store.stopping import SECONDS, stopped_by


ENDLESS = "SELECT count(*) FROM range(1_000_000_000_000) WHERE range % 7 = 3"


@pytest.fixture
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    root = duckdb.connect(":memory:")
    yield root
    root.close()


def test_a_statement_that_runs_is_interrupted(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    enough = Event()
    Timer(4 * SECONDS, enough.set).start()
    cursor.execute("CREATE TABLE kept (a INTEGER)")
    cursor.execute("BEGIN")
    cursor.execute("INSERT INTO kept VALUES (1)")
    with pytest.raises(Stopped), stopped_by(cursor, enough.is_set):
        cursor.execute(ENDLESS)
    cursor.execute("ROLLBACK")
    assert cursor.execute("SELECT count(*) FROM kept").fetchall() == [(0,)]


def test_what_is_stopped_between_two_statements_says_so_at_the_end(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    enough = Event()
    with pytest.raises(Stopped), stopped_by(cursor, enough.is_set):
        enough.set()


def test_after_the_block_nothing_is_interrupted(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    enough = Event()
    with stopped_by(cursor, enough.is_set):
        cursor.execute("SELECT 1")
    enough.set()
    found = cursor.execute("SELECT count(*) FROM range(50_000_000)").fetchall()
    assert found == [(50_000_000,)]


def test_a_fault_of_another_kind_is_told_as_it_is(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    with (
        pytest.raises(duckdb.BinderException),
        stopped_by(cursor, lambda: False),
    ):
        cursor.execute("SELECT no_such_column FROM range(1)")
