"""The attacker: what can be worked out from everything that is published together.

For every cell, and every group without a published part of it, the attacker looks for
the least and the most that a population has which agrees with all of it. Linear
programming gives limits that no population can pass: narrow ones prove a leak. That two
populations in whole people differ enough, which proves doubt, is `witness.py`; what a
population is made of, `population.py`; what is done about a leak, `audit.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from metrics.disclosure.groups import Known, Said, holding, is_sensitive, said
from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.population import Model, Numbers


@dataclass(frozen=True)
class Sought:
    """What the attacker asks: a cell, or a group without a published part of it.

    `sensitive`: that somebody is in it must stay open to doubt. `rest_of_sensitive`:
    it is what a sensitive cell leaves, so that nobody being in it must stay open too:
    else everybody would be known to have what is sensitive.
    """

    group: Known
    part: Known | None
    sensitive: bool = False
    rest_of_sensitive: bool = False


@dataclass(frozen=True)
class Found:
    """What was found of something sought: no population passes `least` and `most`."""

    sought: Sought
    least: float
    most: float

    @property
    def width(self) -> float:
        return self.most - self.least


def sought(
    model: Model, true: Mapping[Known, int], policy: Policy = POLICY
) -> Iterator[Sought]:
    """Every cell and difference that a small number of people stands behind.

    For who knows the true numbers: the service, before it publishes. Nought itself
    needs no doubt, it lies in one band with one to seven, but for what a sensitive cell
    leaves.
    """

    def small(each: Sought) -> bool:
        number = true[each.group] - (true[each.part] if each.part else 0)
        return 0 < number <= policy.threshold or (
            number == 0 and each.rest_of_sensitive
        )

    return _once(model, filter(small, _asked(model)))


def guessed(model: Model, policy: Policy = POLICY) -> Iterator[Sought]:
    """The same for who knows only what is published: all that could be small."""

    def small(each: Sought) -> bool:
        least = model.least[model.place[each.group]]
        most = model.most[model.place[each.part]] if each.part else 0
        return bool(least - most <= policy.threshold)

    return _once(model, filter(small, _asked(model)))


def _asked(model: Model) -> Iterator[Sought]:
    """Every cell, then every difference of a cell to one that lies inside it."""
    sensitive = {each: is_sensitive(group) for each, group in model.groups.items()}
    for group in model.known:
        yield Sought(group, None, sensitive[group])
    for group, part in holding(model.known, model.groups):
        rest_of = sensitive[part] and not sensitive[group] and group[1] == part[1]
        yield Sought(group, part, sensitive[group], rest_of)


def _once(model: Model, asked: Iterable[Sought]) -> Iterator[Sought]:
    """Each sum of people once, however it is said; sensitive if it is so anywhere."""
    known: dict[tuple[Said, Said | None], Sought] = {}
    for each in asked:
        part = said(each.part, model.groups[each.part]) if each.part else None
        sum_of = said(each.group, model.groups[each.group]), part
        before = known.setdefault(sum_of, each)
        known[sum_of] = replace(
            before,
            sensitive=before.sensitive or each.sensitive,
            rest_of_sensitive=before.rest_of_sensitive or each.rest_of_sensitive,
        )
    yield from known.values()


def attack(model: Model, asked: Iterable[Sought]) -> Iterator[Found]:
    """The least and the most of each.

    Raises ValueError where no population agrees with what is published: then the tables
    are not of one population.
    """
    for each in asked:
        takes = model.takes(each.group, each.part)
        least, most = (float(takes @ best(model, s * takes)) for s in (-1, 1))
        yield Found(each, least, most)


def narrowest(
    model: Model, asked: Sequence[Sought], policy: Policy = POLICY
) -> list[Found]:
    """Of what may be small, all whose limits are nearer than the policy allows, and at
    least the nearest; that first.

    Every population found on the way shows something of all that is sought: what has
    differed by more than the nearest so far is not looked at again.
    """
    if not asked:
        return []
    sums = sums_of(model, asked)
    least, most = np.full(len(asked), np.inf), np.full(len(asked), -np.inf)
    left, found = set(range(len(asked))), []
    nearest = np.inf
    while left:
        at = min(left, key=lambda each: (most[each] - least[each], each))
        if most[at] - least[at] >= max(nearest, policy.least_width):
            break
        left.remove(at)
        takes = sums[[at]].toarray()[0]
        ends = [best(model, sign * takes) for sign in (-1, 1)]
        for people in ends:
            shown = sums @ people
            least, most = np.minimum(least, shown), np.maximum(most, shown)
        limits = Found(asked[at], *(float(takes @ people) for people in ends))
        if limits.least <= policy.threshold:
            found.append(limits)
            nearest = min(nearest, limits.width)
    found.sort(key=lambda each: each.width)
    near = [each for each in found if each.width < policy.least_width]
    return near or found[:1]


def sums_of(model: Model, asked: Sequence[Sought]) -> sparse.csr_array:
    """What is sought, a row each, over the columns of the model."""
    groups = model.matrix[[model.place[each.group] for each in asked]]
    parts = [each.part for each in asked]
    place = [model.place[part] if part else 0 for part in parts]
    has_part = sparse.diags_array([float(part is not None) for part in parts])
    return sparse.csr_array(groups - has_part @ model.matrix[place])


def best(model: Model, wanted: Numbers) -> Numbers:
    """A population, parts of people allowed, with as much as can be of what is wanted.

    Without whole numbers to hold, milp is linprog's own solver, to which a limit on
    both sides need not be told twice.
    """
    # A second to load, which nobody waits for who releases nothing.
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        -wanted,
        constraints=LinearConstraint(model.matrix, model.least, model.most),
        bounds=Bounds(0, model.most_people),
        options={"presolve": False},
    )
    if found.x is None:
        raise ValueError("No population agrees with what is published.")
    people: Numbers = found.x
    return people
