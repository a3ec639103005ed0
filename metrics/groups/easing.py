"""Which rule is the cheapest to relax: counted, by how many people it would place more.

Worked out from a request alone, so it is the same whoever must not meet. Why there is
no plan at all is `feasibility.py`; rules that protect people are never offered.
"""

from dataclasses import replace
from typing import Final

from metrics.groups._instance import instance
from metrics.groups.anneal import anneal
from metrics.groups.request import Request
from metrics.groups.rules import BY_ID, Naming, Rules, in_force


NO_ONE_RULE: Final = "Relaxing one rule alone is not enough."
MOVES_EACH: Final = 300


def cheapest(rules: Rules, gains: list[tuple[str, int]], named: Naming) -> str:
    """Of rules, each with how many people it would add, the one that adds most."""
    if not gains:
        return NO_ONE_RULE
    rule, more = max(gains, key=lambda gain: gain[1])
    name = BY_ID[rule].short(rules, named)
    return f"The cheapest rule to relax: {name} (+{more})."


def placeable(request: Request) -> int:
    """How many people a short search places, keeping every rule."""
    given = instance(request)
    found = anneal(given, 0, MOVES_EACH * len(given.units)).group or ()
    return sum(
        people for people, at in zip(given.people, found, strict=bool(found)) if at >= 0
    )


def easiest(request: Request, named: Naming = str) -> str | None:
    """Where not everyone has a place: the rule whose relaxing would place most more."""
    now, gains = placeable(request), []
    for rule in in_force(request.rules):
        if rule.relaxed is not None:
            then = placeable(replace(request, rules=rule.relaxed(request.rules)))
            if then > now:
                gains.append((rule.id, then - now))
    return cheapest(request.rules, gains, named) if gains else None
