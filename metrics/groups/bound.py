"""How good a plan can be at all: a proven bound on the ties kept, by two methods.

Separations never reach this module, neither as an argument nor in the hint, which is a
search of its own: the bound must not tell of them. `spreading.py` bounds hundreds of
people. For a handful CP-SAT then proves the optimum, with the cuts of platform.md
section 5 (a tie counts once; of one person, only where that person is). It runs in a
process of its own (`process.py`), since it takes every core it is given.
"""

from dataclasses import replace
from math import floor
from time import monotonic
from typing import Any, Final

from ortools.sat.python import cp_model

from metrics.groups._instance import Instance, instance
from metrics.groups._model import Model
from metrics.groups.anneal import anneal
from metrics.groups.plan import Bound
from metrics.groups.request import Request
from metrics.groups.spreading import ALMOST, Watch, most_kept


WORKERS: Final = 8  # also on two cores: with fewer, those that prove are left out
PROVABLE: Final = 60  # candidates, beyond which CP-SAT proves less than spreading
HINT_MOVES: Final = 1_000  # for each unit
USUAL_SECONDS: Final = 20.0


def bound(
    request: Request, seconds: float = USUAL_SECONDS, watch: Watch | None = None
) -> Bound:
    """Prove as much as the seconds allow. `proven`: some plan keeps exactly that."""
    ends = monotonic() + seconds
    given = instance(request)
    if given.hopeless:
        return Bound(0)
    hint = anneal(given, 0, HINT_MOVES * len(given.units), seconds / 4)
    reached = max(0, hint.kept)
    most = most_kept(request, (ends - monotonic()) / 2, reached, watch)
    found = Bound(most, proven=most == reached, kept=reached)
    small = len(request.remaining) <= PROVABLE
    if found.proven or not small or monotonic() >= ends:
        return found
    return _solved(request, given, hint.group, found, ends - monotonic())


def _solved(
    request: Request,
    given: Instance,
    hint: tuple[int, ...] | None,
    found: Bound,
    seconds: float,
) -> Bound:
    people = sorted(who for unit in given.units for who in unit)
    model = Model(request, people, given.groups, switched=False)
    kept = _ties_kept(model)
    model.cp.add(sum(kept) <= found.most)
    model.cp.maximize(sum(kept))
    for unit, members in enumerate(given.units):
        for who in members:
            for group in model.groups if hint else ():
                at_home = hint is not None and hint[unit] == group
                model.cp.add_hint(model.inside[who, group], at_home)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return found
    most = min(found.most, floor(solver.best_objective_bound + ALMOST))
    own = round(solver.objective_value)
    best = max(own, found.kept)
    return replace(
        found, most=most, proven=most == best, kept=best, groups=_groups(model, solver)
    )


def _ties_kept(model: Model) -> list[Any]:
    """One literal for each tie in each group, with what makes the bound any good."""
    cp, inside = model.cp, model.inside
    people = set(model.people)
    pairs = sorted(each for each in model.request.pairs if people.issuperset(each))
    kept: list[Any] = []
    at: dict[tuple[str, int], list[Any]] = {}
    for one, other in pairs:
        here = [cp.new_bool_var("") for _ in model.groups]
        cp.add_at_most_one(here)
        for group, literal in enumerate(here):
            for who in (one, other):
                cp.add_implication(literal, inside[who, group])
                at.setdefault((who, group), []).append(literal)
        kept += here
    most = model.request.rules.sizes.most - 1
    for key, literals in at.items():
        if len(literals) > most:
            cp.add(sum(literals) <= most * inside[key])
    _in_order(model)
    return kept


def _in_order(model: Model) -> None:
    """Groups without a lock are alike, so those in use come first."""
    locks = len({each.group for each in model.request.rules.locked})
    for group in model.groups[locks + 1 :]:
        model.cp.add_implication(model.used[group], model.used[group - 1])


def _groups(model: Model, solver: Any) -> tuple[tuple[str, ...], ...]:
    held = solver.boolean_value
    found = (
        tuple(who for who in model.people if held(model.inside[who, group]))
        for group in model.groups
    )
    return tuple(sorted(members for members in found if members))
