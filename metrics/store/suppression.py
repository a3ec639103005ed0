"""The suppression list: what clients took back in the app, in a file of its own beside
the store, so that an older file, an older backup or an erasure brings nothing back.

It holds no client: a keyed number, hashed once more, stands beside a purpose. Only
permission given in the app lifts it. What a permission opens is `views/in_scope.sql`.
"""

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from metrics.contracts.permission import Permission
from metrics.scope import Purpose
from metrics.store.connection import Store, Writing
from metrics.store.record import add, unlink
from metrics.store.write import Found


SOURCE = "suppression list"
GIVEN = "given"
_SALT = "suppressed "
_NAME = "suppressed"
# The newest word of each client on each purpose, where that is "given".
_GIVEN = (
    "SELECT client_id, purpose, given_on FROM ("
    "SELECT client_id, purpose, arg_max(given_on, (given_on, row_id)) AS given_on, "
    "arg_max(state, (given_on, row_id)) AS state FROM permission "
    "WHERE superseded_by IS NULL GROUP BY client_id, purpose) AS newest "
    f"JOIN {_NAME} USING (purpose) WHERE state = '{GIVEN}' "
    f"AND sha256('{_SALT}' || client_id) = {_NAME}.client ORDER BY client_id, purpose"
)
_INCOMING = (
    "SELECT new.line, new.file_number, new.sheet_row FROM new_permission AS new "
    f"JOIN {_NAME} USING (purpose) WHERE new.state = '{GIVEN}' "
    f"AND sha256('{_SALT}' || new.client_id) = {_NAME}.client ORDER BY new.line"
)


def list_of(store: Path) -> Path:
    """Where the suppression list of a store lies."""
    return store.with_suffix(".suppressed.jsonl")


def note(store: Path, client_id: str, purpose: Purpose, state: str) -> None:
    """Add what a client says now, before it is written: the list never lags behind."""
    line = {
        "client": hashlib.sha256(f"{_SALT}{client_id}".encode()).hexdigest(),
        "purpose": str(purpose),
        "suppressed": state != GIVEN,
    }
    handle = os.open(list_of(store), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(json.dumps(line) + "\n")
        opened.flush()
        os.fsync(handle)


def suppressed(store: Path) -> set[tuple[str, str]]:
    """(hashed client, purpose) of everything that is taken back and not given anew."""
    place = list_of(store)
    if not place.exists():
        return set()
    last: dict[tuple[str, str], bool] = {}
    for line in place.read_text(encoding="ascii").splitlines():
        said = json.loads(line)
        last[said["client"], said["purpose"]] = said["suppressed"]
    return {key for key, stands in last.items() if stands}


def enforce(writing: Writing, store: Path, at: datetime) -> int:
    """Withdraw again whatever a file or a backup says is given; say how often."""
    listed = suppressed(store)
    if not listed:
        return 0
    with writing.table(_NAME, _frame(listed)):
        found = writing.run(_GIVEN)
    for client_id, purpose, given_on in found:
        row = Permission(
            client_id=client_id, purpose=purpose, state="withdrawn", given_on=given_on
        )
        add(writing, row, at, SOURCE)
        if purpose == Purpose.NETWORK_PLANNING:
            unlink(writing, client_id)
    return len(found)


def left_out(writing: Writing, store: Path) -> list[Found]:
    """The rows of an incoming `permission` that the list stands against."""
    listed = suppressed(store)
    if not listed:
        return []
    with writing.table(_NAME, _frame(listed)):
        found = writing.run(_INCOMING)
    return [Found("permission", "state", *row) for row in found]


def enforce_at_opening(store: Store) -> None:
    """The same when a store is opened: it may be an older copy put back."""
    if suppressed(store.path):
        with store.noting() as writing:
            enforce(writing, store.path, store.now())


def _frame(listed: set[tuple[str, str]]) -> pa.Table:
    clients, purposes = zip(*sorted(listed), strict=True)
    return pa.table({"client": list(clients), "purpose": list(purposes)})
