"""Deaths about which two records disagree, for who works with the person.

The death stands meanwhile, so that nobody contacts a family by mistake; which record is
right a person says.
"""

from dataclasses import dataclass
from datetime import date

from metrics.scope import Action, Scope
from metrics.store import Store, people


@dataclass(frozen=True)
class DisputedDeath:
    """A death as recorded, and the day for which a newer record says something else."""

    label: str
    died_on: date
    listed_on: date


def disputed_deaths(store: Store, on: date, scope: Scope) -> tuple[DisputedDeath, ...]:
    """Those of the scope's own people, by label; needs `see_caseload`."""
    scope.require(Action.SEE_CASELOAD)
    return tuple(
        DisputedDeath(row["label"], row["died_on"], row["listed_on"])
        for row in people.disputed_deaths(store, on, scope)
    )
