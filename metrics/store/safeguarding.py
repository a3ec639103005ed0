"""What the safeguarding lead reads: disclosures, and who must not meet and why.

For the lead's own pages alone (design.md rule 13). What the planner is told, pairs
without a reason, is `apart.py`.
"""

from datetime import date
from typing import Any

from metrics.scope import Scope
from metrics.store.connection import Store
from metrics.store.facts import named, parameters


def disclosures(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """Every disclosure of clients of these services, the oldest first."""
    sql = f"{named('to_act_on')} ORDER BY said_on, row_id"
    return store.rows(sql, parameters(on, scope))


def separations(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """The newest word on every pair that touches these services, ended or not, by the
    pair's labels.
    """
    sql = f"{named('held_apart')} ORDER BY one, other"
    return store.rows(sql, parameters(on, scope))


def clients_by_label(store: Store, on: date, scope: Scope) -> dict[str, str]:
    """The pseudonym shown -> client_id, of those in scope."""
    found = store.read(named("label_of"), parameters(on, scope))
    return {label: client_id for client_id, label in found}


def disclosure(store: Store, row_id: int) -> dict[str, Any]:
    """One disclosure as its row stands."""
    return _row(store, "disclosure", row_id)


def separation(store: Store, row_id: int) -> dict[str, Any]:
    """One separation as its row stands."""
    return _row(store, "separation", row_id)


def _row(store: Store, table: str, row_id: int) -> dict[str, Any]:
    sql = f"SELECT * FROM {table} WHERE row_id = $row_id AND superseded_by IS NULL"
    (found,) = store.rows(sql, {"row_id": row_id})
    return found
