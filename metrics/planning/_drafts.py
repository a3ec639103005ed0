"""A draft changed by hand: each act gives the same plan with another draft.

What an act does, and which rules are looked at again, is `metrics/groups/by_hand.py`:
every rule but separations, which nothing here knows of.
"""

from collections.abc import Callable
from dataclasses import replace

from metrics.groups import Draft, by_hand
from metrics.planning._plans import Made
from metrics.planning._saved import fit


def move(made: Made, label: str, group: int) -> Made:
    """Into the group of this number, from nought; the next after the last is new."""
    return replace(made, draft=by_hand.move(made.draft, label, group))


def remove(made: Made, label: str) -> Made:
    return _with(made, by_hand.remove, label)


def lock(made: Made, label: str) -> Made:
    """Keep somebody where they are, also when a plan is looked for anew."""
    return _with(made, by_hand.lock, label)


def unlock(made: Made, label: str) -> Made:
    return _with(made, by_hand.unlock, label)


def meet_at(made: Made, group: int, place: str) -> Made:
    """Settle where the group of this number meets; no words take the place away.

    Raises UserError where they say why somebody would be in a group.
    """
    words = fit(place, "the place") if place.strip() else None
    return replace(made, draft=by_hand.meet_at(made.draft, group, words))


def undo(made: Made) -> Made:
    return replace(made, draft=by_hand.undo(made.draft))


def _with(made: Made, act: Callable[[Draft, str], Draft], label: str) -> Made:
    return replace(made, draft=act(made.draft, label))
