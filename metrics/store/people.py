"""Small fixed questions about the people in scope: facts, labels, changes, decisions.

Each is one view file asked under a scope, handed back by client. What is made of the
answers (reasons, the order of a list) belongs to `metrics/records/`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from metrics.scope import Scope
from metrics.store.connection import Store
from metrics.store.facts import named, parameters, question, with_rows


# Planning a question grows faster than its facts: 68 at once took 0.9 s, in six
# questions 0.25 s (600 clients, 2 cores).
FACTS_A_QUESTION = 12


@dataclass(frozen=True)
class Known:
    """A fact as recorded: its value, its own date, its last usable day, whether it was
    asked and not answered, and words that stand beside the date.
    """

    value: Any
    on: date | None
    until: date | None
    state: str | None
    detail: str | None

    def usable(self, day: date) -> bool:
        return self.value is not None and (self.until is None or self.until >= day)


def facts(
    store: Store, names: Iterable[str], on: date, scope: Scope, view: str = "client_on"
) -> dict[str, dict[str, Known]]:
    """client_id -> fact name -> Known, for every client in scope."""
    found: dict[str, dict[str, Known]] = {}
    for some in batched(dict.fromkeys(names), FACTS_A_QUESTION):
        sql = question(view, some, f"SELECT * FROM {view}")
        for row in store.rows(sql, parameters(on, scope)):
            found.setdefault(row["client_id"], {}).update(known_in(row, some))
    return found


def known_in(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Known]:
    """The facts that a row of a view holds, by name."""
    return {name: _known(name, row) for name in names}


def _known(name: str, row: Mapping[str, Any]) -> Known:
    parts = (name, *(f"{name}_{part}" for part in ("on", "until", "state", "detail")))
    return Known(*(row[part] for part in parts))


def batched(names: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Names in runs of a size. Python 3.12 has this in itertools."""
    rest = iter(names)
    while some := tuple(islice(rest, size)):
        yield some


def labels(store: Store, on: date, scope: Scope) -> dict[str, str]:
    """client_id -> the pseudonym shown."""
    return dict(store.read(named("label_of"), parameters(on, scope)))


def other_workers(store: Store, on: date, scope: Scope) -> tuple[str, ...]:
    """The labels of those who work at the services of the clients in scope, without
    those who work with these clients now.
    """
    found = store.read(named("other_worker_of"), parameters(on, scope))
    return tuple(sorted(worker for (worker,) in found))


def rows_of(store: Store, table: str, on: date, scope: Scope) -> list[dict[str, Any]]:
    """Every row of a table that stands on a day, of clients in scope, oldest first."""
    rows = with_rows([(f"rows_of_{table}", f"SELECT * FROM known_{table}")])
    sql = f"WITH {rows}\nSELECT * FROM rows_of_{table} ORDER BY said_on, row_id"
    return store.rows(sql, parameters(on, scope))


def withdrawn(
    store: Store, seen_by: str, on: date, scope: Scope
) -> list[dict[str, Any]]:
    """Those on whom this user decided and of whom no record stands, by label."""
    asked = {**parameters(on, scope), "seen_by": seen_by}
    return store.rows(named("record_withdrawn"), asked)


def worker_recorded(store: Store, on: date, scope: Scope) -> list[date]:
    """The days on which a worker wrote people down without asking, the newest first."""
    rows = store.rows(named("worker_recorded_on"), parameters(on, scope))
    return sorted({row["said_on"] for row in rows}, reverse=True)


def every_label(store: Store) -> dict[str, str]:
    """client_id -> pseudonym of everybody there ever was: for oversight alone."""
    return dict(store.read("SELECT client_id, label FROM label"))


def changes(store: Store, seen_by: str, on: date, scope: Scope) -> list[dict[str, Any]]:
    """What came for each client after this user last opened them."""
    asked = {**parameters(on, scope), "seen_by": seen_by}
    return store.rows(named("changed_since"), asked)


def changes_since_review(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """What is dated after each client's last review, a row a kind of change."""
    return store.rows(named("changed_since_review"), parameters(on, scope))


def disputed_deaths(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """Each death of the scope's own people of which a newer record says otherwise."""
    return store.rows(named("disputed_death_of"), parameters(on, scope))


def read_first(store: Store, on: date, scope: Scope) -> dict[str, date]:
    """client_id -> the newest day of what their own worker reads first."""
    return dict(store.read(named("read_first_of"), parameters(on, scope)))


def marked(store: Store, marked_by: str, on: date, scope: Scope) -> frozenset[str]:
    """The clients in scope whom this user will bring to supervision."""
    asked = {**parameters(on, scope), "marked_by": marked_by}
    return frozenset(found for (found,) in store.read(named("supervision_of"), asked))


def decisions(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """The newest decision on each suggestion about each client."""
    return store.rows(named("decision_on"), parameters(on, scope))


def answers(store: Store, survey: str, on: date, scope: Scope) -> list[dict[str, Any]]:
    """The newest answer to each question of one survey, for clients in scope."""
    return store.rows(named("answer_on"), {**parameters(on, scope), "survey": survey})


def loaded(store: Store, on: date, scope: Scope) -> dict[str, Any]:
    """How recent and how complete the records of a scope are."""
    (row,) = store.rows(named("loaded_on"), parameters(on, scope))
    return row


def networks(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """The measures of every finished interview of the one client in scope, the oldest
    first, each with the day that it was asked.
    """
    asked = {
        row["interview"]: row["said_on"]
        for row in rows_of(store, "interview", on, scope)
    }
    found = [
        {**row, "asked_on": asked[row["interview"]]}
        for row in rows_of(store, "network_measure", on, scope)
        if row["interview"] in asked
    ]
    return sorted(found, key=lambda row: (row["asked_on"], row["interview"]))


@dataclass(frozen=True)
class NetworkRows:
    """One finished interview: its measures, and the rows that they were made from."""

    measures: dict[str, Any]
    people: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    pairs: list[dict[str, Any]]


def measured_interviews(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """What is measured of each finished interview of clients in scope."""
    return store.rows(named("measured_interview_on"), parameters(on, scope))


def network(store: Store, on: date, scope: Scope) -> NetworkRows | None:
    """The newest finished interview of the one client in scope; None without one."""
    asked = parameters(on, scope)
    newest = store.rows(named("personal_network_on"), asked)
    if not newest:
        return None
    (measures,) = newest
    told = [
        [
            row
            for row in store.rows(named(view), asked)
            if row["interview"] == measures["interview"]
        ]
        for view in ("person_on", "tie_on", "person_tie_on")
    ]
    return NetworkRows(measures, *told)
