"""People who were in a group, with whom, and their outcome forms for "what changed".

Forms only of those who gave service improvement. What is made of them, and from how
many people on it is said at all, is `metrics/planning/_changed.py`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from metrics.scope import Purpose, Scope
from metrics.store.connection import Store
from metrics.store.facts import named, parameters
from metrics.store.lists import of_them


Forms = dict[str, list[tuple[date, int]]]
_JOINED = (
    "SELECT client_id, min(answered_on) AS joined_on FROM membership "
    "WHERE superseded_by IS NULL AND answer = 'yes' "
    "AND answered_on BETWEEN $first AND $last AND plan_id IN ("
    "SELECT plan_id FROM plan WHERE superseded_by IS NULL AND ($services IS NULL "
    "OR list_has_all($services, string_split(services, '|')))) GROUP BY client_id"
)
_JOINED_FIRST = (
    "SELECT min(answered_on) FROM membership WHERE superseded_by IS NULL "
    "AND answer = 'yes' AND answered_on <= $on AND client_id = $client_id"
)
_TOGETHER = (
    "SELECT list(client_id) AS members FROM membership "
    "WHERE superseded_by IS NULL AND answer = 'yes' AND answered_on <= $on "
    "AND plan_id IN (SELECT plan_id FROM plan WHERE superseded_by IS NULL "
    "AND ($services IS NULL "
    "OR list_has_all($services, string_split(services, '|')))) "
    "GROUP BY plan_id, version, group_number HAVING count(*) > 1"
)


def joined(store: Store, first: date, last: date, scope: Scope) -> dict[str, date]:
    """client_id -> the day they agreed to come, of every group at these services."""
    asked = {**scope.parameters(), "first": first, "last": last}
    return dict(store.read(_JOINED, asked))


def joined_on(store: Store, on: date, client_id: str) -> date | None:
    """The first day on which one client agreed to come to a group; whoever calls it has
    asked whether that client is in scope.
    """
    ((first,),) = store.read(_JOINED_FIRST, {"on": on, "client_id": client_id})
    found: date | None = first
    return found


def together(store: Store, on: date, scope: Scope) -> frozenset[frozenset[str]]:
    """Of every group so far at these services, who agreed to come to it."""
    found = store.read(_TOGETHER, {**scope.parameters(), "on": on})
    return frozenset(frozenset(members) for (members,) in found)


def forms(store: Store, on: date, who: Iterable[str]) -> Forms:
    """client_id -> (day of the form, days of 28), of those who gave the permission;
    nobody is left out for having no form.
    """
    found: Forms = defaultdict(list)
    asked = parameters(on, of_them(who, Purpose.SERVICE_IMPROVEMENT))
    for row in store.rows(
        f"{named('form_of_group')} ORDER BY client_id, said_on", asked
    ):
        of_one = found[row["client_id"]]
        if row["said_on"] is not None:
            of_one.append((row["said_on"], row["opiate_days"]))
    return dict(found)
