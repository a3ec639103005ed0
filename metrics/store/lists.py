"""Group lists: pairs that were looked at, who may still be on one, what was printed.

Saved plans themselves are `plans.py`; who must not meet is `apart.py`. What a list may
be used for is `metrics/planning/` and `metrics/safeguarding/`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from metrics.scope import Purpose, Scope
from metrics.store import apart, people
from metrics.store.connection import Store


Pair = tuple[str, str]
_CHECKS = (
    "SELECT least(client_id, other_client_id) AS one, "
    "greatest(client_id, other_client_id) AS other, "
    "cleared = 'yes' AS cleared, checked_by, checked_on FROM pair_check "
    "WHERE superseded_by IS NULL AND checked_on <= $on "
    "AND list_contains($who, client_id) AND list_contains($who, other_client_id) "
    "QUALIFY row_number() OVER (PARTITION BY least(client_id, other_client_id), "
    "greatest(client_id, other_client_id) ORDER BY checked_on DESC, row_id DESC) = 1"
)
_PRINTS = (
    "SELECT * FROM printed_list WHERE superseded_by IS NULL "
    "AND list_contains($plans, plan_id) ORDER BY number DESC"
)


def of_them(who: Iterable[str], purpose: Purpose) -> Scope:
    """Everybody of a list who gave a permission, at whichever service: for the program
    itself, to tell whether a list still holds. Nobody is handed this scope.
    """
    none: frozenset[Any] = frozenset()
    return Scope("the program", none, None, None, frozenset(who), purpose)


def available(store: Store, on: date, who: Iterable[str]) -> frozenset[str]:
    """Who of a list is in treatment, and agreed to planning and to being invited."""
    clients = frozenset(who)
    found = (
        people.labels(store, on, of_them(clients, purpose)).keys()
        for purpose in (Purpose.NETWORK_PLANNING, Purpose.GROUP_INVITATION)
    )
    return clients.intersection(*found)


def pair_checks(store: Store, on: date, who: Iterable[str]) -> list[dict[str, Any]]:
    """The newest look at each pair of a list, with one standing before other."""
    return store.rows(_CHECKS, {"on": on, "who": sorted(who)})


def held_apart(store: Store, on: date, who: Iterable[str]) -> frozenset[Pair]:
    """Pairs of a list who must not meet."""
    return frozenset(apart.separated(store, on, of_them(who, Purpose.NETWORK_PLANNING)))


def prints(store: Store, plan_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Every printed list of these plans, the newest first."""
    return store.rows(_PRINTS, {"plans": sorted(plan_ids)})


def next_number(store: Store) -> int:
    """The number of the next printed list, never used again."""
    ((last,),) = store.read("SELECT coalesce(max(number), 0) FROM printed_list")
    return int(last) + 1


def labels(store: Store, who: Iterable[str]) -> dict[str, str]:
    """client_id -> pseudonym, of whoever stands on a list, left or not."""
    sql = "SELECT client_id, label FROM label WHERE list_contains($who, client_id)"
    return dict(store.read(sql, {"who": sorted(who)}))
