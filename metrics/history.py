"""What changed in one client's records, each change with its day and its words.

Reads only, under a scope of one client. A record that says again what the one before it
said is no change. What the answers add up to, and what is due, is `records.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.contracts import TABLES
from metrics.contracts.event import EVENTS
from metrics.phrases import as_written, dose, first_up
from metrics.scope import Action, Scope
from metrics.store import Store, people
from metrics.store.record import WORKER
from metrics.surveys import SURVEYS


__all__ = ["Change", "changes_since"]
Row = Mapping[str, Any]
CIRCUMSTANCES = ("status", "keyworker", "housing", "employment", "partner")
DOSE = ("medicine", "form", "dose", "unit", "interval")
PLANS = ("supervised", "planned_reduction")


@dataclass(frozen=True)
class Change:
    """Something new in a client's records. `by_worker`: recorded here, not loaded."""

    on: date
    words: str
    by_worker: bool = False


def changes_since(
    store: Store, client_id: str, since: date, on: date, scope: Scope
) -> tuple[Change, ...]:
    """What is dated after a day, the newest first (design.md 4.6); needs `see_client`.

    What they were asked, and that they talked about the people around them, is told to
    their own worker only.
    """
    scope.require(Action.SEE_CLIENT)
    one = scope.only(client_id)
    told = _TOLD | (_OWN_WORDS if Action.SEE_OWN_WORDS in scope.actions else {})
    found = {
        change: None
        for table, changes in told.items()
        for change in changes(people.rows_of(store, table, on, one))
        if change.on > since
    }
    return tuple(sorted(found, key=lambda each: each.on, reverse=True))


def _doses(rows: Iterable[Row]) -> Iterator[Change]:
    # A supplement is given beside a depot: neither stands in the other's place.
    for row, before in _with_before(map(_supplement_apart, rows), ("supplement",)):
        if _differs(row, before, DOSE):
            was = f"; before: {_dose(before)}" if before else ""
            yield _change(row, f"Dose recorded: {_dose(row)}{was}")
        for name in PLANS:
            if row[name] and _differs(row, before, (name,)):
                yield _change(row, _said("prescription", name, row))


def _supplement_apart(row: Row) -> Row:
    return {**row, "supplement": row["form"] == "depot_supplement"}


def _circumstances(rows: Iterable[Row]) -> Iterator[Change]:
    held: dict[str, Any] = {}
    for row in rows:
        for name in CIRCUMSTANCES:
            if row[name] and row[name] != held.get(name):
                # What the first record says is where they began, and no change.
                if name in held:
                    yield _change(row, _said("client", name, row))
                held[name] = row[name]


def _events(rows: Iterable[Row]) -> Iterator[Change]:
    for row in rows:
        label = EVENTS.label(row["kind"])
        words = {
            "yes": first_up(label),
            "no": f"Asked, and no {label}",
        }.get(row["state"], f"Asked about {label}, not answered")
        behind = f" ({as_written(row['date_words'])})" if row["date_words"] else ""
        yield _change(row, f"{words}{behind}")


def _conditions(rows: Iterable[Row]) -> Iterator[Change]:
    for row, before in _with_before(rows, ("condition",)):
        if _differs(row, before, ("state", "status", "treated")):
            yield _change(row, _condition(row))


def _condition(row: Row) -> str:
    table = TABLES["condition"]
    label = str(_label(table.name, "condition", row["condition"]))
    if row["state"] == "no":
        return f"{first_up(label)}: asked, none recorded"
    if row["state"] != "yes":
        return f"{first_up(label)}: asked, not answered"
    parts = [row["status"], "treated" if row["treated"] == "yes" else None]
    return f"{first_up(label)}: {', '.join(filter(None, parts)) or 'recorded'}"


def _permissions(rows: Iterable[Row]) -> Iterator[Change]:
    for row, before in _with_before(rows, ("purpose",)):
        if _differs(row, before, ("state",)):
            purpose = str(_label("permission", "purpose", row["purpose"]))
            yield _change(row, f"{first_up(purpose)}: {row['state']}")


def _forms(rows: Iterable[Row]) -> Iterator[Change]:
    for row in rows:
        yield _change(row, "Outcome form completed")


def _answers(rows: Iterable[Row]) -> Iterator[Change]:
    for row in rows:
        if survey := SURVEYS.get(row["survey"]):
            yield _change(row, f"Asked: {survey.title}")


def _interviews(rows: Iterable[Row]) -> Iterator[Change]:
    for row in rows:
        if row["finished"] == "yes":
            yield _change(row, "Talked about the people around them")


_TOLD: dict[str, Callable[[Iterable[Row]], Iterator[Change]]] = {
    "client": _circumstances,
    "prescription": _doses,
    "event": _events,
    "condition": _conditions,
    "outcome": _forms,
    "permission": _permissions,
}
_OWN_WORDS: dict[str, Callable[[Iterable[Row]], Iterator[Change]]] = {
    "answer": _answers,
    "interview": _interviews,
}


def _change(row: Row, words: str) -> Change:
    return Change(row["said_on"], words, row["source"] == WORKER)


def _with_before(
    rows: Iterable[Row], names: tuple[str, ...]
) -> Iterator[tuple[Row, Row | None]]:
    """Each row with the one before it of the same names."""
    held: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[name] for name in names)
        yield row, held.get(key)
        held[key] = row


def _differs(row: Row, before: Row | None, names: tuple[str, ...]) -> bool:
    return before is None or any(row[name] != before[name] for name in names)


def _said(table: str, name: str, row: Row) -> str:
    words = TABLES[table].column(name).words.partition(",")[0]
    return f"{words}: {_label(table, name, row[name])}"


def _label(table: str, name: str, code: str | None) -> str | None:
    codes = TABLES[table].column(name).codes
    return codes.label(code) if codes and code else code


def _dose(row: Row) -> str:
    medicine, form, unit, interval = (
        _label("prescription", name, row[name])
        for name in ("medicine", "form", "unit", "interval")
    )
    return dose(
        medicine=medicine or "medicine not known",
        form=form,
        amount=row["dose"],
        unit=unit,
        interval=interval,
    )
