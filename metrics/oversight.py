"""Reading the audit trail: who did what, on one person, by one user, in a period; is
the trail whole; and taking it out as a file.

Reads only; needs `see_audit`. How a line is written, and why nothing happens without
one, is `store/audit.py`. People stand here by their pseudonyms alone.
"""

import csv
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from metrics.exporting import csv_text, neutral
from metrics.periods import LONDON, today
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, people


NO_SUCH_PERSON = "Nobody here has this pseudonym. Write it as it stands on the screen."
DID: dict[str, str] = {
    Action.SEE_CASELOAD: "opened a caseload",
    Action.SEE_CLIENT: "opened this person",
    Action.DECIDE: "recorded a decision",
    Action.RECORD_FACT: "recorded a fact",
    Action.SEE_CIRCLES: "opened buying circles",
    Action.SEE_AUDIT: "read the audit trail",
    Action.LOAD: "loaded files",
    Action.UNDO: "undid a load",
    Action.MAKE_RELEASE: "made a release",
}


@dataclass(frozen=True)
class Act:
    """One act. `label` is None where it was about nobody, or about somebody erased."""

    number: int
    at: datetime
    who: str
    role: str
    action: str
    label: str | None
    about: str | None
    why: str | None
    result: str
    rule_set: str
    program: str

    @property
    def did(self) -> str:
        return DID.get(self.action, self.action.replace("_", " "))


@dataclass(frozen=True)
class Trail:
    """Whether the trail is whole: the first line that was changed, and whether its end
    is missing. `head` is worth writing down elsewhere: a later trail must contain it.
    """

    lines: int
    head: str
    broken_at: int | None
    cut_short: bool

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None and not self.cut_short


def acts(
    store: Store,
    scope: Scope,
    *,
    label: str | None = None,
    who: str | None = None,
    since: date | None = None,
    until: date | None = None,
    at_most: int | None = None,
) -> list[Act]:
    """Acts, the newest first, narrowed to a person (by pseudonym), a user, and days
    that are both inside. Needs `see_audit`; raises UserError for an unknown pseudonym.
    """
    scope.require(Action.SEE_AUDIT)
    return list(islice(_acts(store, label, who, since, until), at_most))


def actors(store: Store, scope: Scope) -> list[str]:
    """Everybody who stands in the trail; needs `see_audit`."""
    scope.require(Action.SEE_AUDIT)
    return store.audit.actors()


def days_back(days: int) -> date:
    """The day from which acts are "of the last days": acts bear the real clock's time,
    in a demonstration too.
    """
    return today() - timedelta(days)


def london(at: datetime) -> datetime:
    """The moment of an act as the clock on the wall showed it; it is kept in UTC."""
    return at.replace(tzinfo=UTC).astimezone(LONDON)


def verify_trail(store: Store, scope: Scope) -> Trail:
    """Follow the trail from its first line to its last; needs `see_audit`."""
    scope.require(Action.SEE_AUDIT)
    number, head = store.audit.head
    known, _, said = (store.state("audit_head") or "0 ").partition(" ")
    cut = int(known) > 0 and store.audit.hash_of(int(known)) != said
    return Trail(number, head, store.audit.first_broken(), cut)


def acts_csv(found: Sequence[Act]) -> str:
    """Acts that were asked for already, as a file that a spreadsheet opens."""
    rows = [list((asdict(act) | {"at": london(act.at)}).values()) for act in found]
    return csv_text([field.name for field in fields(Act)], rows)


def export_acts(
    store: Store,
    to: Path,
    scope: Scope,
    event: AuditEvent,
    *,
    label: str | None = None,
    who: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Write acts to a new file, CSV or JSON Lines by its name; say how many.

    Needs `see_audit`. Nothing that lies there already is written over.
    """
    scope.require(Action.SEE_AUDIT)
    if to.suffix not in (".csv", ".jsonl"):
        raise UserError("Name the file with .csv or .jsonl at its end.")
    if to.exists():
        raise UserError(f"{to.name} is there already. Name another file.")
    with store.audit.act(event):
        return _written(to, _acts(store, label, who, since, until))


def _acts(
    store: Store,
    label: str | None,
    who: str | None,
    since: date | None,
    until: date | None,
) -> Iterator[Act]:
    labels = people.every_label(store)
    found = store.audit.acts(
        client_id=_named(labels, label) if label else None,
        actor=who,
        since=datetime.combine(since, time()) if since else None,
        until=datetime.combine(until + timedelta(1), time()) if until else None,
    )
    for line in found:
        about = labels.get(line.pop("client_id"))
        yield Act(at=line.pop("noted_at"), who=line.pop("actor"), label=about, **line)


def _named(labels: dict[str, str], label: str) -> str:
    asked = label.strip().upper()
    for client_id, said in labels.items():
        if said.upper() == asked:
            return client_id
    raise UserError(NO_SUCH_PERSON)


def _written(to: Path, found: Iterator[Act]) -> int:
    count = 0
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        if to.suffix == ".csv":
            table.writerow(field.name for field in fields(Act))
        for act in found:
            count += 1
            row = asdict(act) | {"at": act.at.isoformat(timespec="seconds")}
            if to.suffix == ".csv":
                table.writerow(neutral(each) for each in row.values())
            else:
                opened.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count
