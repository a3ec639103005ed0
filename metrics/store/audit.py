"""The audit trail: who did what, append-only, in a file of its own beside the store.

Each line carries the hash of the line before it, so that a changed line is found. An
act is written down before it happens ("intended") and again after ("done" or "not
done"); if it cannot be written down it does not happen. No clinical value, name or free
text of a client ever stands here, only a pseudonym.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from metrics.periods import now
from metrics.problems import UserError
from metrics.settings import RULES


@dataclass(frozen=True)
class AuditEvent:
    """One act: who, in which role, what (an action), about whom, and why."""

    actor: str
    role: str
    action: str
    client_id: str | None = None
    about: str | None = None
    why: str | None = None


_COLUMNS = (
    "number, noted_at, actor, role, action, client_id, about, why, result, ends, "
    "rule_set, hash"
)
_TABLE = (
    "CREATE TABLE IF NOT EXISTS audit (number BIGINT PRIMARY KEY, "
    "noted_at TIMESTAMP NOT NULL, actor VARCHAR NOT NULL, role VARCHAR NOT NULL, "
    "action VARCHAR NOT NULL, client_id VARCHAR, about VARCHAR, why VARCHAR, "
    "result VARCHAR NOT NULL, ends BIGINT, rule_set VARCHAR NOT NULL, "
    "hash VARCHAR NOT NULL)"
)


class AuditTrail:
    """An open audit file. One writer, one line at a time."""

    def __init__(self, path: Path) -> None:
        try:
            self._root = duckdb.connect(str(path))
        except duckdb.Error:
            raise UserError(
                f"The audit trail {path.name} could not be opened, so nothing was."
            ) from None
        self._root.execute(_TABLE)
        path.chmod(0o600)
        self._turn = threading.Lock()

    @contextmanager
    def act(self, event: AuditEvent) -> Iterator[None]:
        """Write the act down, let it happen, write down how it ended.

        Raises UserError, and lets nothing happen, where it cannot be written down.
        """
        number = self._append(event, "intended", None)
        try:
            yield
        except BaseException:
            self._append(event, "not done", number)
            raise
        self._append(event, "done", number)

    def lines(self) -> list[dict[str, object]]:
        """Every line in order."""
        with self._turn, self._root.cursor() as cursor:
            found = cursor.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY number")
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def first_broken(self) -> int | None:
        """The number of the first line whose hash does not follow, or None."""
        before = ""
        for line in self.lines():
            said = line.pop("hash")
            if said != _hash(before, line):
                return int(str(line["number"]))
            before = str(said)
        return None

    def close(self) -> None:
        self._root.close()

    def _append(self, event: AuditEvent, result: str, ends: int | None) -> int:
        try:
            with self._turn, self._root.cursor() as cursor:
                last = cursor.execute(
                    "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"
                ).fetchone()
                number, before = (last[0] + 1, last[1]) if last else (1, "")
                line = {
                    "number": number,
                    "noted_at": now(),
                    **asdict(event),
                    "result": result,
                    "ends": ends,
                    "rule_set": RULES,
                }
                line["hash"] = _hash(before, line)
                marks = ", ".join(f"${name}" for name in _COLUMNS.split(", "))
                cursor.execute(f"INSERT INTO audit ({_COLUMNS}) VALUES ({marks})", line)
                return int(number)
        except duckdb.Error:
            raise UserError(
                "This could not be written down in the audit trail, so it was not "
                "done. Tell whoever runs this machine."
            ) from None


def _hash(before: str, line: dict[str, object]) -> str:
    text = json.dumps(line, default=str, sort_keys=True)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
