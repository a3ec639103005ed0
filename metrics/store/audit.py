"""The audit trail: who did what, append-only, in a file of its own beside the store.

Each line carries the hash of the line before it, so that a changed line is found. An
act is written down before it happens ("intended") and again after ("done" or "not
done"); if it cannot be written down it does not happen. No clinical value, name or free
text of a client ever stands here, only a pseudonym. Who may read it is
`metrics/oversight.py`.
"""

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import duckdb

from metrics.periods import now
from metrics.phrases import one_line
from metrics.problems import StoreShut, UserError
from metrics.settings import RULES
from metrics.store import sealing
from metrics.store.owner_only import keep_files_to_their_owner
from metrics.store.sealing import Root


Line = dict[str, Any]
AT_ONCE = 50_000


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
    "rule_set, program, hash"
)
_TABLE = (
    "CREATE TABLE IF NOT EXISTS audit (number BIGINT NOT NULL, "
    "noted_at TIMESTAMP NOT NULL, actor VARCHAR NOT NULL, role VARCHAR NOT NULL, "
    "action VARCHAR NOT NULL, client_id VARCHAR, about VARCHAR, why VARCHAR, "
    "result VARCHAR NOT NULL, ends BIGINT, rule_set VARCHAR NOT NULL, "
    "program VARCHAR NOT NULL, hash VARCHAR NOT NULL)"
)
# One row is one act: the line that began it, and how the line that ended it says it
# went. No index: this answers in under a second over 20 million lines.
_ACTS = """
SELECT begun.number, begun.noted_at, begun.actor, begun.role, begun.action,
    begun.client_id, begun.about, begun.why, coalesce(ended.result, begun.result)
        AS result, begun.rule_set, begun.program
FROM audit AS begun
LEFT JOIN audit AS ended ON ended.ends = begun.number
    AND ($client_id IS NULL OR ended.client_id = $client_id)
WHERE begun.ends IS NULL
    AND ($client_id IS NULL OR begun.client_id = $client_id)
    AND ($actor IS NULL OR begun.actor = $actor)
    AND ($since IS NULL OR begun.noted_at >= $since)
    AND ($until IS NULL OR begun.noted_at < $until)
ORDER BY begun.number DESC
"""
_UNENDED = (
    "SELECT begun.* FROM audit AS begun ANTI JOIN audit AS ended "
    "ON ended.ends = begun.number WHERE begun.result = 'intended' ORDER BY number"
)
_LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


