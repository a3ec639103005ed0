"""Witnesses: populations in whole people, each of which could be the true one.

Two of them that differ enough where a small number stands prove that it stays in doubt
(statistics.md 1.4). One population is a witness for all that is sought at once, so that
few have to be looked for. Each is checked anew against everything published, and not
left to a solver's tolerance. Linear limits are `attack.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.disclosure.attack import Sought, sums_of
from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.population import NO_LIMIT, Model, Numbers


SECONDS_A_WITNESS = 10.0
# How often populations are looked for that serve many at once, before each on its own.
ROUNDS = 6


@dataclass(frozen=True)
class Doubt:
    """The least and the most of something sought, among the witnesses found."""

    sought: Sought
    true: int
    least: int
    most: int

    def suffices(self, policy: Policy = POLICY) -> bool:
        """Whether two populations differ enough, of what is sensitive one has nobody,
        and of what it leaves one has somebody. What has no such witnesses counts as a
        leak, whether or not a leak was proven.
        """
        if self.sought.sensitive and self.least > 0:
            return False
        if self.sought.rest_of_sensitive and self.most < 1:
            return False
        return self.true == 0 or self.most - self.least >= policy.least_width


def doubts(
    model: Model, asked: Sequence[Sought], people: Numbers, policy: Policy = POLICY
) -> list[Doubt]:
    """What witnesses show of everything sought, starting from the people as they are.

    Sound for any number of variables: `cliques.py` says why. Raises ValueError where
    the people themselves are not such as is published.
    """
    if not agrees(model, people):
        raise ValueError("The people counted are not those of the tables.")
    if not asked:
        return []
    search = _Search(model, asked, people)
    random = np.random.default_rng(1)
    for number in range(ROUNDS):
        open_ = search.open(policy)
        if not open_.size:
            break
        signs = np.ones(open_.size)
        if number > 1:
            signs = random.choice((-1.0, 1.0), open_.size)
        search.look(open_, signs if number % 2 else -signs)
    for at in search.open(policy):
        for sign in (-1.0, 1.0):
            search.look(np.array([at]), np.array([sign]))
    return list(search.doubts())


class _Search:
    """Every witness found so far, by what it shows of each thing that is sought."""

    def __init__(self, model: Model, asked: Sequence[Sought], people: Numbers) -> None:
        self._model, self._asked, self._people = model, asked, people
        self._sums = sums_of(model, asked)
        self._true = self._least = self._most = self._sums @ people

    def open(self, policy: Policy) -> NDArray[np.intp]:
        """The places of what is not in doubt yet."""
        found = [not doubt.suffices(policy) for doubt in self.doubts()]
        return np.flatnonzero(found)

    def look(self, places: NDArray[np.intp], signs: Numbers) -> None:
        """Look for a witness with much (or little, by its sign) of each of these."""
        witness = _witness(self._model, self._people, signs @ self._sums[places])
        if witness is not None:
            shown = self._sums @ witness
            self._least = np.minimum(self._least, shown)
            self._most = np.maximum(self._most, shown)

    def doubts(self) -> Iterator[Doubt]:
        ends = zip(self._asked, self._true, self._least, self._most, strict=True)
        for each, *numbers in ends:
            yield Doubt(each, *(round(float(number)) for number in numbers))


def _witness(model: Model, people: Numbers, wanted: Numbers) -> Numbers | None:
    """A population in whole people with as much as is found of what is wanted; None
    where none is found in time.
    """
    # A second to load, which nobody waits for who releases nothing.
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        -wanted,
        constraints=LinearConstraint(model.matrix, model.least, model.most),
        integrality=np.ones(people.size),
        bounds=Bounds(0, np.minimum(model.most_people, NO_LIMIT)),
        options={"time_limit": SECONDS_A_WITNESS, "mip_rel_gap": 0.1},
    )
    if found.x is None:
        return None
    witness: Numbers = np.round(found.x)
    return witness if agrees(model, witness) else None


def agrees(model: Model, people: Numbers) -> bool:
    """Whether a population is one that everything published allows."""
    sums = model.matrix @ people
    within = (sums >= model.least) & (sums <= model.most)
    able = (people >= 0) & (people <= model.most_people)
    return bool(within.all() and able.all())
