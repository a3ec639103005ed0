"""People whose record was withdrawn: what was decided on them stays, and says so.

A load that is undone takes its facts away, and casework is never a fact of a file
(design.md 4.3). Who decided something reads why the person is on no list any more.
"""

from dataclasses import dataclass
from datetime import date

from metrics.scope import Action, Scope
from metrics.store import Store, people


@dataclass(frozen=True)
class Withdrawn:
    """A pseudonym, and the newest day on which this user decided something."""

    label: str
    decided_on: date


def withdrawn(store: Store, on: date, scope: Scope) -> tuple[Withdrawn, ...]:
    """Those on whom this very user decided; needs `see_caseload`."""
    scope.require(Action.SEE_CASELOAD)
    rows = people.withdrawn(store, scope.actor, on, scope)
    return tuple(Withdrawn(row["label"], row["decided_on"]) for row in rows)
