"""Opening a store: one file, one process, locked down, one cursor per question.

DuckDB hands another thread's rows back when a connection is shared, so nothing outside
this module holds one: every question takes a cursor of its own. What tables there are
is `schema.py`; what is asked of them, `views/*.sql` and the callers of `Store.read`.
"""

import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from metrics.periods import now, today
from metrics.problems import StoreBusy, StoreShut, UserError
from metrics.store import schema, sealing
from metrics.store.audit import AuditTrail
from metrics.store.owner_only import keep_files_to_their_owner
from metrics.store.sealing import Root
from metrics.store.stopping import Cancelled, stopped_by


Cursor = duckdb.DuckDBPyConnection
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "75%",
    "max_temp_directory_size": "20GB",
}
_RAISE_VERSION = (
    "UPDATE store_state SET held = CAST(CAST(held AS BIGINT) + 1 AS VARCHAR) "
    "WHERE name = 'data_version'"
)
_LOCKS = (
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


_FULL = (
    "The disk is full, or may not be written to, so nothing was saved. "
    "Make room and try again."
)
_SHUT = (
    "The disk is full, or may not be written to, so the store was shut. Make room, "
    "start Alongside again and look at Loads: a load stands there whole, or not at all."
)


class Store:
    """An open store. Hashable by identity; `version` is its data version."""

    def __init__(self, path: Path, root: Root) -> None:
        self.path = path
        self._root = root
        self._writing = threading.Lock()
        self.audit = AuditTrail(
            path.with_suffix(".audit.duckdb"), new_sealed=root.is_sealed
        )
        self._close_interrupted()

    def read(
        self, sql: str, parameters: Mapping[str, object] = {}
    ) -> list[tuple[Any, ...]]:
        """Rows of one question. Parameters that the text does not name are left out."""
        with self._cursor() as cursor:
            return _run(cursor, sql, parameters).fetchall()

    def rows(
        self, sql: str, parameters: Mapping[str, object] = {}
    ) -> list[dict[str, Any]]:
        """The same rows, each as a dict by column name."""
        with self._cursor() as cursor:
            return _rows(_run(cursor, sql, parameters))

    @contextmanager
    def snapshot(self) -> Iterator["Writing"]:
        """Several questions of one state of the store. What is made in it (tables to
        ask again) is gone at the end, whatever happened.
        """
        with self._cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield Writing(cursor)
            finally:
                cursor.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator["Writing"]:
        """One transaction: all of it or none, and the data version rises by one."""
        with self.noting() as writing:
            yield writing
            writing.run(_RAISE_VERSION)

    @contextmanager
    def noting(self) -> Iterator["Writing"]:
        """One transaction that leaves the data version as it is (openings only)."""
        with self._writing, self._cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield Writing(cursor)
                self._name_act(cursor)
                _run(cursor, "COMMIT", {})
            except BaseException:
                with suppress(duckdb.Error):  # a store that is shut has done so itself
                    cursor.execute("ROLLBACK")
                raise

    @property
    def version(self) -> int:
        return int(self.state("data_version") or 0)

    def note_served(self) -> None:
        """Note that people work in this store: commands then say why they ask."""
        with self.noting() as writing:
            writing.run("INSERT OR REPLACE INTO store_state VALUES ('served', 'yes')")

    @property
    def is_served(self) -> bool:
        return self.state("served") == "yes"

    @property
    def is_sealed(self) -> bool:
        """Whether the file is encrypted (`sealing.py`)."""
        return self._root.is_sealed

    @property
    def is_demo(self) -> bool:
        return self.state("demo") == "yes"

    def today(self) -> date:
        """The store's own day: fixed in a demo store, else today in London."""
        fixed = self.state("fixed_today")
        return today(date.fromisoformat(fixed) if fixed else None)

    def now(self) -> datetime:
        """The moment of an act: on the store's own day, where that is fixed, so that
        what is done in a demo store is known there on that day. Its first load is at
        midnight, before anything that is done in it on whichever real day.
        """
        if self.state("fixed_today") is None:
            return now()
        return datetime.combine(self.today(), now().time() if self.version else time())

    def state(self, name: str) -> str | None:
        """One thing that the store knows of itself, or None."""
        found = self.read(
            "SELECT held FROM store_state WHERE name = $name", {"name": name}
        )
        return found[0][0] if found else None

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """Let nothing be written, and everything written be in the files themselves."""
        with self._writing, self._cursor() as cursor, self.audit.held_still():
            cursor.execute("CHECKPOINT")
            yield

    def close_records(self) -> None:
        """Close the records and leave the audit trail open: it tells how it ended."""
        self._root.close()

    def close(self) -> None:
        self.audit.close()
        self._root.close()

    def _name_act(self, cursor: Cursor) -> None:
        """Keep with what is written the act that writes it, and how far the trail is:
        after a crash the trail learns from it what was done, and a trail that was cut
        short or put in the place of another is found.
        """
        if self.audit.in_hand is not None:
            cursor.execute("INSERT INTO act_written VALUES (?)", [self.audit.in_hand])
        number, said = self.audit.head
        cursor.execute(
            "INSERT OR REPLACE INTO store_state VALUES ('audit_head', ?)",
            [f"{number} {said}"],
        )

    def _close_interrupted(self) -> None:
        written = [row[0] for row in self.read("SELECT number FROM act_written")]
        self.audit.close_interrupted(written)
        with self._cursor() as cursor:
            cursor.execute("DELETE FROM act_written")

    @contextmanager
    def _cursor(self) -> Iterator[Cursor]:
        cursor = self._root.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


class Writing:
    """The inside of one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def run(
        self, sql: str, parameters: Mapping[str, object] = {}
    ) -> list[tuple[Any, ...]]:
        """Run one statement of the transaction; rows, if it gives any."""
        return _run(self._cursor, sql, parameters).fetchall()

    def rows(
        self, sql: str, parameters: Mapping[str, object] = {}
    ) -> list[dict[str, Any]]:
        """The same, each row as a dict by column name."""
        return _rows(_run(self._cursor, sql, parameters))

    def stopped_by(self, cancelled: Cancelled | None) -> AbstractContextManager[None]:
        """A block that ends once `cancelled` says so, raising Stopped."""
        return stopped_by(self._cursor, cancelled)

    def frame(self, sql: str) -> pa.Table:
        """The same as columns, for answers of very many rows."""
        return self._cursor.sql(sql).to_arrow_table()

    @contextmanager
    def table(self, name: str, frame: object) -> Iterator[None]:
        """Let statements read a frame (arrow or pandas) under a name."""
        self._cursor.register(name, frame)
        try:
            yield
        finally:
            self._cursor.unregister(name)


_releases_only = False


def read_releases_only() -> None:
    """From here on this process opens no store, whoever asks it to."""
    global _releases_only
    _releases_only = True


def open_store(
    path: Path | str,
    *,
    create: bool = False,
    demo: bool = False,
    fixed_today: date | None = None,
) -> Store:
    """Open the store at a path, or make it.

    Raises UserError where there is none and `create` is false, where it was made by
    another version, or where another process holds it (StoreBusy names the process).
    """
    if _releases_only:
        raise UserError("This process reads one release, and opens no store.")
    path = Path(path)
    made = not path.exists()
    if made and not create:
        raise UserError(f"There is no store at {path.name}. Load a file to make one.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent.name} to make a store in.")
    opened = _connect(path, new_sealed=not demo and sealing.wanted())
    root = opened.connection
    try:
        _require_alone(root, path)
        # The file is ours now, so whatever lies there was left by a crash.
        shutil.rmtree(_spill(path), ignore_errors=True)
        if made:
            schema.create(root, demo=demo, fixed_today=fixed_today)
        else:
            schema.require_same(root)
        for statement in _LOCKS:
            root.execute(statement)
        return Store(path, opened)
    except BaseException:
        root.close()
        if made:
            path.unlink()
        raise


def _connect(path: Path, *, new_sealed: bool) -> Root:
    keep_files_to_their_owner()
    settings = _OFFLINE | {"temp_directory": str(_spill(path))}
    try:
        return sealing.connect(path, settings, new_sealed=new_sealed)
    except duckdb.ResourceInUseException:
        raise _busy(path, "this very process") from None
    except duckdb.IOException as error:
        if "Could not set lock" not in str(error):
            raise UserError(f"{path.name} could not be opened as a store.") from None
        holder = re.search(r"\(PID (\d+)", str(error))
        process = f"process {holder[1]}" if holder else "another process"
        raise _busy(path, process) from None


def _spill(path: Path) -> Path:
    """Where a question that is larger than memory puts its rows for a while."""
    return path.with_suffix(".spill")


def _require_alone(root: Cursor, path: Path) -> None:
    """A second opening in one process gets the first one's database, locks and all."""
    locked = root.execute("SELECT current_setting('lock_configuration')").fetchone()
    if locked and locked[0]:
        raise _busy(path, "this very process")


def _busy(path: Path, process: str) -> StoreBusy:
    return StoreBusy(
        f"The store {path.name} is held by {process}. "
        "Stop it, or wait until it has finished, and try again."
    )


def _rows(answer: Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


@lru_cache(maxsize=256)
def _parsed(sql: str) -> tuple[duckdb.Statement, ...]:
    """The same few questions are asked again and again, and reading the words of a long
    one is a sixth of the work. Values are parameters, and never stand in the words.
    """
    return tuple(duckdb.extract_statements(sql))


def _run(cursor: Cursor, sql: str, parameters: Mapping[str, object]) -> Cursor:
    try:
        for statement in _parsed(sql):
            used = statement.named_parameters
            named = {name: parameters[name] for name in used if name in parameters}
            cursor.execute(statement, named)
        return cursor
    except duckdb.FatalException:
        # DuckDB's word where it could not write: the database is of no use after it.
        raise StoreShut(_SHUT) from None
    except duckdb.Error as error:
        if "Could not write file" not in str(error):
            raise
        raise UserError(_FULL) from None
