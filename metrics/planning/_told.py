"""What `alongside criteria` and `alongside circles` print, as plain values for JSON.

Ids are labels. How a command asks for a reason, and writes down that it ran, belongs to
the command.
"""

from datetime import date
from typing import Any

from metrics.criteria import CRITERIA
from metrics.planning._circles import between_by_label, joined, pair
from metrics.planning._judging import names_of
from metrics.planning._suitability import Line, in_full
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store
from metrics.store.circles import confirmed_ties


STATES = {True: "met", False: "not_met", None: "not_known"}


def criteria_told(store: Store, on: date, scope: Scope) -> dict[str, Any]:
    """Everybody in scope who agreed to network planning. Needs `evaluate_all`."""
    scope.require(Action.EVALUATE_ALL)
    agreed = scope.for_purpose(Purpose.NETWORK_PLANNING)
    found = in_full(store, tuple(CRITERIA.values()), on, agreed)
    return {
        "on": on.isoformat(),
        "clients": [
            {
                "id": each.label,
                "outcome": str(each.outcome.kind),
                "criteria": [_line_told(line) for line in each.lines],
            }
            for each in found
        ],
    }


def circles_told(store: Store, on: date, scope: Scope) -> dict[str, Any]:
    """Every circle, with its confirmed ties. Needs `see_circles`."""
    scope.require(Action.SEE_CIRCLES)
    agreed = scope.for_purpose(Purpose.NETWORK_PLANNING)
    ties = confirmed_ties(store, on, agreed)
    tied = {who for tie in ties for who in (tie.a, tie.b)}
    names = names_of(store, on, agreed, tied)
    kinds = {pair(names, tie): list(tie.kinds) for tie in ties}
    told = between_by_label(store, on, agreed, names)
    return {
        "on": on.isoformat(),
        "circles": [
            {
                "members": list(circle.members),
                "ties": [
                    {"a": a, "b": b, "kinds": kinds[a, b]} for a, b in circle.ties
                ],
            }
            for circle in joined(kinds, told)
        ],
    }


def _line_told(line: Line) -> dict[str, Any]:
    recorded = [fact for fact in line.facts if fact.on]
    return {
        "id": line.criterion.id,
        "step": str(line.criterion.step),
        "state": STATES[line.state],
        "fact": "; ".join(fact.words for fact in recorded) or None,
        "dated": line.dated.isoformat() if line.dated else None,
    }
