"""Where each person of each circle stands on a picture, and where each circle does.

The unit is the least distance between two people of a circle, so that a label has room
wherever the picture shows a unit as wide as a label. Same circles, same picture, in
whatever order they came. What is drawn at a spot belongs to the charts.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, dist, sin, tau
from random import Random

import rustworkx as rx

from metrics.networks.circles import Circle, network


ACROSS = 14.0  # units in a row of circles, unless one circle alone is wider
BESIDE = 1.0  # units between two circles, half of it on either side of each
ABOVE = 0.75  # units over a circle, for its heading
BELOW = 0.6  # units under a circle, for the labels of its lowest people
TO = 3  # decimals kept: machines may differ in the last ones
# The best of 12 starts takes a fifth less room than the first, in 4 ms a circle of 2 to
# 14 people. A large one takes 0.1 s and more a start, and is crowded whatever we try.
STARTS, LARGE = 12, 40
NEAREST = 0.02  # two people closer than this, of a circle 2 wide, would be one


@dataclass(frozen=True)
class Spot:
    """Where somebody stands. x runs to the right and y downwards, from nought."""

    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """The room that one circle takes up; its heading stands at the top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """All spots, by the member's name; frames are in the order of the circles."""

    spots: dict[str, Spot]
    frames: tuple[Frame, ...]
    width: float
    height: float


def arranged(circles: Sequence[Circle], across: float = ACROSS) -> Layout:
    """Circles side by side in rows, in their order, from the top left."""
    spots: dict[str, Spot] = {}
    frames: list[Frame] = []
    left = top = deepest = 0.0
    for circle in circles:
        own = min(_tries(circle), key=_room)
        frame = _framed(own.values(), left, top)
        if left and left + frame.width > across:
            left, top, deepest = 0.0, top + deepest, 0.0
            frame = _framed(own.values(), left, top)
        x, y = frame.left + BESIDE / 2, frame.top + ABOVE
        spots |= {who: _moved(spot, x, y) for who, spot in own.items()}
        frames.append(frame)
        left, deepest = left + frame.width, max(deepest, frame.height)
    width = max((frame.left + frame.width for frame in frames), default=0.0)
    return Layout(spots, tuple(frames), round(width, TO), round(top + deepest, TO))


def _tries(circle: Circle) -> Iterator[dict[str, Spot]]:
    """One circle by itself, spread out from several fixed starts."""
    graph = network(circle.ties)
    for number in range(STARTS if circle.size <= LARGE else 1):
        round_table = list(range(circle.size))
        Random(number).shuffle(round_table)
        start = {
            place: (cos(tau * seat / circle.size), sin(tau * seat / circle.size))
            for seat, place in enumerate(round_table)
        }
        found = rx.kamada_kawai_layout(graph, start)
        yield _in_units({graph[place]: (x, y) for place, (x, y) in found.items()})


def _in_units(points: dict[str, tuple[float, float]]) -> dict[str, Spot]:
    """From nought, wider than high, and the closest two a unit apart."""
    pairs = combinations(points.values(), 2)
    unit = max(NEAREST, min(dist(one, other) for one, other in pairs))
    left, top = (min(point[axis] for point in points.values()) for axis in (0, 1))
    spots = {
        w: Spot((x - left) / unit, (y - top) / unit) for w, (x, y) in points.items()
    }
    wide = max(spot.x for spot in spots.values())
    high = max(spot.y for spot in spots.values())
    return {w: Spot(s.y, s.x) if high > wide else s for w, s in spots.items()}


def _room(spots: dict[str, Spot]) -> float:
    frame = _framed(spots.values(), 0, 0)
    return round(frame.width * frame.height, TO)


def _framed(spots: Collection[Spot], left: float, top: float) -> Frame:
    width = max(spot.x for spot in spots) + BESIDE
    height = max(spot.y for spot in spots) + ABOVE + BELOW
    return Frame(*(round(each, TO) for each in (left, top, width, height)))


def _moved(spot: Spot, x: float, y: float) -> Spot:
    return Spot(round(spot.x + x, TO), round(spot.y + y, TO))
