"""How many to expect, how many to invite, and what is left if two leave.

In one UK trial of a group programme in opioid treatment 44 in 100 sessions were
attended (Day and others, evidence.md 3c). Everyone is taken to come or not by
themselves, with one chance for all: people who buy together may well come together, so
true evenings vary more. Nothing here is about a person, and nobody's chance is told.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

from metrics.groups.plan import Group
from metrics.groups.request import Request
from metrics.phrases import counted


USUAL: Final = 0.44
FROM: Final = "44 in 100 sessions were attended in one UK trial"
VIABLE: Final = 3  # fewer than three is no group (evidence.md 3c: never a pair)
EVEN: Final = 0.5
MOST_INVITED: Final = 60
PLACES: Final = 20  # so many are looked at before our own share is told


@dataclass(frozen=True)
class Expected:
    """Of so many members, how many come; `invite` so many to `seat` as many."""

    members: int
    come: int
    seat: int
    invite: int
    observed: bool
    rate: float

    @property
    def words(self) -> str:
        """ "Expect about 4 of 9 (...). Invite 11 to seat 5."""
        told = f"{round(self.rate * 100)} in 100 places were filled so far"
        source = told if self.observed else FROM
        return (
            f"Expect about {self.come} of {self.members} ({source}). "
            f"Invite {self.invite} to seat {self.seat}."
        )

    @property
    def viable_words(self) -> str:
        """ "Three or more come to about 9 in 10 sessions; fewer are no group."""
        chance = chance_of_at_least(VIABLE, self.members, self.rate)
        often = f"about {round(10 * chance)} in 10 sessions"
        return f"Three or more come to {often}; fewer are no group."


def chance_of_at_least(seats: int, invited: int, rate: float) -> float:
    """The chance, from 0 to 1, that so many or more come (binomial)."""
    return sum(
        comb(invited, come) * rate**come * (1 - rate) ** (invited - come)
        for come in range(max(0, seats), invited + 1)
    )


def invites(seats: int, rate: float = USUAL) -> int:
    """The fewest to invite so that as many as seats, or more, come as often as not."""
    return next(
        (
            invited
            for invited in range(seats, MOST_INVITED)
            if chance_of_at_least(seats, invited, rate) >= EVEN
        ),
        MOST_INVITED,
    )


def observed_rate(attended: int, places: int) -> float | None:
    """The share of places filled so far; None while there are too few to tell."""
    return attended / places if places >= PLACES else None


def expected(members: int, seat: int = 5, rate: float | None = None) -> Expected:
    """`rate`: as observed, where it is; else the trial's."""
    used = USUAL if rate is None else rate
    come = round(members * used)
    return Expected(members, come, seat, invites(seat, used), rate is not None, used)


@dataclass(frozen=True)
class Left:
    """What is left of a group if any two leave: people, and ties at worst and best."""

    people: int
    least_ties: int
    most_ties: int
    ties: int
    enough: bool

    @property
    def words(self) -> str:
        remain = f"If two leave, {counted(self.people, 'person')} are left"
        size = "still enough" if self.enough else "fewer than the rules ask for"
        if not self.ties:
            return f"{remain}, {size}."
        ties = (
            str(self.least_ties)
            if self.least_ties == self.most_ties
            else f"between {self.least_ties} and {self.most_ties}"
        )
        return f"{remain}, {size}, with {ties} of {self.ties} ties."


def if_two_leave(group: Group, request: Request) -> Left:
    """Over every two of the group, so that nobody is named."""
    inside = set(group.members)
    pairs = [set(each) for each in request.pairs if inside.issuperset(each)]
    left = [_ties_without(pairs, both) for both in combinations(group.members, 2)]
    people = max(0, group.size - 2)
    return Left(
        people,
        min(left, default=0),
        max(left, default=0),
        len(pairs),
        people >= request.rules.sizes.least,
    )


def _ties_without(pairs: Collection[set[str]], gone: Collection[str]) -> int:
    return sum(each.isdisjoint(gone) for each in pairs)
