"""Where everyone is while the search runs, and what that keeps and breaks.

Two acts, `join` and `leave`, keep every count up to date. What may never be broken on
the way (size, meeting, who is apart) is asked before; what may for a while (too small,
alone) is counted in `broken`. What a move would change is `_weigh.py`; which is tried
next belongs to the search.
"""

from dataclasses import dataclass, field
from typing import Final

from metrics.groups._instance import Instance


ANY: Final = -1  # every bit: an empty group can make any meeting


@dataclass
class Best:
    """The best valid plan seen: the group of each unit, negative for none."""

    kept: int = -1
    placed: int = 0
    group: list[int] = field(default_factory=list)

    def note(self, kept: int, placed: int, group: list[int]) -> None:
        if placed and (kept, placed) > (self.kept, self.placed):
            self.kept, self.placed, self.group = kept, placed, list(group)


class State:
    """Groups are numbers from nought; whoever is in none has a negative number of
    their own, so that no two of them seem to share a group.
    """

    def __init__(self, given: Instance, best: Best | None = None) -> None:
        self.given = given
        self.best = best or Best()
        self.group = [~unit for unit in range(len(given.units))]
        self.members: list[list[int]] = [[] for _ in range(given.groups)]
        self.place = [0] * len(given.units)  # of a unit among its group's members
        self.people = [0] * given.groups
        self.women = [0] * given.groups
        self.couples = [0] * given.groups
        self.circles: list[dict[int, int]] = [{} for _ in range(given.groups)]
        self.alone = [0] * given.groups  # circles with one member in the group
        self.meetings = [ANY] * given.groups  # what all of a group can make
        self.strain = [0] * given.groups  # how much is broken in a group
        self.kept = self.placed = 0
        self.broken = sum(given.people) if given.everyone else 0

    def join(self, unit: int, group: int) -> None:
        self.group[unit] = group
        self.place[unit] = len(self.members[group])
        self.members[group].append(unit)
        self.meetings[group] &= self.given.mask[unit]
        self._count(unit, group, 1)

    def leave(self, unit: int) -> None:
        group, members = self.group[unit], self.members[self.group[unit]]
        last = members.pop()
        if last != unit:
            members[self.place[unit]] = last
            self.place[last] = self.place[unit]
        meetings = ANY
        for other in members:
            meetings &= self.given.mask[other]
        self.meetings[group] = meetings
        self._count(unit, group, -1)
        self.group[unit] = ~unit

    def _strain(self, group: int) -> int:
        """People short, women and circles alone, couples beyond the first."""
        people = self.people[group]
        short = max(0, self.given.least - people) if people else 0
        surplus = max(0, self.couples[group] - 1)
        return short + (self.women[group] == 1) + self.alone[group] + surplus

    def _count(self, unit: int, group: int, sign: int) -> None:
        """Count a unit in or out; it is still, or already, in the group."""
        given, group_of = self.given, self.group
        ties = given.inner[unit]
        for other in given.near[unit]:
            if group_of[other] == group:
                ties += 1
        people = given.people[unit]
        self.kept += sign * ties
        self.placed += sign * people
        self.people[group] += sign * people
        self.women[group] += sign * given.women[unit]
        if given.coupled:
            partners = sum(group_of[other] == group for other in given.partners[unit])
            self.couples[group] += sign * (partners + given.paired[unit])
        self._count_circles(unit, group, sign)
        if given.everyone:
            self.broken -= sign * people
        strain = self._strain(group)
        self.broken += strain - self.strain[group]
        self.strain[group] = strain

    def _count_circles(self, unit: int, group: int, sign: int) -> None:
        circles = self.circles[group]
        for circle, members in self.given.circles[unit]:
            before = circles.get(circle, 0)
            after = before + sign * members
            circles[circle] = after
            self.alone[group] += (after == 1) - (before == 1)
