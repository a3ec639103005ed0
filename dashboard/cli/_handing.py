"""Across the local socket beside a store: a command, and what it said.

While a server holds a store, a command is handed to it and runs there, in the one
process that may open the file. The socket is its owner's alone, and whoever connects
must be that account. What runs is `_running.py`'s to say; nothing is pickled.
"""

import json
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.access import Role
from metrics import UserError


Options = Mapping[str, Any]
LONGEST = 1 << 20  # bytes of a command; of an answer there is no end
PATIENCE = 10.0  # seconds for a command to be said
GONE = (
    "The server stopped before it answered. Look at Who looked, or export the audit "
    "trail, for whether this was done."
)


@dataclass(frozen=True)
class Said:
    """What a command said where it ran, and how it ended."""

    out: str
    err: str
    code: int


def beside(store: Path) -> Path:
    """Where the socket of a store lies."""
    return store.with_suffix(".sock")


def ask(store: Path, name: str, options: Options) -> Said | None:
    """Hand a command to the server that holds a store; None where none listens."""
    asked = {"command": name, "options": {k: _told(v) for k, v in options.items()}}
    with socket.socket(socket.AF_UNIX) as to, _address(beside(store)) as address:
        try:
            to.connect(address)
        except OSError:
            return None
        try:
            to.sendall(json.dumps(asked).encode())
            to.shutdown(socket.SHUT_WR)
            return Said(**json.loads(b"".join(iter(lambda: to.recv(LONGEST), b""))))
        except (OSError, ValueError, TypeError):
            raise UserError(GONE) from None


@contextmanager
def listening(store: Path, run: Callable[[str, Options], Said]) -> Iterator[None]:
    """Take commands for a store, one after the other, until the end of the block."""
    path = beside(store)
    path.unlink(missing_ok=True)  # of a server that was killed: the store is ours now
    with socket.socket(socket.AF_UNIX) as at, _address(path) as address:
        at.bind(address)
        path.chmod(0o600)
        at.listen()
        threading.Thread(target=_take_all, args=(at, run), daemon=True).start()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                at.shutdown(socket.SHUT_RDWR)


def _take_all(at: socket.socket, run: Callable[[str, Options], Said]) -> None:
    while True:
        try:
            one, _ = at.accept()
        except OSError:
            return
        with one, suppress(OSError):  # who asked may have gone
            if _is_owner(one):
                one.settimeout(PATIENCE)
                one.sendall(_answered(_all_of(one), run))


def _answered(asked: bytes, run: Callable[[str, Options], Said]) -> bytes:
    try:
        found = json.loads(asked)
        name = str(found["command"])
        options = {k: _meant(v) for k, v in found["options"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return b""
    return json.dumps(asdict(run(name, options))).encode()


def _all_of(one: socket.socket) -> bytes:
    said = b""
    while len(said) < LONGEST and (more := one.recv(LONGEST)):
        said += more
    return said


def _is_owner(one: socket.socket) -> bool:
    """Whether the account at the other end is ours; the file's mode says so too."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    size = struct.calcsize("3i")
    said = one.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    _, account, _ = struct.unpack("3i", said)
    return int(account) == os.getuid()


@contextmanager
def _address(path: Path) -> Iterator[str]:
    """A name short enough for a socket (108 bytes), wherever the store lies."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        by_number = f"/proc/self/fd/{folder}"
        yield f"{by_number}/{path.name}" if Path(by_number).exists() else str(path)
    finally:
        os.close(folder)


def _told(value: object) -> object:
    """An option as JSON has it; a path as it is from here."""
    if isinstance(value, Path):
        return {"path": str(value.absolute())}
    if isinstance(value, datetime):
        return {"day": value.isoformat()}
    if isinstance(value, Role):
        return {"role": str(value)}
    return [_told(each) for each in value] if isinstance(value, list) else value


def _meant(said: Any) -> Any:
    if isinstance(said, list):
        return [_meant(each) for each in said]
    if not isinstance(said, dict):
        return said
    ((kind, value),) = said.items()
    meanings: dict[str, Callable[[str], object]] = {
        "path": Path,
        "day": datetime.fromisoformat,
        "role": Role,
    }
    return meanings[kind](value)
