"""What one client agreed to, by purpose. Absent is not permitted (design.md 4.1).

Giving and taking back is `casework.record_permission`.
"""

from dataclasses import dataclass
from datetime import date

from metrics.contracts._lists import PERMISSION_STATES, PURPOSES
from metrics.phrases import first_up
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store, people


@dataclass(frozen=True)
class Agreement:
    """What stands for one purpose; `state` and `on` are None where it was not asked."""

    purpose: Purpose
    title: str
    state: str | None
    on: date | None

    @property
    def given(self) -> bool:
        return self.state == "given"


def agreements(
    store: Store, client_id: str, on: date, scope: Scope
) -> tuple[Agreement, ...]:
    """The newest word on every purpose that needs one; needs `see_client`."""
    scope.require(Action.SEE_CLIENT)
    rows = people.rows_of(store, "permission", on, scope.only(client_id))
    newest = {row["purpose"]: row for row in rows}
    return tuple(
        Agreement(
            purpose,
            first_up(PURPOSES.label(purpose)),
            PERMISSION_STATES.label(row["state"]) if row else None,
            row["said_on"] if row else None,
        )
        for purpose in Purpose
        if purpose is not Purpose.DIRECT_CARE
        for row in [newest.get(purpose)]
    )
