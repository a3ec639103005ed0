"""A valid plan out of a state that is not: who is alone goes, then who is too few.

While the search runs, hardly any moment of some forty groups keeps every rule in all of
them. Taking out what breaks one gives a plan at once, which the search goes on to beat.
"""

from collections.abc import Iterator

from metrics.groups._state import State


def salvage(state: State) -> None:
    """Note the valid plan that is left of a state; the state itself stays as it is."""
    given = state.given
    if given.everyone or not state.broken:
        return
    left = State(given, state.best)
    for unit, group in enumerate(state.group):
        if group >= 0:
            left.join(unit, group)
    for group in range(given.groups):
        while left.strain[group] and left.members[group]:
            going = list(_alone(left, group)) or list(left.members[group])
            for unit in going:
                left.leave(unit)
    if not left.broken and _locks_kept(left):
        left.best.note(left.kept, left.placed, left.group)


def _alone(state: State, group: int) -> Iterator[int]:
    """Units with somebody who is alone from their circle, or the only woman."""
    given, circles = state.given, state.circles[group]
    lone_woman = state.women[group] == 1
    for unit in state.members[group]:
        alone = any(circles[circle] == 1 for circle, _ in given.circles[unit])
        if alone or (lone_woman and given.women[unit]):
            yield unit


def _locks_kept(state: State) -> bool:
    return all(
        fixed is None or fixed == group
        for fixed, group in zip(state.given.fixed, state.group, strict=True)
    )
