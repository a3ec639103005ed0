"""Questions of clinical safety: rules turned off, changes proposed to rules, incidents,
warnings for an area, decisions to be counted.

None of them is about a client that is looked at. What is made of the answers is
`metrics/safety.py`, `metrics/notices.py` and `metrics/rule_health.py`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from metrics.contracts.safety import Incident
from metrics.scope import Scope
from metrics.store import record
from metrics.store.connection import Store, Writing
from metrics.store.facts import named, parameters


Rows = list[dict[str, Any]]


def switches(store: Store, on: date) -> Rows:
    """The newest word on each rule that was ever switched."""
    return store.rows(named("rule_switch_on"), parameters(on, Scope.nobody()))


def proposals(store: Store, on: date) -> Rows:
    """The newest word on each number that was ever proposed to change."""
    return store.rows(named("rule_proposal_on"), parameters(on, Scope.nobody()))


def incidents(store: Store, on: date) -> Rows:
    """Every incident, as it stands now."""
    return store.rows(named("incident_on"), parameters(on, Scope.nobody()))


def notices(store: Store, on: date, scope: Scope) -> Rows:
    """The warnings that stand on a day for the services in scope."""
    return store.rows(named("notice_on"), parameters(on, scope))


def decisions(store: Store, since: date, on: date, scope: Scope) -> Rows:
    """Every decision since a day, of the services in scope, without its client."""
    return store.rows(named("decision_told"), {**parameters(on, scope), "since": since})


def services(store: Store, on: date, scope: Scope) -> Iterable[str]:
    """The services that the clients in scope are at, in one order."""
    found = store.read(named("service_on"), parameters(on, scope))
    return [name for (name,) in found]


def newest_batch(store: Store) -> int | None:
    """The newest load that stands."""
    (found,) = store.read("SELECT max(id) FROM batch WHERE undone_at IS NULL")
    return found[0] if found[0] is None else int(found[0])


def acknowledge(writing: Writing, incident: str, by: str, at: datetime) -> None:
    """Note who has read an incident; the first reader stands."""
    writing.run(
        "UPDATE incident SET acknowledged_by = $by, acknowledged_at = $at "
        "WHERE incident = $incident AND acknowledged_at IS NULL",
        {"incident": incident, "by": by, "at": at},
    )


def add_incident(writing: Writing, reported: Incident) -> None:
    """Keep an incident."""
    record.add(writing, reported, reported.reported_at)
