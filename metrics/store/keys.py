"""The key by which local references become ids: where it lives, and whether it fits.

It lives outside the store, in a file that its owner alone may read; the store keeps
only its fingerprint. A key is made only together with a new store. What is made with it
is `metrics/intake/identity.py`.
"""

import hashlib
import os
import secrets
import threading
from dataclasses import dataclass, field
from pathlib import Path

from metrics.problems import UserError
from metrics.store.connection import Store


FINGERPRINT = "key_fingerprint"
OTHER_KEY = "This store was made with another key; nothing was read."
BYTES = 32


@dataclass(frozen=True)
class Key:
    """The secret itself, which nothing ever prints, and the file it came from."""

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(b"alongside key" + self.secret).hexdigest()[:16]


# Published on purpose: what it makes is no secret, since a demo store holds nobody.
DEMO_KEY = Key(hashlib.sha256(b"alongside: the demonstration's key").digest())

# Two first loads at once must not each make a key; no other process has the store.
_ONE_AT_A_TIME = threading.Lock()


def key_file(store: Path, named: Path | None) -> Path:
    """Where the key of a store lies: as named, by the environment, or beside it."""
    environment = os.environ.get("ALONGSIDE_KEY_FILE")
    if named is None and environment:
        return Path(environment)
    return named or store.with_name(f"{store.name}.key")


def key_of(store: Store, named: Path | None = None) -> Key:
    """The store's key. A store that has none yet, and no facts, gets one.

    Raises UserError where the file is missing, open to others, or of another store.
    """
    if store.is_demo:
        return DEMO_KEY
    path = key_file(store.path, named)
    with _ONE_AT_A_TIME:
        known = store.state(FINGERPRINT)
        if known is None and not path.exists():
            _make(path)
        key = _read(path)
        if known is None and key != DEMO_KEY:
            _keep(store, key)
        elif key.fingerprint != known:
            raise UserError(OTHER_KEY)
    return key


def require_key(store: Path, named: Path | None, fingerprint: str) -> None:
    """Raise UserError unless the key at hand is the one of this fingerprint."""
    if fingerprint != DEMO_KEY.fingerprint and (
        _read(key_file(store, named)).fingerprint != fingerprint
    ):
        raise UserError(f"{OTHER_KEY} It asks for the key {fingerprint}.")


def is_keyed(store: Store) -> bool:
    """Whether the store has a key already; without one it holds nothing loaded."""
    return store.is_demo or store.state(FINGERPRINT) is not None


def passing_key() -> Key:
    """A key for comparing with nothing: it is kept nowhere."""
    return Key(secrets.token_bytes(BYTES))


def _keep(store: Store, key: Key) -> None:
    with store.noting() as writing:
        writing.run(
            "INSERT INTO store_state VALUES ($name, $held)",
            {"name": FINGERPRINT, "held": key.fingerprint},
        )


def _make(path: Path) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise UserError(
            f"The key could not be written to {path.name}. "
            "Name a place where you may write with --key; nothing was read."
        ) from None
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(BYTES) + "\n")


def _read(path: Path) -> Key:
    try:
        others = path.stat().st_mode & 0o077
        text = path.read_text(encoding="ascii").strip()
        secret = bytes.fromhex(text)
    except FileNotFoundError:
        raise UserError(OTHER_KEY) from None
    except (OSError, ValueError):
        secret, others = b"", 0
    if others:
        raise UserError(
            f"The key file {path.name} can be read by others; nothing was read. "
            "Let its owner alone read it (chmod 600)."
        )
    if len(secret) != BYTES:
        raise UserError(f"{path.name} does not hold a key; nothing was read.")
    return Key(secret)
