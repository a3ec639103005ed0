"""A plan: its groups, who is in none of them and why, and how good it is, in words.

A plan says how it was made (seed, moves), so that it can be made again. Everyone who
was a candidate stands in it once. How it is found is `planner.py`; whether it keeps the
rules, `check.py`; who signed it and who came does not belong here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from metrics.groups.rules import Pair


# One sentence for capacity, timetable and separation alike: told apart, the third could
# be read off (safety.md IG-24).
NO_PLACE: Final = "no suitable place in this plan"
BY_HAND: Final = "not placed, by hand"


@dataclass(frozen=True)
class Meeting:
    """When and where a group meets; None where a plan does not consider it."""

    slot: str | None = None
    venue: str | None = None


@dataclass(frozen=True)
class Group:
    """Who is in it, by name order, and when and where it meets."""

    members: tuple[str, ...]
    meeting: Meeting = Meeting()

    @property
    def size(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class Unplaced:
    """Somebody who is in no group, and the reason as people read it."""

    client_id: str
    reason: str = NO_PLACE


@dataclass(frozen=True)
class Clash:
    """Rules that cannot all be kept, by their ids, and in words."""

    rules: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Plan:
    """Groups with what they keep of the ties among all candidates.

    `bound`: no plan can keep more, as far as was proved; it knows of no separation.
    """

    groups: tuple[Group, ...]
    unplaced: tuple[Unplaced, ...]
    kept: int
    ties: int
    seed: int = 0
    moves: int = 0
    bound: int | None = None
    clashes: tuple[Clash, ...] = ()

    @property
    def placed(self) -> int:
        return sum(group.size for group in self.groups)

    def group_of(self, client_id: str) -> int | None:
        """The place of their group among the groups; None where they are in none."""
        for number, group in enumerate(self.groups):
            if client_id in group.members:
                return number
        return None


@dataclass(frozen=True)
class Bound:
    """No plan keeps more ties than `most`; `proven`: some plan keeps as many.

    `groups`: an answer of the solver's own, which keeps `kept`. It knows of no
    separation, so it may be offered for a bare edge list only.
    """

    most: int
    proven: bool = False
    kept: int = 0
    groups: tuple[tuple[str, ...], ...] = ()


# Where a search ended without a plan, and no clash of rules is the reason.
NOT_FOUND: Final = Clash((), "No plan was found that keeps every rule.")


def kept_in(groups: Iterable[Iterable[str]], pairs: Iterable[Pair]) -> int:
    """How many of these pairs share a group."""
    at = {who: number for number, group in enumerate(groups) for who in group}
    return sum(one in at and at[one] == at.get(other) for one, other in pairs)


def kept_words(plan: Plan, ties: str = "buying ties") -> str:
    """ "13 of 16 buying ties kept; no plan can keep more than 14"."""
    found = f"{plan.kept} of {plan.ties} {ties} kept"
    if plan.bound is None:
        return found
    if plan.bound <= plan.kept:
        return f"{found}; no plan can keep more"
    return f"{found}; no plan can keep more than {plan.bound}"
