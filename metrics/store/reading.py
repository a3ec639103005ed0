"""Facts read once, and rules run over what was read, of one state of the store.

A page shows each rule beside the facts that it rests on, and would otherwise ask for
every fact twice. For as many people as a page shows; a rule over a whole provider is
one question (`evaluate`, `tally`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.scope import Scope
from metrics.store.connection import Store
from metrics.store.facts import parameters, question
from metrics.store.people import FACTS_A_QUESTION, Known, batched, known_in


@dataclass(frozen=True)
class Reading:
    """What was read of a day. `known`: client_id -> fact name -> Known. `judged`: the
    rows of the rules that were run over it.
    """

    on: date
    known: dict[str, dict[str, Known]]
    judged: list[dict[str, Any]]


def read(
    store: Store,
    names: Iterable[str],
    select: str,
    on: date,
    scope: Scope,
    view: str = "client_on",
) -> Reading:
    """Read facts of a view for every client in scope, and run `select` over the view
    that holds only these.
    """
    known: dict[str, dict[str, Known]] = {}
    given = parameters(on, scope)
    held = []
    with store.snapshot() as asking:
        for place, some in enumerate(batched(dict.fromkeys(names), FACTS_A_QUESTION)):
            held.append(f"read_{place}")
            whole = question(view, some, f"SELECT * FROM {view}")
            asking.run(f"CREATE TEMP TABLE {held[-1]} AS {whole}", given)
            for row in asking.rows(f"SELECT * FROM {held[-1]}"):
                known.setdefault(row["client_id"], {}).update(known_in(row, some))
        first, *others = held
        joined = "".join(f" JOIN {name} USING (client_id)" for name in others)
        whole = f"WITH {view} AS (SELECT * FROM {first}{joined})\n{select}"
        judged = asking.rows(whole, given)
    return Reading(on, known, judged)