class AuditTrail:
    """An open audit file. One writer, one line at a time."""

    def __init__(self, path: Path, *, new_sealed: bool = False) -> None:
        self._root = _opened(path, new_sealed)
        self._turn = threading.Lock()
        self._inside = threading.local()
        with self._root.cursor() as cursor:
            last = cursor.execute(
                "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"
            ).fetchone()
        self.head: tuple[int, str] = last or (0, "")

    @property
    def in_hand(self) -> int | None:
        """The number of the act that this thread is in the middle of."""
        numbers: list[int] = getattr(self._inside, "numbers", [])
        return numbers[-1] if numbers else None

    @contextmanager
    def act(self, event: AuditEvent) -> Iterator[None]:
        """Write the act down, let it happen, write down how it ended.

        Raises UserError, and lets nothing happen, where it cannot be written down.
        """
        number = self._intended(event)
        numbers = self._inside.__dict__.setdefault("numbers", [])
        numbers.append(number)
        try:
            yield
        except StoreShut:
            # Nobody can say yet whether it was done; the next opening can.
            raise
        except BaseException:
            self._ended(event, "not done", number)
            raise
        finally:
            numbers.remove(number)
        self._ended(event, "done", number)

    def note(self, event: AuditEvent, result: str = "done") -> None:
        """Write down what has no before and after: a sign-in, a refusal, a look."""
        try:
            self._append(event, result, None)
        except duckdb.Error:
            raise UserError(_NOT_DONE) from None

    def close_interrupted(self, written: Iterable[int]) -> None:
        """End what a crash left open: done where the store has it, else not."""
        done = set(written)
        for line in self._rows(_UNENDED, {}):
            result = "done" if line["number"] in done else "not completed"
            event = AuditEvent(**{name: line[name] for name in _EVENT})
            self._append(event, result, line["number"])

    def acts(
        self,
        *,
        client_id: str | None = None,
        actor: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Line]:
        """Acts, the newest first, each once and with how it ended; None narrows not."""
        narrowed = {
            "client_id": client_id,
            "actor": actor,
            "since": since,
            "until": until,
        }
        return self._rows(_ACTS, narrowed)

    def actors(self) -> list[str]:
        """Everybody who stands in the trail."""
        asked = "SELECT DISTINCT actor FROM audit ORDER BY actor"
        return [str(line["actor"]) for line in self._rows(asked, {})]

    def lines(self) -> list[Line]:
        """Every line in order."""
        return list(self._rows(f"SELECT {_COLUMNS} FROM audit ORDER BY number", {}))

    def first_broken(self) -> int | None:
        """The number of the first line whose hash does not follow, or None."""
        before = ""
        for line in self._rows(f"SELECT {_COLUMNS} FROM audit ORDER BY number", {}):
            said = line.pop("hash")
            if said != _hash(before, line):
                return int(line["number"])
            before = said
        return None

    def hash_of(self, number: int) -> str | None:
        """What a line's hash is now, or None where there is no such line."""
        asked = "SELECT hash FROM audit WHERE number = $number"
        found = list(self._rows(asked, {"number": number}))
        return str(found[0]["hash"]) if found else None

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """Let no line be added, and every line be in the file itself."""
        with self._turn, self._root.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            yield

    def close(self) -> None:
        self._root.close()

    def _intended(self, event: AuditEvent) -> int:
        try:
            return self._append(event, "intended", None)
        except duckdb.Error:
            raise UserError(_NOT_DONE) from None

    def _ended(self, event: AuditEvent, result: str, number: int) -> None:
        try:
            self._append(event, result, number)
        except duckdb.Error:
            raise UserError(_UNFINISHED[result]) from None

    def _append(self, event: AuditEvent, result: str, ends: int | None) -> int:
        with self._turn, self._root.cursor() as cursor:
            number, before = self.head[0] + 1, self.head[1]
            line: Line = {
                "number": number,
                "noted_at": now(),
                **_on_one_line(event),
                "result": result,
                "ends": ends,
                "rule_set": RULES,
                "program": _program(),
            }
            line["hash"] = _hash(before, line)
            marks = ", ".join(f"${name}" for name in _COLUMNS.split(", "))
            cursor.execute(f"INSERT INTO audit ({_COLUMNS}) VALUES ({marks})", line)
            self.head = (number, line["hash"])
            return number

    def _rows(self, sql: str, parameters: Mapping[str, object]) -> Iterator[Line]:
        with self._root.cursor() as cursor:
            found = cursor.execute(sql, parameters)
            names = [column[0] for column in found.description or ()]
            while some := found.fetchmany(AT_ONCE):
                for row in some:
                    yield dict(zip(names, row, strict=True))


_EVENT = ("actor", "role", "action", "client_id", "about", "why")
_NOT_DONE = (
    "This could not be written down in the audit trail, so it was not done. "
    "Tell whoever runs this machine."
)
_UNFINISHED = {
    "done": (
        "This was done and saved, but the audit trail could not be completed. "
        "Tell whoever runs this machine; do not do it again."
    ),
    "not done": _NOT_DONE,
}


def _on_one_line(event: AuditEvent) -> dict[str, str | None]:
    """An act as it is written down: nothing in it can look like a line of its own."""
    return {name: said and one_line(said) for name, said in asdict(event).items()}


def _opened(path: Path, new_sealed: bool) -> Root:
    keep_files_to_their_owner()
    try:
        opened = sealing.connect(path, {}, new_sealed=new_sealed)
        root = opened.connection
        root.execute(_TABLE)
        root.execute(f"SELECT {_COLUMNS} FROM audit LIMIT 0")
        for statement in _LOCKS:
            root.execute(statement)
    except duckdb.Error:
        raise UserError(
            f"{path.name} could not be opened as an audit trail, so nothing was "
            "opened. Put the trail that belongs to this store back in its place."
        ) from None
    return opened


@cache
def _program() -> str:
    try:
        return version("alongside")
    except PackageNotFoundError:
        return "not packaged"


def _hash(before: str, line: Mapping[str, object]) -> str:
    text = json.dumps(line, default=str, sort_keys=True)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
