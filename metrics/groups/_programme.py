"""A linear programme that grows: the least total cut under limits added one by one.

Whatever the solver answers, what is said to be proven is worked out anew from its
multipliers, so that no tolerance of its own can make a bound too low. Which limits are
worth adding belongs to `spreading.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.linear_solver import pywraplp


@dataclass(frozen=True)
class Limit:
    """A weighted sum that is at least so much; weights by the place of a part."""

    weights: Mapping[int, float]
    least: float


class Programme:
    """`cost` of each part, which lies from nought to one; those in `whole` are one."""

    def __init__(self, cost: Sequence[float], whole: frozenset[int]) -> None:
        self._cost = cost
        self._whole = whole
        self._solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self._parts = [
            self._solver.NumVar(1.0 if at in whole else 0.0, 1.0, "")
            for at in range(len(cost))
        ]
        self._limits: list[tuple[Limit, Any]] = []
        total = self._solver.Objective()
        for part, price in zip(self._parts, cost, strict=True):
            total.SetCoefficient(part, price)
        total.SetMinimization()

    def add(self, limit: Limit) -> None:
        row = self._solver.Constraint(limit.least, self._solver.infinity())
        for at, weight in limit.weights.items():
            row.SetCoefficient(self._parts[at], weight)
        self._limits.append((limit, row))

    def solve(self, seconds: float) -> list[float] | None:
        """The parts that cost least; None where the solver gave up."""
        self._solver.SetTimeLimit(max(1, int(seconds * 1000)))
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return [part.solution_value() for part in self._parts]

    def proven(self) -> float:
        """A cost that nothing within the limits goes under.

        Any multipliers from nought up prove one: the limits' sums, less what the parts
        could make good. Those of the last solution prove nearly all of its cost.
        """
        left = list(self._cost)
        total = 0.0
        for limit, row in self._limits:
            price = max(0.0, row.dual_value())
            total += price * limit.least
            for at, weight in limit.weights.items():
                left[at] -= price * weight
        return total + sum(
            rest for at, rest in enumerate(left) if rest < 0 or at in self._whole
        )
