"""The attacker: what can be worked out from everything that is published together.

For every cell, and every group without a published part of it, the attacker looks for
the least and the most that a population has which agrees with all of it. Linear
programming gives limits that no population can pass: narrow ones prove a leak. Two
populations in whole people that differ enough prove that there is doubt (statistics.md
1.4). What a population is made of is `population.py`; what is done about a leak,
`audit.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.population import Known, Model, Numbers


# More people than any release counts: where a cell says nothing, this is the limit.
NO_LIMIT = 1e6
SECONDS_A_WITNESS = 10.0

Places: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True)
class Sought:
    """What the attacker asks: a cell, or a group without a published part of it."""

    group: Known
    part: Known | None
    takes: Numbers  # which columns of the model it sums
    sensitive: bool


@dataclass(frozen=True)
class Found:
    """What was found of something sought.

    No population passes `least` and `most`. `witnesses` are the least and the most
    among populations in whole people, each of which could be the true one; None for
    who does not know the people to start from.
    """

    sought: Sought
    least: float
    most: float
    witnesses: tuple[int, int] | None = None

    @property
    def width(self) -> float:
        return self.most - self.least

    def leaves_doubt(self, policy: Policy = POLICY) -> bool:
        """Whether two populations differ enough and, of what is sensitive, one has
        nobody. What neither leaks nor has such witnesses counts as a leak.
        """
        if self.witnesses is None:
            return False
        least, most = self.witnesses
        return most - least >= policy.least_width and (
            least == 0 or not self.sought.sensitive
        )


def sought(
    model: Model, true: Mapping[Known, int], policy: Policy = POLICY
) -> Iterator[Sought]:
    """Every cell and difference that a small number of people stands behind.

    For who knows the true numbers: the service, before it publishes. Nought itself
    needs no doubt: it lies in one band with one to seven.
    """

    def small(each: Sought) -> bool:
        less = true[each.part] if each.part else 0
        return 1 <= true[each.group] - less <= policy.threshold

    return _once(filter(small, _asked(model)))


def guessed(model: Model, policy: Policy = POLICY) -> Iterator[Sought]:
    """The same for who knows only what is published: all that could be small."""

    def small(each: Sought) -> bool:
        least = model.least[model.place[each.group]]
        most = model.most[model.place[each.part]] if each.part else 0
        return bool(least - most <= policy.threshold)

    return _once(filter(small, _asked(model)))


def _asked(model: Model) -> Iterator[Sought]:
    """Every cell, then every difference of a cell to one that lies inside it."""
    for group, at in model.place.items():
        yield Sought(group, None, model.matrix[at], model.sensitive[at])
    for group, at in model.place.items():
        for part, of in model.place.items():
            rest = model.matrix[at] - model.matrix[of]
            if rest.min() >= 0 and rest.any():
                yield Sought(group, part, rest, model.sensitive[at])


def _once(asked: Iterable[Sought]) -> Iterator[Sought]:
    """Each sum of people once, however it is said; sensitive if it is so anywhere."""
    known: dict[bytes, Sought] = {}
    for each in asked:
        before = known.setdefault(each.takes.tobytes(), each)
        if each.sensitive and not before.sensitive:
            known[each.takes.tobytes()] = replace(before, sensitive=True)
    yield from known.values()


def attack(
    model: Model, asked: Iterable[Sought], people: Numbers | None = None
) -> Iterator[Found]:
    """The least and the most of each; in whole people too from one such population.

    Sound for any number of variables. Raises ValueError where no population agrees with
    what is published: then the tables are not of one population.
    """
    for each in asked:
        fewest, most = _best(model, -each.takes), _best(model, each.takes)
        ends = (float(each.takes @ fewest), float(each.takes @ most))
        if people is None:
            yield Found(each, *ends)
            continue
        fewest = _witness(model, people, -each.takes, fewest)
        most = _witness(model, people, each.takes, most)
        whole = (round(float(each.takes @ fewest)), round(float(each.takes @ most)))
        yield Found(each, *ends, whole)


def _best(model: Model, wanted: Numbers) -> Numbers:
    """A population, parts of people allowed, with as much as can be of what is wanted.

    Without whole numbers to hold, milp is linprog's own solver, to which a limit on
    both sides need not be told twice.
    """
    found = milp(
        -wanted,
        constraints=_limits(model),
        bounds=Bounds(0, NO_LIMIT),
        options={"presolve": False},
    )
    if found.x is None:
        raise ValueError("No population agrees with what is published.")
    best: Numbers = found.x
    return best


def _witness(model: Model, people: Numbers, wanted: Numbers, best: Numbers) -> Numbers:
    """The same in whole people, among combinations that somebody has or that the best
    one takes: few, so that it is found at once, and enough to come near it.
    """
    chosen = np.flatnonzero((people > 0) | (best > 0))
    found = milp(
        -wanted[chosen],
        constraints=_limits(model, chosen),
        integrality=np.ones(chosen.size),
        bounds=Bounds(0, NO_LIMIT),
        options={"time_limit": SECONDS_A_WITNESS},
    )
    witness = np.zeros(people.size)
    if found.x is not None:
        witness[chosen] = np.round(found.x)
    return witness if _agrees(model, witness) else people


def _agrees(model: Model, people: Numbers) -> bool:
    """Checked anew, and not left to the solver's tolerance."""
    sums = model.matrix @ people
    within = (sums >= model.least) & (sums <= model.most)
    return bool(within.all() and people.min() >= 0)


def _limits(model: Model, chosen: Places | None = None) -> LinearConstraint:
    matrix = model.matrix if chosen is None else model.matrix[:, chosen]
    return LinearConstraint(sparse.csc_array(matrix), model.least, model.most)
