"""Making a saved plan again from its seed and moves: for the operator alone.

The answer depends on who must not meet, so nobody who plans may ask for it.
"""

from dataclasses import replace

from metrics.groups import Rules, read_rules
from metrics.groups.planner import searched
from metrics.planning._candidates import candidates, input_print, kept_apart
from metrics.planning._saved import row_of
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import Store, plans


def plan_again(store: Store, plan_id: str, version: int, scope: Scope) -> bool:
    """Whether the recorded seed and moves give the recorded groups once more.

    Needs `evaluate_all`. Raises UserError where the records have changed since, or
    where the plan was arranged by hand.
    """
    scope.require(Action.EVALUATE_ALL)
    row = row_of(store, plan_id, scope, version)
    if row["origin"] != "planned":
        raise UserError("This plan was arranged by hand, so it is not made again.")
    on, services = row["known_on"], row["services"]
    reach = replace(scope, services=services and frozenset(services.split("|")))
    known = candidates(store, on, reach)
    rules = read_rules(row["rules"], Rules())
    request = known.under(rules)
    if input_print(request) != row["input_print"]:
        raise UserError("The records have changed since this plan was made.")
    apart = kept_apart(store, on, reach, known.ids)
    made = searched(known.in_parts(rules), row["seed"], row["moves"], held=apart)
    found = {
        (known.ids[who], number)
        for number, group in enumerate(made.groups, start=1)
        for who in group.members
    }
    return found == {
        (each["client_id"], each["group_number"])
        for each in plans.members_of(store, plan_id, version)
        if each["group_number"]
    }
