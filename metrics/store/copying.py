"""Whole copies of a store's files, and the same store in a new file.

A copy is made while nothing is written. A new file holds what the tables hold and
nothing else: DuckDB leaves deleted text in its file, after a checkpoint too (safety.md
0.1). What is kept or erased, and who may, is `metrics/keeping.py`.
"""

import hashlib
import os
import re
import shutil
from pathlib import Path

import duckdb

from metrics.store import schema, sealing
from metrics.store.connection import Store, Writing


# By what a column names a client whose rows go, or whose mention goes from a row.
_OWNS = ("client_id", "other_client_id")
_MENTIONS = ("linked_client_id",)
ERASED = "erased"
_COLUMNS = (
    "SELECT table_name, column_name, data_type FROM duckdb_columns() "
    "WHERE NOT internal AND database_name = current_database() "
    "ORDER BY table_name, column_index"
)
_CHUNK = 1 << 20


def companions(store: Path) -> dict[str, Path]:
    """The files of a store, by the names that they bear in a backup."""
    return {
        "store.duckdb": store,
        "audit.duckdb": store.with_suffix(".audit.duckdb"),
        "suppressed.jsonl": store.with_suffix(".suppressed.jsonl"),
        "release-audit.jsonl": store.with_suffix(".release-audit.jsonl"),
    }


def copy_to(store: Store, folder: Path) -> dict[str, str]:
    """Copy every file of an open store; name -> SHA-256. Writes wait meanwhile."""
    copied: dict[str, str] = {}
    with store.held_still():
        for name, source in companions(store.path).items():
            if source.exists():
                copied[name] = copy(source, folder / name)
    return copied


def copy(source: Path, to: Path) -> str:
    """Copy one file, for its owner alone, down to the disk; its SHA-256."""
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as read, os.fdopen(handle, "wb") as written:
        shutil.copyfileobj(read, written, _CHUNK)
        written.flush()
        os.fsync(written.fileno())
    return digest(to)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def take_out(writing: Writing, client_id: str) -> dict[str, int]:
    """Delete every row of a client and every mention; rows gone, by table."""
    gone: dict[str, int] = {}
    asked = {"client_id": client_id, "named": _named(writing, client_id)}
    for table, column, kind in writing.run(_COLUMNS):
        if table == "label":
            continue  # a pseudonym is never given again
        if column in _OWNS:
            deleted = writing.run(
                f"DELETE FROM {table} WHERE {column} = $client_id", asked
            )
            gone[table] = gone.get(table, 0) + int(deleted[0][0])
        elif column in _MENTIONS:
            writing.run(
                f"UPDATE {table} SET {column} = NULL WHERE {column} = $client_id", asked
            )
        elif kind == "VARCHAR":
            # What stood on a screen may name several people; a plan's rules do so by
            # pseudonym, which may be how a longer one begins.
            writing.run(
                f"UPDATE {table} SET {column} = "
                f"regexp_replace({column}, $named, '{ERASED}', 'g') "
                f"WHERE regexp_matches({column}, $named)",
                asked,
            )
    writing.run(
        "UPDATE label SET client_id = $tombstone WHERE client_id = $client_id",
        {"client_id": client_id, "tombstone": f"{ERASED} {os.urandom(8).hex()}"},
    )
    return {table: rows for table, rows in gone.items() if rows}


def _named(writing: Writing, client_id: str) -> str:
    """A pattern of the client's number and, where they have one, their pseudonym."""
    given = writing.run(
        "SELECT label FROM label WHERE client_id = $client_id", {"client_id": client_id}
    )
    words = (rf"\b{re.escape(label)}\b" for (label,) in given)
    return "|".join([re.escape(client_id), *words])


def rebuild(path: Path) -> None:
    """Write what the tables of a closed store hold into a new file, put it in the old
    one's place, and overwrite the old one.
    """
    new = path.with_suffix(".rebuilding")
    new.unlink(missing_ok=True)
    root, sealed = duckdb.connect(), sealing.is_sealed(path)
    try:
        if sealed:
            sealing.load_module(root)
        sealing.attach(root, path, "old", read_only=True, sealed=sealed)
        sealing.attach(root, new, "fresh", sealed=sealed)
        root.execute("USE fresh")
        for statement in schema.statements():
            root.execute(statement)
        tables = root.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
        ).fetchall()
        for (name,) in tables:
            root.execute(f"INSERT INTO fresh.{name} BY NAME SELECT * FROM old.{name}")
        _continue_sequences(root)
        root.execute("USE memory")
        root.execute("DETACH fresh")
        root.execute("DETACH old")
    finally:
        root.close()
    new.chmod(0o600)
    _put_in_place(new, path)


def _continue_sequences(root: duckdb.DuckDBPyConnection) -> None:
    """No number is given twice: each sequence goes on where it stood."""
    found = root.execute(
        "SELECT sequence_name, last_value FROM duckdb_sequences() "
        "WHERE database_name = 'old' AND last_value IS NOT NULL"
    ).fetchall()
    for name, last in found:
        root.execute(f"SELECT max(nextval('{name}')) FROM range({last})").fetchall()


def _put_in_place(new: Path, path: Path) -> None:
    old = path.with_suffix(".erasing")
    path.rename(old)
    new.rename(path)
    for left in (old, path.with_name(f"{path.name}.wal")):
        if left.exists():
            _overwrite(left)
    shutil.rmtree(path.with_suffix(".spill"), ignore_errors=True)


def _overwrite(path: Path) -> None:
    """Zeros over every byte before the file goes. A disk may keep copies of its own:
    that is what disk encryption is for.
    """
    size = path.stat().st_size
    with path.open("r+b") as opened:
        for start in range(0, size, _CHUNK):
            opened.write(bytes(min(_CHUNK, size - start)))
        opened.flush()
        os.fsync(opened.fileno())
    path.unlink()
