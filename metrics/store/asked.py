"""Counting people by worker: whom planning could ask, and how work is shared.

Counts over people whose rows whoever plans may not open: what of them is shown is
`metrics/disclosure/`, and who asks for it `metrics/planning/`.
"""

from dataclasses import dataclass
from datetime import date

from metrics.scope import Scope
from metrics.store.connection import Store
from metrics.store.facts import parameters, question


CASELOAD_FACTS = ("keyworker", "next_review", "network_planning")
FACTS = ("keyworker", "on_ort", "heroin_reported", "network_planning")


@dataclass(frozen=True)
class SomePeople:
    """How many people have this worker, these facts and this permission. None: not
    known, or out of date; of a permission, never asked.
    """

    keyworker: str | None
    on_ort: bool | None
    heroin_reported: bool | None
    network_planning: str | None
    people: int


def people_by_permission(store: Store, on: date, scope: Scope) -> list[SomePeople]:
    """Everybody in scope, each counted once."""
    fresh = ", ".join(
        f"CASE WHEN coalesce({name}_until >= $on, true) THEN {name} END AS {name}"
        for name in FACTS
    )
    select = (
        f"SELECT {', '.join(FACTS)}, count(*) AS people "
        f"FROM (SELECT {fresh} FROM client_on) GROUP BY ALL ORDER BY ALL"
    )
    found = store.rows(question("client_on", FACTS, select), parameters(on, scope))
    return [SomePeople(**row) for row in found]


@dataclass(frozen=True)
class CaseloadCount:
    """One worker's caseload. `keyworker`: None for those who have no worker."""

    keyworker: str | None
    people: int
    reviews_due: int
    not_asked: int


def caseload_counts(
    store: Store, on: date, due_by: date, scope: Scope
) -> list[CaseloadCount]:
    """Everybody in scope, each with one worker or with none, who stand first."""
    select = (
        "SELECT keyworker, count(*) AS people, "
        "count(*) FILTER (WHERE next_review <= $due_by) AS reviews_due, "
        "count(*) FILTER (WHERE network_planning IS NULL) AS not_asked "
        "FROM client_on GROUP BY keyworker ORDER BY keyworker NULLS FIRST"
    )
    sql = question("client_on", CASELOAD_FACTS, select)
    asked = {**parameters(on, scope), "due_by": due_by}
    return [CaseloadCount(**row) for row in store.rows(sql, asked)]
