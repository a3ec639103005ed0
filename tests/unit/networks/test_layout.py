from itertools import combinations
from math import dist

import pytest

from metrics.networks import Circle, Layout, arranged, circles
from metrics.networks.layout import ACROSS, LARGE


def star(size: int, name: str = "p") -> list[tuple[str, str]]:
    return [(f"{name}00", f"{name}{other:02}") for other in range(1, size)]


def ring(size: int, name: str = "r") -> list[tuple[str, str]]:
    return [(f"{name}{one:02}", f"{name}{(one + 1) % size:02}") for one in range(size)]


def chain(size: int, name: str = "c") -> list[tuple[str, str]]:
    return ring(size, name)[:-1]


def everybody(size: int, name: str = "k") -> list[tuple[str, str]]:
    return list(combinations([f"{name}{one:02}" for one in range(size)], 2))


SHAPES = [star(9), ring(6), chain(5), everybody(7), chain(2)]
TOGETHER = [pair for shape in SHAPES for pair in shape]


def closest(layout: Layout, circle: Circle) -> float:
    spots = [(layout.spots[who].x, layout.spots[who].y) for who in circle.members]
    return min(dist(one, other) for one, other in combinations(spots, 2))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda pairs: pairs[0][0][0])
def test_the_closest_two_stand_a_unit_apart(shape: list[tuple[str, str]]) -> None:
    (circle,) = circles(shape)
    assert closest(arranged([circle]), circle) == pytest.approx(1, abs=0.01)


def test_everybody_stands_inside_the_frame_of_their_circle() -> None:
    found = circles(TOGETHER)
    layout = arranged(found)
    for circle, frame in zip(found, layout.frames, strict=True):
        for who in circle.members:
            spot = layout.spots[who]
            assert frame.left < spot.x < frame.left + frame.width
            assert frame.top < spot.y < frame.top + frame.height


def test_no_two_circles_overlap_and_rows_are_no_wider_than_they_may_be() -> None:
    frames = arranged(circles(TOGETHER)).frames
    for one, other in combinations(frames, 2):
        beside = (
            one.left + one.width <= other.left or other.left + other.width <= one.left
        )
        above = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert beside or above
    assert max(frame.left + frame.width for frame in frames) <= ACROSS


def test_a_circle_wider_than_a_row_has_a_row_of_its_own() -> None:
    found = circles([*chain(18), *chain(2, "x")])
    layout = arranged(found)
    assert layout.frames[0].width > ACROSS
    assert layout.frames[1].left == 0
    assert layout.frames[1].top > 0


def test_a_circle_lies_rather_than_stands() -> None:
    for circle in circles(TOGETHER):
        spots = arranged([circle]).spots.values()
        assert max(spot.x for spot in spots) >= max(spot.y for spot in spots) - 0.5


def test_the_same_circles_give_the_same_picture() -> None:
    backwards = [(other, one) for one, other in reversed(TOGETHER)]
    assert arranged(circles(TOGETHER)) == arranged(circles(backwards))


def test_a_large_circle_is_drawn_too() -> None:
    (circle,) = circles(ring(LARGE + 5))
    assert len(arranged([circle]).spots) == LARGE + 5


def test_nobody_is_an_empty_picture() -> None:
    assert arranged([]) == Layout({}, (), 0.0, 0.0)
