"""What a move would do to two groups, told without making it.

Nine moves in ten are not taken, so whoever searches weighs first. A move takes one unit
elsewhere, or exchanges two. Which is tried next, and which is taken, belong to the
search; the counts that are read here are kept by `_state.py`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from metrics.groups._state import State


NOBODY = -1  # in place of a unit; a negative group is none


class Move(NamedTuple):
    """`unit` goes from `here` to `there`, and `other`, if any, the other way."""

    unit: int
    here: int
    there: int
    other: int = NOBODY

    @property
    def back(self) -> "Move":
        """What undoes it."""
        if self.other >= 0:
            return Move(self.other, self.here, self.there, self.unit)
        return Move(self.unit, self.there, self.here)


class Change(NamedTuple):
    """Ties kept, people placed, and how much is broken: more or less than before."""

    kept: int
    placed: int
    broken: int


def weighed(state: State, move: Move) -> Change:
    """Everything that would be another number if the move were made."""
    unit, here, there, other = move
    kept = placed = broken = 0
    if here >= 0:
        ties, strain = _group_after(state, here, unit, other)
        kept, broken = ties, strain - state.strain[here]
    if there >= 0:
        ties, strain = _group_after(state, there, other, unit)
        kept, broken = kept + ties, broken + strain - state.strain[there]
    people = state.given.people
    if here < 0:
        placed = people[unit] - (people[other] if other >= 0 else 0)
    elif there < 0:
        placed = -people[unit]
    return Change(kept, placed, broken - placed if state.given.everyone else broken)


def make(state: State, move: Move) -> None:
    unit, here, there, other = move
    if here >= 0:
        state.leave(unit)
    if other >= 0:
        state.leave(other)
        if here >= 0:
            state.join(other, here)
    if there >= 0:
        state.join(unit, there)


def fits(state: State, unit: int, group: int, without: int = NOBODY) -> bool:
    """Whether there is room, one part, a meeting for all and nobody it is apart from,
    once `without` is gone.
    """
    given, members = state.given, state.members[group]
    people = state.people[group] + given.people[unit]
    if without >= 0:
        people -= given.people[without]
    if people > given.most:
        return False
    alone = not members or (without >= 0 and len(members) == 1)
    if not alone and given.part[members[0]] != given.part[unit]:
        return False
    for other in given.barred[unit]:
        if state.group[other] == group and other != without:
            return False
    if state.meetings[group] & given.mask[unit]:
        return True
    # Whoever goes may have been the one who could not come when the others can.
    return without >= 0 and _meet(state, unit, group, without)


def _meet(state: State, unit: int, group: int, without: int) -> bool:
    meetings = state.given.mask[unit]
    for other in state.members[group]:
        if other != without:
            meetings &= state.given.mask[other]
    return meetings != 0


def _group_after(state: State, group: int, out: int, into: int) -> tuple[int, int]:
    """The ties that a group would keep more, and what would be broken in it."""
    given, group_of = state.given, state.group
    ties, people, women = 0, state.people[group], state.women[group]
    if out >= 0:
        ties -= given.inner[out]
        for near in given.near[out]:
            if group_of[near] == group:
                ties -= 1
        people -= given.people[out]
        women -= given.women[out]
    if into >= 0:
        ties += given.inner[into]
        for near in given.near[into]:
            if group_of[near] == group and near != out:
                ties += 1
        people += given.people[into]
        women += given.women[into]
    strain = given.least - people if 0 < people < given.least else 0
    strain += (women == 1) + _alone_after(state, group, out, into)
    if given.coupled:
        strain += max(0, _couples_after(state, group, out, into) - 1)
    return ties, strain


def _alone_after(state: State, group: int, out: int, into: int) -> int:
    """Circles that would have one member in the group."""
    alone, counts = state.alone[group], state.circles[group]
    for circle, change in _change_of_circles(state, out, into):
        before = counts.get(circle, 0)
        alone += (before + change == 1) - (before == 1)
    return alone


def _change_of_circles(state: State, out: int, into: int) -> Iterator[tuple[int, int]]:
    circles = state.given.circles
    coming = circles[into] if into >= 0 else []
    if out < 0:
        yield from coming
        return
    change = dict(coming)
    for circle, members in circles[out]:
        change[circle] = change.get(circle, 0) - members
    yield from change.items()


def _couples_after(state: State, group: int, out: int, into: int) -> int:
    given, group_of = state.given, state.group
    couples = state.couples[group]
    if out >= 0:
        partners = sum(group_of[each] == group for each in given.partners[out])
        couples -= partners + given.paired[out]
    if into >= 0:
        partners = sum(
            group_of[each] == group and each != out for each in given.partners[into]
        )
        couples += partners + given.paired[into]
    return couples
