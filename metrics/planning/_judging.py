"""The criteria asked of everybody in scope at once: states, facts, and the outcome.

What planning or a worker is told of them is `_suitability.py` and `_agreed.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from metrics import indicators as rules
from metrics.criteria import Criterion, Outcome, decide
from metrics.safety import require_groups
from metrics.saying import DOSE_PARTS
from metrics.scope import Scope
from metrics.store import Store, people
from metrics.store.people import Known
from metrics.store.reading import read


@dataclass(frozen=True)
class Judged:
    """What was decided of one client, and the facts that it was decided from."""

    states: dict[str, bool | None]
    out_of_date: dict[str, bool]
    known: dict[str, Known]


def names_of(
    store: Store, on: date, scope: Scope, clients: Iterable[str]
) -> dict[str, str]:
    """client_id -> label. No two are alike, or two people would be drawn as one."""
    found = people.labels(store, on, scope)
    return {
        client_id: found.get(client_id, f"no label {number}")
        for number, client_id in enumerate(sorted(clients), start=1)
    }


def judge(
    store: Store, criteria: Sequence[Criterion], on: date, scope: Scope
) -> dict[str, Judged]:
    """Every client in scope: the facts of each view are read once, then judged.

    Raises UserError while everything about groups is turned off.
    """
    require_groups(store, on)
    found: dict[str, Judged] = {}
    for name, group in groupby(sorted(criteria, key=_view_of), key=_view_of):
        some = list(group)
        facts = _with_dose(rules.inputs(some))
        reading = read(store, facts, rules.states(some), on, scope, name)
        for row in reading.judged:
            client_id = row["client_id"]
            judged = found.setdefault(client_id, Judged({}, {}, {}))
            for each in some:
                judged.states[each.id] = row[each.id]
                judged.out_of_date[each.id] = bool(row[f"{each.id}__out_of_date"])
            judged.known.update(reading.known[client_id])
    return found


def _view_of(criterion: Criterion) -> str:
    return criterion.view


def _with_dose(facts: Iterable[str]) -> list[str]:
    """A dose is said with all its parts or not at all."""
    parts = DOSE_PARTS if "daily_mg" in facts else ()
    return list(dict.fromkeys((*facts, *parts)))


def outcome_of(criteria: Sequence[Criterion], judged: Judged, on: date) -> Outcome:
    again = {each.id: _again_on(each, judged, on) for each in criteria if each.until}
    return decide(criteria, judged.states, again)


def _again_on(criterion: Criterion, judged: Judged, on: date) -> date | None:
    """The day on which a deferral is looked at again, from the newest yes behind it."""
    facts = (judged.known[name] for name in criterion.inputs)
    days = [each.on for each in facts if each.value is True and each.usable(on)]
    newest = max((day for day in days if day), default=None)
    if newest is None or criterion.until is None or criterion.until.days is None:
        return None
    return newest + timedelta(days=criterion.until.days)
