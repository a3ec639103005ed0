import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from metrics.periods import LONDON
from metrics.problems import StoreBusy, UserError
from metrics.store import AuditEvent, Store, open_store, schema
from tests.factories import a_client, put


# Opening ---------------------------------------------------------------------------


def test_a_store_is_made_only_where_that_is_asked(tmp_path: Path):
    path = tmp_path / "new.duckdb"
    with pytest.raises(UserError, match=r"There is no store at new\.duckdb\."):
        open_store(path)
    assert not path.exists()
    open_store(path, create=True).close()
    reopened = open_store(str(path))
    assert reopened.version == 0
    assert not reopened.is_demo
    reopened.close()


def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(UserError, match="There is no folder nowhere"):
        open_store(tmp_path / "nowhere" / "new.duckdb", create=True)


def test_only_its_owner_can_read_a_store_and_whatever_comes_beside_it(tmp_path: Path):
    # In a process of its own, whose files everybody on the machine may read at first.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOOSE, str(tmp_path / "loose.duckdb")],
        capture_output=True,
        text=True,
        check=True,
    )
    modes = json.loads(done.stdout)
    assert set(modes) >= {
        "loose.duckdb",
        "loose.duckdb.wal",
        "loose.audit.duckdb",
        "loose.audit.duckdb.wal",
    }
    assert set(modes.values()) == {"600"}, modes


LOOSE = """
import json, os, sys
from pathlib import Path
os.umask(0o022)
from metrics.store import AuditEvent, open_store
path = Path(sys.argv[1])
store = open_store(path, create=True)
event = AuditEvent("ana", "keyworker", "see_client")
store.audit.note(event)
store.note_served()
with store.held_still():  # a checkpoint takes the logs away
    assert not list(path.parent.glob("*.wal"))
store.audit.note(event)
store.note_served()
found = {each.name: oct(each.stat().st_mode)[-3:] for each in path.parent.iterdir()}
store.close()
print(json.dumps(found))
"""


def test_a_file_that_is_no_store_is_refused_and_kept(tmp_path: Path):
    path = tmp_path / "letters.duckdb"
    path.write_text("Dear team, ..." * 100, encoding="utf-8")
    with pytest.raises(UserError, match=r"letters\.duckdb could not be opened"):
        open_store(path)
    assert path.exists()


def test_a_database_of_somebody_else_is_refused_and_kept(tmp_path: Path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE mine (id INTEGER)")
    with pytest.raises(UserError, match="not a store of Alongside"):
        open_store(path)
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT count(*) FROM mine").fetchone() == (0,)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE store_state SET held = 'of before' WHERE name = 'schema'",
        "DELETE FROM store_state WHERE name = 'schema'",
    ],
)
def test_a_store_of_another_version_is_refused(tmp_path: Path, change: str):
    path = tmp_path / "old.duckdb"
    made = open_store(path, create=True)
    with made.writing() as writing:
        writing.run(change)
    made.close()
    with pytest.raises(UserError, match="another version of Alongside"):
        open_store(path)


