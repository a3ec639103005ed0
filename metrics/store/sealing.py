"""Encryption at rest, where DuckDB's own crypto module lies on this machine: by which
key and module a file is opened, and that it is never sealed in any other way.

DuckDB reads an encrypted file by itself and writes one with that module alone, which
its maker ships apart (`httpfs`). There is a switch that writes without it, by a
generator that its maker calls unsafe: nothing here ever sets it. A store is sealed when
it is made, or never. What is asked of a file is `connection.py` and `audit.py`.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from metrics.problems import UserError


KEY_IS = "ALONGSIDE_SEAL_FILE"
MODULE_IS = "ALONGSIDE_CRYPTO_MODULE"
NAME = "sealed"
_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# Of a DuckDB file: its mark, and the byte that says whether what follows is encrypted.
_MARK, _FLAG = slice(8, 12), 20
_KEY = re.compile(r"[0-9a-f]{64}")
NO_MODULE = (
    "To open an encrypted store, DuckDB needs its maker's own crypto module (httpfs, "
    f"of version {duckdb.__version__}). Name its file in {MODULE_IS}; to make a store "
    f"that is not encrypted, leave {KEY_IS} out, and encrypt the disk. Nothing was "
    "opened."
)


@dataclass(frozen=True)
class Root:
    """An open database file; every question takes a cursor of its own."""

    connection: duckdb.DuckDBPyConnection
    is_sealed: bool = False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self.connection.cursor()
        if self.is_sealed:
            cursor.execute(f"USE {NAME}")  # a cursor does not know what its root uses
        return cursor

    def close(self) -> None:
        self.connection.close()


def wanted() -> bool:
    """Whether a store that is made now is to be sealed."""
    return bool(os.environ.get(KEY_IS))


def is_sealed(path: Path) -> bool:
    """Whether a file is encrypted, as it says itself."""
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        head = opened.read(_FLAG + 1)
    return len(head) > _FLAG and head[_MARK] == b"DUCK" and bool(head[_FLAG] & 1)


def connect(
    path: Path,
    settings: Mapping[str, str | bool | int | float | list[str]],
    *,
    new_sealed: bool = False,
) -> Root:
    """Open a file as it is; a new one sealed, if that is asked.

    Raises UserError where the key or the module is missing; and what DuckDB raises.
    """
    if not (is_sealed(path) if path.exists() else new_sealed):
        return Root(duckdb.connect(str(path), config=dict(settings)))
    opened = duckdb.connect(config={**_SETTINGS, **settings})
    try:
        load_module(opened)
        opened.execute("SET temp_file_encryption = true")
        attach(opened, path, NAME)
        opened.execute(f"USE {NAME}")
    except BaseException:
        opened.close()
        raise
    return Root(opened, is_sealed=True)


def attach(
    root: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    *,
    read_only: bool = False,
    sealed: bool = True,
) -> None:
    """Attach a file under a name, by the key where it is sealed."""
    said = ["READ_ONLY"] if read_only else []
    said += [f"ENCRYPTION_KEY '{_key()}'"] if sealed else []
    options = f" ({', '.join(said)})" if said else ""
    quoted = str(path).replace("'", "''")
    try:
        root.execute(f"ATTACH '{quoted}' AS {name}{options}")
    except duckdb.InvalidInputException:
        raise UserError(
            f"{path.name} was encrypted with another key. Nothing was read."
        ) from None


def load_module(root: duckdb.DuckDBPyConnection) -> None:
    """Load the maker's module, whose signature DuckDB itself looks at."""
    module = Path(os.environ.get(MODULE_IS) or "")
    if not module.is_file():
        raise UserError(NO_MODULE)
    quoted = str(module).replace("'", "''")
    try:
        root.execute(f"LOAD '{quoted}'")
    except duckdb.Error:
        raise UserError(NO_MODULE) from None


def _key() -> str:
    """The key, by which nothing but these files is opened."""
    path = Path(os.environ.get(KEY_IS) or "")
    if not path.is_file():
        raise UserError(
            f"This store is encrypted. Name the file of its key in {KEY_IS}. Nothing "
            "was read."
        )
    if path.stat().st_mode & 0o077:
        raise UserError(
            f"{path.name} can be read by others. Let its owner alone read it (chmod "
            "600). Nothing was opened."
        )
    said = path.read_text(encoding="utf-8").strip().lower()
    if not _KEY.fullmatch(said):
        raise UserError(
            f"{path.name} is not a key: 64 characters of 0-9 and a-f, as `openssl rand "
            "-hex 32` makes them. Nothing was opened."
        )
    return said
