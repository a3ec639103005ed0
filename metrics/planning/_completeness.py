"""How recent and how complete the records are, for who may not count the people.

The same question as `records.frame`, in rounded words: a manager may not open every row
behind it, so the counts go through the one disclosure policy.
"""

from dataclasses import dataclass
from datetime import date

from metrics.disclosure.protect import shown
from metrics.scope import Action, Scope
from metrics.store import Store, people


TO = 5  # "about 95 in 100": no finer than the rounding of the counts behind it


@dataclass(frozen=True)
class Completeness:
    """`in_100`: of 100 expected records about so many are there; None: not stated, or
    too few to say.
    """

    as_at: date | None
    in_100: int | None


def completeness(store: Store, on: date, scope: Scope) -> Completeness:
    """Of all that the store holds. Needs `see_service_counts`."""
    scope.require(Action.SEE_SERVICE_COUNTS)
    row = people.loaded(store, on, scope)
    held = shown(row["clients"])
    expected = shown(row["expected"] or 0)
    if held is None or expected is None:
        return Completeness(row["client_as_at"], None)
    return Completeness(row["client_as_at"], round(100 * held / expected / TO) * TO)
