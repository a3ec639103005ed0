"""The attacker: what can be worked out from everything that is published together.

A population is a number of people, nought or more, in each combination of categories;
each published cell allows a range of their sum. For every cell, and every group without
a published part of it, the attacker finds the least and the most that any population
which agrees with all of it has: first by linear programming, where a narrow answer
proves a leak, then in whole people, where two populations prove that there is doubt
(statistics.md 1.4). What a population is made of is `population.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.population import Known, Model, Sums


# Beyond any sum that a release can hold, so that "no limit" has a number.
NO_LIMIT = 1e7
_OPTIMAL = 0


@dataclass(frozen=True)
class Sought:
    """What the attacker asks: a cell, or a group without a published part of it."""

    group: Known
    part: Known | None
    takes: Sums
    sensitive: bool


@dataclass(frozen=True)
class Found:
    """The least and the most that agree with all that is published.

    `whole`: both ends are populations in whole people, so both could be.
    """

    sought: Sought
    least: float
    most: float
    whole: bool

    @property
    def width(self) -> float:
        return self.most - self.least


def sought(model: Model, true: Mapping[Known, int], policy: Policy = POLICY) -> Iterator[Sought]:
    """Every cell and difference whose true number is small, and not nought.

    Nought needs no doubt of its own: it is told from one to seven nowhere.
    """
    small = range(1, policy.threshold + 1)
    seen: set[bytes] = set()
    for each in _asked(model):
        less = true[each.part] if each.part else 0
        if true[each.group] - less in small and each.takes.tobytes() not in seen:
            seen.add(each.takes.tobytes())
            yield each


def guessed(model: Model, policy: Policy = POLICY) -> Iterator[Sought]:
    """The same for who does not know the true numbers: all that could be small."""
    for each in _asked(model):
        least = model.least[model.place[each.group]]
        most = model.most[model.place[each.part]] if each.part else 0
        if least - most <= policy.threshold:
            yield each


def _asked(model: Model) -> Iterator[Sought]:
    """Every cell, and every difference of a cell and one that lies inside it."""
    for group, at in model.place.items():
        takes = model.matrix[at]
        yield Sought(group, None, takes, model.sensitive[at])
        for part, inner in model.place.items():
            rest = takes - model.matrix[inner]
            if rest.min() >= 0 and rest.any():
                yield Sought(group, part, rest, model.sensitive[at])


def attack(model: Model, asked: Iterable[Sought], *, whole: bool) -> Iterator[Found]:
    """The least and the most of each, over all populations that agree."""
    for each in asked:
        least, _ = _extreme(model, each.takes, whole)
        most, _ = _extreme(model, -each.takes, whole)
        yield Found(each, least, -most, whole)


def _extreme(model: Model, takes: Sums, whole: bool) -> tuple[float, Sums]:
    """The smallest sum, and a population that has it. Raises ValueError for none."""
    found = milp(
        takes,
        constraints=LinearConstraint(model.matrix, model.least, model.most),
        integrality=np.full(takes.size, int(whole)),
        bounds=Bounds(0, NO_LIMIT),
    )
    if found.x is None:
        raise ValueError("No population agrees with what is published.")
    return float(found.fun), found.x