def test_a_store_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(schema, "statements", lambda: ["CREATE TABLE"])
    with pytest.raises(duckdb.Error):
        open_store(tmp_path / "half.duckdb", create=True)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def held_elsewhere(path: Path) -> Iterator[int]:
    """Another process holds a file, until the end of the block."""
    program = (
        "import duckdb, sys\n"
        "held = duckdb.connect(sys.argv[1])\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
        "held.close()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other.pid
        other.communicate()


def test_a_store_that_another_process_holds_is_refused_with_its_number(
    tmp_path: Path,
):
    path = tmp_path / "busy.duckdb"
    open_store(path, create=True).close()
    with held_elsewhere(path) as process, pytest.raises(StoreBusy) as refused:
        open_store(path)
    assert f"held by process {process}. Stop it" in str(refused.value)
    open_store(path).close()


def test_a_store_that_is_held_says_so_even_where_the_process_is_not_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise duckdb.IOException("IO Error: Could not set lock on file")

    monkeypatch.setattr(duckdb, "connect", refuse)
    with pytest.raises(StoreBusy, match="held by another process"):
        open_store(store.path)


def test_the_word_lock_in_a_path_does_not_mean_that_it_is_held(tmp_path: Path):
    path = tmp_path / "padlock" / "letters.duckdb"
    path.parent.mkdir()
    path.write_text("Dear team, ..." * 100, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        open_store(path)
    assert not isinstance(refused.value, StoreBusy)


def test_a_store_that_this_process_holds_is_refused_in_words(store: Store):
    with pytest.raises(StoreBusy):
        open_store(store.path)


def test_a_store_whose_trail_cannot_be_opened_is_refused_in_words(tmp_path: Path):
    (tmp_path / "new.audit.duckdb").write_text("torn" * 1000, encoding="utf-8")
    with pytest.raises(UserError):
        open_store(tmp_path / "new.duckdb", create=True)
    assert not (tmp_path / "new.duckdb").exists()


# What a crash leaves -----------------------------------------------------------------


EVENT = AuditEvent("worker-1", "keyworker", "decide", "A")


def crash(store: Store, *, before_writing: bool) -> None:
    """Let go of a store in the middle of an act, as a killed process does."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    store.audit._ended = killed  # type: ignore[method-assign]
    with contextlib.suppress(KeyboardInterrupt), store.audit.act(EVENT):
        if before_writing:
            raise KeyboardInterrupt
        put(store, a_client("A"))
    store.close()


@pytest.mark.parametrize(
    ("before_writing", "said", "rows"), [(True, "not completed", 0), (False, "done", 1)]
)
def test_after_a_crash_the_trail_says_what_the_store_holds(
    store: Store, before_writing: bool, said: str, rows: int
):
    crash(store, before_writing=before_writing)
    opened = open_store(store.path)
    assert [act["result"] for act in opened.audit.acts()] == [said]
    assert clients(opened) == rows
    assert opened.read("SELECT * FROM act_written") == []
    assert opened.audit.first_broken() is None
    opened.close()


def test_nothing_is_written_where_the_trail_cannot_be(store: Store):
    store.audit.close()
    with (
        pytest.raises(UserError, match="so it was not done"),
        store.audit.act(EVENT),
    ):
        put(store, a_client("A"))
    assert clients(store) == 0


def test_what_a_crash_spilled_is_gone_at_the_next_opening(store: Store):
    store.close()
    spilled = store.path.with_suffix(".spill")
    spilled.mkdir()
    (spilled / "rows").write_text("what a question spilled", encoding="utf-8")
    open_store(store.path).close()
    assert not spilled.exists()


# Locked settings -------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM glob('{file}')",
        "ATTACH '{file}' AS beside",
        "COPY client TO '{file}'",
        "COPY client FROM '{file}'",
        "EXPORT DATABASE '{file}'",
        "INSTALL httpfs",
        "LOAD httpfs",
    ],
)
def test_no_question_reaches_a_file_or_the_network(store: Store, sql: str):
    file = store.path.with_name("beside.csv")
    file.write_text("secret\n", encoding="utf-8")
    with pytest.raises(duckdb.PermissionException):
        store.read(sql.format(file=file))
    assert file.read_text(encoding="utf-8") == "secret\n"


@pytest.mark.parametrize(
    "sql", ["SET enable_external_access = true", "SET lock_configuration = false"]
)
def test_no_question_opens_the_locks(store: Store, sql: str):
    with pytest.raises(duckdb.InvalidInputException, match="has been locked"):
        store.read(sql)


# Questions -------------------------------------------------------------------------


def test_a_question_takes_only_the_parameters_that_it_names(store: Store):
    asked = {"one": 1, "two": 2}
    assert store.read("SELECT $one", asked) == [(1,)]
    assert store.read("SELECT 3", asked) == [(3,)]
    assert store.rows("SELECT $one AS first, $two AS second", asked) == [
        {"first": 1, "second": 2}
    ]
    assert store.rows("SELECT 1 AS nothing WHERE false") == []


def test_threads_get_their_own_rows_and_no_others(store: Store):
    """DuckDB hands another thread's rows back where a connection is shared."""

    def asked(thread: int) -> bool:
        sql = "SELECT $thread, i FROM range(500) AS numbers(i)"
        return all(
            {row[0] for row in store.read(sql, {"thread": thread})} == {thread}
            for _ in range(40)
        )

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(asked, range(8)))


# Writing ---------------------------------------------------------------------------


def clients(store: Store) -> int:
    return int(store.read("SELECT count(*) FROM client")[0][0])


def test_a_write_raises_the_version_by_one_however_much_it_writes(store: Store):
    put(store, a_client("A"), a_client("B"))
    assert (clients(store), store.version) == (2, 1)


def delete_and_fail(store: Store) -> None:
    with store.writing() as writing:
        writing.run("DELETE FROM client")
        assert writing.run("SELECT count(*) FROM client") == [(0,)]
        writing.run("INSERT INTO label VALUES ('A', NULL)")


def test_what_fails_leaves_nothing_and_does_not_raise_the_version(store: Store):
    put(store, a_client("A"))
    with pytest.raises(duckdb.ConstraintException):
        put(store, a_client("B"), a_client("C"), batch=None)
    with pytest.raises(duckdb.ConstraintException):
        delete_and_fail(store)
    assert (clients(store), store.version) == (1, 1)
    put(store, a_client("D"))
    assert (clients(store), store.version) == (2, 2)


def test_nobody_sees_what_is_not_committed(store: Store):
    with store.writing() as writing:
        writing.run("INSERT INTO label VALUES ('A', 'RV-0148')")
        assert writing.run("SELECT count(*) FROM label") == [(1,)]
        assert store.read("SELECT count(*) FROM label") == [(0,)]
    assert store.read("SELECT count(*) FROM label") == [(1,)]


def test_an_opening_is_kept_without_raising_the_version(store: Store):
    with store.noting() as writing:
        writing.run("INSERT INTO label VALUES ('A', 'RV-0148')")
    assert store.read("SELECT label FROM label") == [("RV-0148",)]
    assert store.version == 0


def test_writers_wait_for_one_another(store: Store):
    def write(number: int) -> None:
        put(store, a_client(f"client {number}"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(24)))
    assert (clients(store), store.version) == (24, 24)


def test_a_frame_is_read_inside_its_block_and_not_after_it(store: Store):
    frame = pd.DataFrame({"client_id": ["A", "B"], "label": ["RV-1", "RV-2"]})
    with store.writing() as writing, writing.table("brought", frame):
        writing.run("INSERT INTO label SELECT client_id, label FROM brought")
    assert store.read("SELECT count(*) FROM label") == [(2,)]
    with pytest.raises(duckdb.CatalogException, match="brought"):
        store.read("SELECT * FROM brought")


# What a store knows of itself ------------------------------------------------------


def test_a_demo_store_stands_still_on_its_day(tmp_path: Path):
    demo = open_store(
        tmp_path / "demo.duckdb",
        create=True,
        demo=True,
        fixed_today=date(2026, 11, 2),
    )
    assert demo.is_demo
    assert demo.today() == date(2026, 11, 2)
    assert demo.now().date() == date(2026, 11, 2)
    demo.close()


def test_any_other_store_goes_with_the_calendar(store: Store):
    before = datetime.now(LONDON).date()
    assert before <= store.today() <= datetime.now(LONDON).date()
    assert abs((store.now() - datetime.now()).total_seconds()) < 24 * 3600


def test_what_a_store_does_not_know_is_nothing(store: Store):
    assert store.state("moon") is None
    with store.noting() as writing:
        writing.run("DELETE FROM store_state WHERE name = 'data_version'")
    assert store.version == 0
