"""Groups from a bare edge list: everyone in it is placed, and nothing is known of them.

No store, no people and so no scope and no separation. Groups of a service's own clients
are `_candidates.py` and `_plans.py`.
"""

from dataclasses import replace

from metrics import groups
from metrics.groups import Plan, Request, Sizes
from metrics.groups.process import SECONDS, Cancelled, Progress


def plan_edges(
    ties: str,
    *,
    sizes: Sizes,
    groups_at_most: int | None = None,
    rules: str | None = None,
    seed: int = 0,
    moves: int | None = None,
    seconds: float = SECONDS,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Plan:
    """The best plan found for the text of a CSV with the columns from and to, and a
    proven bound. `rules`: the text of a rules file, which may add to the sizes.
    """
    request = Request.of_edges(groups.read_ties(ties), sizes, groups_at_most)
    if rules is not None:
        everyone = {who: who for who in request.by_id}
        added = groups.read_rules(rules, request.rules, everyone)
        request = replace(request, rules=added)
    return groups.solve(
        request,
        seed=seed,
        moves=moves,
        seconds=seconds,
        progress=progress,
        cancelled=cancelled,
    )
