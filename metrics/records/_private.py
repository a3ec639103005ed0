"""What the client was asked alone, as their own worker may read it (design.md 4.1).

Of violence, pressure and debt only the day of asking leaves this module, whatever the
answer was: it is with the safeguarding lead. Nothing here is counted, filtered or
printed. What is to be read first stands on the person (`_people.py`).
"""

from dataclasses import dataclass
from datetime import date

from metrics.contracts._lists import DISCLOSURES
from metrics.phrases import first_up
from metrics.scope import Action, Scope
from metrics.store import Store, people


ASKED = ("violence_at_home", "pressure_or_fear", "debt")


@dataclass(frozen=True)
class AskedAlone:
    """Something asked alone, and the newest day of asking; None where it was not."""

    title: str
    on: date | None


def asked_alone(
    store: Store, client_id: str, on: date, scope: Scope
) -> tuple[AskedAlone, ...]:
    """For one client's own worker or cover; needs `see_own_words`."""
    scope.require(Action.SEE_OWN_WORDS)
    rows = people.rows_of(store, "disclosure", on, scope.only(client_id))
    newest = {row["kind"]: row["said_on"] for row in rows}
    return tuple(
        AskedAlone(first_up(DISCLOSURES.label(kind)), newest.get(kind))
        for kind in ASKED
    )
