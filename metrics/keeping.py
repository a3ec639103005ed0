"""Keeping a store well: backing it up, putting a backup back, erasing a client.

For the operator of the machine alone. A backup names the key by its fingerprint and
every file by its hash; what was taken back or erased since is not brought back. How a
file is copied is `store/copying.py`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from metrics.periods import now
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.settings import RULES
from metrics.store import (
    AuditEvent,
    Store,
    fingerprint,
    open_store,
    people,
    read_releases_only,
)
from metrics.store.copying import (
    companions,
    copy,
    copy_to,
    digest,
    rebuild,
    take_out,
)
from metrics.store.keys import FINGERPRINT, require_key
from metrics.store.room import require_room, size_of, whole_or_gone
from metrics.store.sealing import KEY_IS as SEAL_IS
from metrics.store.sealing import MODULE_IS, is_sealed


__all__ = [
    "MODULE_IS",
    "SEAL_IS",
    "Backup",
    "back_up",
    "erase",
    "is_sealed",
    "read_releases_only",
    "restore",
]
SAYS = "backup.json"


@dataclass(frozen=True)
class Backup:
    """What a backup says of itself."""

    made_at: str
    data_version: int
    layout: str
    key: str | None
    rule_set: str
    files: Mapping[str, str]


def back_up(store: Store, to: Path, scope: Scope, event: AuditEvent) -> Backup:
    """Copy a store into a new folder, and read the copy again; needs `keep_store`."""
    scope.require(Action.KEEP_STORE)
    if to.exists():
        raise UserError(f"{to.name} is there already. Name a new folder.")
    require_room(to.parent, size_of(companions(store.path).values()))
    with store.audit.act(event), whole_or_gone(to):
        made = Backup(
            made_at=now().isoformat(timespec="seconds"),
            data_version=store.version,
            layout=fingerprint(),
            key=store.state(FINGERPRINT),
            rule_set=RULES,
            files=copy_to(store, to),
        )
        (to / SAYS).write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
        (to / SAYS).chmod(0o600)
    return made


def restore(
    backup: Path, to: Path, key: Path | None, scope: Scope, event: AuditEvent
) -> Backup:
    """Put a backup back where no store stands; needs `keep_store`.

    An audit trail and a suppression list that lie there already are newer, and stay:
    so whatever was taken back since the backup is taken back in it too. Raises
    UserError where a file was changed, or where the key is another one.
    """
    scope.require(Action.KEEP_STORE)
    made = _read(backup)
    if to.exists():
        raise UserError(f"{to.name} is there already. Move it away first.")
    if made.layout != fingerprint():
        raise UserError("This backup is of another version. Restore it with that one.")
    if made.key is not None:
        require_key(to, key, made.key)
    places = companions(to)
    for name in made.files:
        if not places[name].exists():
            copy(backup / name, places[name])
    with_store = open_store(to)
    try:
        with_store.audit.note(event)
    finally:
        with_store.close()
    return made


def erase(
    store: Store, label: str, scope: Scope, event: AuditEvent
) -> Mapping[str, int]:
    """Take a client out of a store, to the last byte; rows gone, by table.

    Needs `keep_store`. The store is closed afterwards. The audit trail keeps that
    somebody of this number was seen; what was released stays as it was published.
    Backups made before hold the client still.
    """
    scope.require(Action.KEEP_STORE)
    client_id = _client(store, label)
    about = AuditEvent(event.actor, event.role, event.action, client_id, why=event.why)
    try:
        with store.audit.act(about):
            with store.writing() as writing:
                gone = take_out(writing, client_id)
            store.close_records()
            rebuild(store.path)
    finally:
        store.close()
    return gone


def _client(store: Store, label: str) -> str:
    for client_id, said in people.every_label(store).items():
        if label in (client_id, said) and not client_id.startswith("erased "):
            return client_id
    raise UserError("There is nobody of this pseudonym here. Nothing was erased.")


def _read(backup: Path) -> Backup:
    try:
        said = json.loads((backup / SAYS).read_text(encoding="utf-8"))
        made = Backup(**said)
    except (OSError, ValueError, TypeError):
        raise UserError(f"{backup.name} is not a backup of Alongside.") from None
    for name, kept in made.files.items():
        if name not in companions(backup) or not (backup / name).is_file():
            raise UserError(f"This backup lacks {name}. Nothing was restored.")
        if digest(backup / name) != kept:
            raise UserError(
                f"{name} is not as it was backed up. Nothing was restored; use another "
                "backup."
            )
    return made
