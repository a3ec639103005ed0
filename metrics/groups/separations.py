"""Who must not meet: what the planner honours silently, and nothing else looks at.

Held by the safeguarding lead and handed in beside a request, never inside it. No
sentence, bound or clash may know of a separation, and nothing done by hand is tested
against one: whoever sees the answer could read it off (safety.md IG-24). The lead's
sign-off is what holds a list back.
"""

from collections.abc import Iterable

from metrics.groups._units import units
from metrics.groups.plan import Plan, kept_in
from metrics.groups.request import Request
from metrics.groups.rules import Pair, pair


def honoured(request: Request, separations: Iterable[Pair]) -> frozenset[Pair]:
    """The separations that the planner keeps: all but those that somebody overrode by
    hand, since "together" and a locked place are honoured in the draft.
    """
    unit_of = {
        who: number for number, members in enumerate(units(request)) for who in members
    }
    return frozenset(
        pair(one, other)
        for one, other in separations
        if one in unit_of and other in unit_of and unit_of[one] != unit_of[other]
    )


def keeps_apart(plan: Plan, separations: Iterable[Pair]) -> bool:
    """Whether no group holds both of any of these pairs."""
    return kept_in((group.members for group in plan.groups), separations) == 0
