"""Why there is no plan: the fewest rules that clash, and the cheapest to relax.

Asked before solving, and again where a search found nothing. Either too few people
remain for one group (that is counted), or rules contradict each other (CP-SAT, every
rule being an assumption). Rules that protect people are named but never offered to be
relaxed. Separations are unknown here, so no word can tell of one.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

from ortools.sat.python import cp_model

from metrics.groups._model import Model
from metrics.groups._units import units
from metrics.groups.easing import cheapest, placeable
from metrics.groups.plan import Clash
from metrics.groups.request import Request
from metrics.groups.rules import BY_ID, SMALLEST, Naming, Rules, in_force
from metrics.phrases import counted, listed


# Rules about one person at a time, each with what the rules are without it.
NARROWING: Final[dict[str, dict[str, Any]]] = {
    "women_only": {"women_only": False},
    "hub_share": {"hub_share": None},
    "slots": {"slots": ()},
    "venues": {"venues": ()},
}
IN_OTHER_PARTS: Final = "are planned in different parts. Put them together by hand."
WORK: Final = 4.0  # of the solver's own measure of time, so that answers are repeatable
WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def clashes(request: Request, named: Naming = str) -> tuple[Clash, ...]:
    """Nothing where a plan may exist; else what clashes, in words."""
    found = _too_few(request, named) or _not_everyone(request, named)
    if found is None and not request.bare:
        found = _contradiction(request, named) or _parted(request)
    return () if found is None else (found,)


def _with(request: Request, rules: Rules) -> Request:
    return replace(request, rules=rules)


# Too few people --------------------------------------------------------------


def people_left(request: Request, among: Collection[str] | None = None) -> int:
    """How many could come together, at the time and place that suit most."""
    left = [who for who in request.remaining if among is None or who in among]
    return max(
        sum(request.can_make(who, meeting) for who in left)
        for meeting in request.meetings
    )


def _too_few(request: Request, named: Naming) -> Clash | None:
    rules, least = request.rules, request.rules.sizes.least
    if people_left(request) >= least:
        return None
    chosen = [rule.id for rule in in_force(rules) if rule.id in NARROWING]
    only = next(
        kept
        for size in range(len(chosen) + 1)
        for kept in combinations(chosen, size)
        if people_left(_narrowed_by(request, kept)) < least
    )
    left = people_left(_narrowed_by(request, only))
    because = listed([BY_ID[rule].short(rules, named) for rule in only] or [""])
    words = (
        f"With {because} only {_people(left)} remain{'s' if left == 1 else ''}."
        if only
        else f"There are only {_people(left)} for groups of {rules.sizes}."
    )
    return Clash(("sizes", *only), f"{words} {_cheapest_to_widen(request, named)}")


def _narrowed_by(request: Request, kept: Collection[str]) -> Request:
    changes = [change for rule, change in NARROWING.items() if rule not in kept]
    merged = {name: value for change in changes for name, value in change.items()}
    return _with(request, replace(request.rules, **merged))


def _people(number: int) -> str:
    if number < len(WORDS):
        return f"{WORDS[number]} {'person' if number == 1 else 'people'}"
    return counted(number, "person")


def _cheapest_to_widen(request: Request, named: Naming) -> str:
    """The rule whose relaxing lets most people come, if a group comes of it."""
    rules, now = request.rules, people_left(request)
    gains = []
    for rule in in_force(rules):
        if rule.id in NARROWING and rule.relaxed is not None:
            then = people_left(_with(request, rule.relaxed(rules)))
            if then >= rules.sizes.least:
                gains.append((rule.id, then - now))
    if not gains and now >= SMALLEST:
        gains.append(("sizes", now))
    return cheapest(rules, gains, named)


def _not_everyone(request: Request, named: Naming) -> Clash | None:
    """Whether so many people can be shared out among groups of these sizes."""
    rules, people = request.rules, len(request.by_id)
    most = people // rules.sizes.least
    groups = most if rules.groups is None else min(most, rules.groups)
    if not rules.everyone or people <= groups * rules.sizes.most:
        return None
    chosen = [rule for rule in ("sizes", "groups") if BY_ID[rule].in_force(rules)]
    short = listed([BY_ID[rule].short(rules, named) for rule in chosen])
    words = f"{counted(people, 'person')} cannot all be placed: {short}."
    return Clash((*chosen, "everyone"), words)


# People planned in parts -----------------------------------------------------


def _parted(request: Request) -> Clash | None:
    """What cannot be because people are planned in parts, which are no rule."""
    least = request.rules.sizes.least
    for unit in units(request):
        if len(unit) < least and len({request.part_of[who] for who in unit}) > 1:
            rule = "locked" if _locked(request, unit) else "together"
            return Clash((rule,), f"{listed(unit)} {IN_OTHER_PARTS}")
    most = max(people_left(request, part) for part in request.parts or (request.by_id,))
    if most >= least:
        return None
    words = f"in none of them can more than {_people(most)} come together"
    return Clash(("sizes",), f"People are planned in parts, and {words}.")


# Rules that contradict each other --------------------------------------------


def _contradiction(request: Request, named: Naming) -> Clash | None:
    """The fewest rules with which no first group can be made, whoever is in it."""
    model = _first_groups(request)
    core = _core(model, model.switches)
    if core is None:
        return None
    core = _fewest(model, core)
    rules = request.rules
    short = "; ".join(BY_ID[rule].short(rules, named) for rule in core)
    relaxing = list(_gains(request, core))
    words = f"These rules cannot all be kept: {short}."
    return Clash(core, f"{words} {cheapest(rules, relaxing, named)}")


def _first_groups(request: Request) -> Model:
    """As many groups as the wishes "together" and the locks need; one at least.

    If these can be made a plan exists, since everybody else may be left out.
    """
    held = [unit for unit in units(request) if len(unit) > 1 or _locked(request, unit)]
    people, groups = sorted(request.by_id), max(1, len(held))
    model = Model(request, people, groups, switched=True)
    model.cp.add_bool_or(model.used)
    for wish in request.rules.together:
        for who in sorted(wish & request.by_id.keys()):
            placed = model.cp.add(
                sum(model.inside[who, group] for group in model.groups) == 1
            )
            placed.only_enforce_if(model.switches["together"])
    return model


def _locked(request: Request, unit: tuple[str, ...]) -> bool:
    return any(each.client_id in unit for each in request.rules.locked)


def _core(model: Model, assumed: Collection[str]) -> tuple[str, ...] | None:
    """Rules that cannot all be kept, of those assumed; None where no proof is found."""
    model.cp.clear_assumptions()
    model.cp.add_assumptions([model.switches[rule] for rule in assumed])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK
    if solver.solve(model.cp) != cp_model.INFEASIBLE:
        return None
    by_index = {literal.index: rule for rule, literal in model.switches.items()}
    found = {by_index[at] for at in solver.sufficient_assumptions_for_infeasibility()}
    return tuple(rule for rule in BY_ID if rule in found)


def _fewest(model: Model, core: tuple[str, ...]) -> tuple[str, ...]:
    """As few as do: first drop what is not needed, then look for fewer altogether."""
    for rule in core:
        fewer = _core(model, [each for each in core if each != rule])
        if fewer is not None:
            return _fewest(model, fewer)
    for size in range(1, len(core)):
        for some in combinations(model.switches, size):
            if _core(model, some) is not None:
                return some
    return core


def _gains(request: Request, core: Collection[str]) -> Iterator[tuple[str, int]]:
    """How many people could be placed if one of these rules alone were relaxed."""
    for rule in core:
        relaxed = BY_ID[rule].relaxed
        if relaxed is not None:
            easier = _with(request, relaxed(request.rules))
            if placed := placeable(easier):
                yield rule, placed
