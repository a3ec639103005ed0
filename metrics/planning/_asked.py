"""What the command `plan` asks, of a bare edge list or of a store's own clients.

Of an edge list everyone is placed and nothing is known of them: no store, no people,
and so no scope and no separation. Pages ask `_plans.py` themselves.
"""

from dataclasses import dataclass, replace

from metrics import groups
from metrics.groups import Plan, Request, Rules, Sizes
from metrics.groups.process import Cancelled, Progress
from metrics.planning._candidates import candidates
from metrics.planning._plans import look_for_plan
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store


@dataclass(frozen=True)
class PlanAsked:
    """The options of the command: sizes in words, and the text of a rules file."""

    sizes: str
    groups: int | None
    rules: str | None
    seed: int
    moves: int | None
    seconds: float


def plan_edges(
    ties: str,
    asked: PlanAsked,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Plan:
    """The best plan found for the text of a CSV with the columns from and to, and a
    proven bound.
    """
    pairs = groups.read_ties(ties)
    request = Request.of_edges(pairs, Sizes.parse(asked.sizes), asked.groups)
    if asked.rules is not None:
        everyone = {who: who for who in request.by_id}
        added = groups.read_rules(asked.rules, request.rules, everyone)
        request = replace(request, rules=added)
    return groups.solve(
        request,
        seed=asked.seed,
        moves=asked.moves,
        seconds=asked.seconds,
        progress=progress,
        cancelled=cancelled,
    )


def plan_clients(
    store: Store,
    asked: PlanAsked,
    scope: Scope,
    event: AuditEvent,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Plan:
    """A plan for everybody in scope of whom a place is possible, by label.

    Needs `plan_groups`.
    """
    scope.require(Action.PLAN_GROUPS)
    today = store.today()
    sizes = groups.service_sizes(asked.sizes)
    rules = Rules(sizes=sizes, groups=asked.groups)
    if asked.rules is not None:
        known = {who: who for who in candidates(store, today, scope).request.by_id}
        rules = groups.read_rules(asked.rules, rules, known)
    made = look_for_plan(
        store,
        rules,
        today,
        scope,
        event,
        progress,
        cancelled,
        seed=asked.seed,
        moves=asked.moves,
        seconds=asked.seconds,
    )
    return made.draft.plan
