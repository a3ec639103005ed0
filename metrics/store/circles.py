"""Questions about confirmed buying ties, and what else two people said of each other.

Both are asked for network planning only: the views are empty for any other purpose, and
the scope is turned here. What ties add up to is `metrics/networks/`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.scope import Purpose, Scope
from metrics.store.connection import Store
from metrics.store.facts import named, parameters, question


VIEW = "circle_tie_on"
KINDS = ("buys_with", "pools_money")


@dataclass(frozen=True)
class ConfirmedTie:
    """Two clients, each of whom said that they buy or pool money with the other.

    `kinds` are those that either named, so that nothing tells who said which. `days`
    are the days of 28 that either reported, where they did.
    """

    a: str
    b: str
    kinds: tuple[str, ...]
    days: tuple[int, ...]
    asked_on: date


@dataclass(frozen=True)
class Between:
    """What two clients both said of each other. `one_lends`: one said that they lend to
    the other, who said that they borrow from them.
    """

    one: str
    other: str
    couple: bool
    use_together: bool
    one_lends: bool
    other_lends: bool


def confirmed_ties(store: Store, on: date, scope: Scope) -> list[ConfirmedTie]:
    """Every confirmed buying tie between clients in scope, by their ids."""
    sql = question(VIEW, ["confirmed_tie"], "SELECT * FROM circle_tie ORDER BY a, b")
    return [_tie(row) for row in store.rows(sql, _asked(on, scope))]


def between(store: Store, on: date, scope: Scope) -> list[Between]:
    """What two clients in scope both said of each other, where they both said it."""
    found = store.rows(f"{named('between_on')} ORDER BY one, other", _asked(on, scope))
    return [Between(**row) for row in found]


def confirmed_pairs(store: Store, on: date, scope: Scope) -> list[tuple[str, str]]:
    """Who has a confirmed buying tie with whom, and no more: a million of them take
    half the time of `confirmed_ties`.
    """
    sql = question(VIEW, ["confirmed_tie"], "SELECT a, b FROM circle_tie ORDER BY a, b")
    return [(a, b) for a, b in store.read(sql, _asked(on, scope))]


def couples(store: Store, on: date, scope: Scope) -> list[tuple[str, str]]:
    """Pairs of clients in scope who each call the other their partner."""
    found = between(store, on, scope)
    return [(each.one, each.other) for each in found if each.couple]


def _asked(on: date, scope: Scope) -> dict[str, object]:
    return parameters(on, scope.for_purpose(Purpose.NETWORK_PLANNING))


def _tie(row: dict[str, Any]) -> ConfirmedTie:
    kinds = (kind for kind in KINDS if row[f"a_{kind}"] or row[f"b_{kind}"])
    days = (row[f"{side}_days"] for side in "ab")
    told = tuple(each for each in days if each is not None)
    return ConfirmedTie(row["a"], row["b"], tuple(kinds), told, row["asked_on"])
