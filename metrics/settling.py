"""Contradictions between a file and a worker's record, and which of them is right.

The program never says: it lists both, tells which stands meanwhile, and keeps what
somebody who asked says. A record that is wrong is put right where it came from.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from metrics.contracts import TABLES
from metrics.contracts.contradiction import Contradiction
from metrics.phrases import first_up
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, contradictions, record


Right = Literal["worker_right", "file_right"]
# What they told of themselves and of the people around them: for their own worker only.
_OWN_WORDS = ("answer", "interview")
_WORDS = {
    "answer": "an answer they gave",
    "interview": "an interview",
    "client": "their own record",
    "outcome": "an outcome form",
    "prescription": "the dose",
    "permission": "what they agreed to",
}
NOT_OPEN = "Somebody said already which is right, or it is not yours to say."


@dataclass(frozen=True)
class Contradicted:
    """One fact about which a file and a worker disagree. `loaded_on`: the day of the
    load that says so; `ours_stands`: whether the worker's record stands meanwhile.
    """

    row_id: int
    client_id: str
    label: str
    words: str
    said_on: date
    loaded_on: date
    ours_stands: bool


def contradicted(store: Store, on: date, scope: Scope) -> tuple[Contradicted, ...]:
    """Those of the scope's own people that nobody settled; needs `see_caseload`."""
    scope.require(Action.SEE_CASELOAD)
    return tuple(
        Contradicted(
            row["row_id"],
            row["client_id"],
            row["label"],
            first_up(_words(row["what"], row["about"])),
            row["said_on"],
            row["found_on"],
            row["stands"] == "worker",
        )
        for row in _rows(store, on, scope)
    )


def settle(
    store: Store, row_id: int, right: Right, scope: Scope, event: AuditEvent
) -> None:
    """Keep which of the two is right, as whoever asked says; needs `record_fact`.

    Changes neither record. Raises UserError where it is not open to this user.
    """
    scope.require(Action.RECORD_FACT)
    rows = _rows(store, store.today(), scope)
    row = next((each for each in rows if each["row_id"] == row_id), None)
    if row is None:
        raise UserError(NOT_OPEN)
    now = store.now()
    names = (column.name for column in Contradiction.columns())
    told = Contradiction(**{name: row[name] for name in names})
    said = {"settled": right, "settled_by": scope.actor, "settled_at": now}
    settled = Contradiction.model_validate(told.model_dump() | said)
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, settled, now)


def _rows(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    own = Action.SEE_OWN_WORDS in scope.actions
    found = contradictions.open_ones(store, on, scope)
    return [row for row in found if own or row["what"] not in _OWN_WORDS]


def _words(what: str, about: str | None) -> str:
    """ "overdose", "what they agreed to, network planning", "the dose, methadone"."""
    coded = (each for each in TABLES[what].columns() if each.codes)
    kinds = next((each.codes for each in coded if each.name in TABLES[what].key), None)
    label = kinds.label(about) if kinds and about else None
    whole = (_WORDS.get(what), label)
    return ", ".join(each for each in whole if each)
