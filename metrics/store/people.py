"""Small fixed questions about the people in scope: facts, labels, changes, decisions.

Each is one view file asked under a scope, handed back by client. What is made of the
answers (reasons, the order of a list) belongs to `metrics/records.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.scope import Scope
from metrics.store.connection import Store
from metrics.store.facts import named, parameters, question


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
    wanted = list(names)
    sql = question(view, wanted, f"SELECT * FROM {view}")
    return {
        row["client_id"]: {
            name: Known(
                row[name],
                row[f"{name}_on"],
                row[f"{name}_until"],
                row[f"{name}_state"],
                row[f"{name}_detail"],
            )
            for name in wanted
        }
        for row in store.rows(sql, parameters(on, scope))
    }


def labels(store: Store, on: date, scope: Scope) -> dict[str, str]:
    """client_id -> the pseudonym shown."""
    return dict(store.read(named("label_of"), parameters(on, scope)))


def changes(store: Store, seen_by: str, on: date, scope: Scope) -> list[dict[str, Any]]:
    """What came for each client after this user last opened them."""
    asked = {**parameters(on, scope), "seen_by": seen_by}
    return store.rows(named("changed_since"), asked)


def decisions(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """The newest decision on each suggestion about each client."""
    return store.rows(named("decision_on"), parameters(on, scope))
