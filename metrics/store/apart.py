"""Who must not meet, and whom clients would want in a group: for the planner alone.

Neither is ever handed to a page of planning: the first is the safeguarding lead's, the
second is what one client said of another (design.md rules 8 and 13).
"""

from dataclasses import dataclass
from datetime import date

from metrics.scope import Purpose, Scope
from metrics.store.connection import Store
from metrics.store.facts import named, parameters


@dataclass(frozen=True)
class Wanted:
    """What one client said of another: wanted in a group with them, or not."""

    client_id: str
    other_id: str
    yes: bool
    asked_alone: bool


def separated(store: Store, on: date, scope: Scope) -> list[tuple[str, str]]:
    """Pairs of clients in scope who must not meet, and why is not said."""
    found = store.read(
        f"{named('separated_on')} ORDER BY one, other", _asked(on, scope)
    )
    return [(one, other) for one, other in found]


def wanted(store: Store, on: date, scope: Scope) -> list[Wanted]:
    """What clients in scope said of others in scope for a group."""
    sql = f"{named('wanted_on')} ORDER BY client_id, other_id"
    return [
        Wanted(
            row["client_id"],
            row["other_id"],
            row["wanted"] == "yes",
            row["asked_alone"],
        )
        for row in store.rows(sql, _asked(on, scope))
    ]


def _asked(on: date, scope: Scope) -> dict[str, object]:
    return parameters(on, scope.for_purpose(Purpose.NETWORK_PLANNING))
