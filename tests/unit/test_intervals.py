import pytest

from metrics.intervals import Limits, Share, widest, widest_change, wilson


def exactly(events: int, of: int) -> Share:
    return Share(range(events, events + 1), range(of, of + 1))


def near(limits: Limits, lower: float, upper: float) -> bool:
    return [limits.lower, limits.upper] == pytest.approx([lower, upper], abs=5e-5)


@pytest.mark.parametrize(
    ("events", "of", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_published_examples(
    events: int, of: int, lower: float, upper: float
):
    """Newcombe 1998, Statistics in Medicine 17:857, method 3."""
    assert near(wilson(events, of), lower, upper)


def test_a_change_gives_newcombes_published_example():
    """56 of 70 against 48 of 80: Newcombe 1998, Statistics in Medicine 17:873."""
    assert near(widest_change(exactly(56, 70), exactly(48, 80)), 0.0524, 0.3339)


def test_the_widest_limits_hold_for_the_ends():
    """The "10 of 20" at base five is 8 of 22 to 12 of 18."""
    limits = widest(Share(range(8, 13), range(18, 23)))
    assert limits.lower == pytest.approx(wilson(8, 22).lower)
    assert limits.upper == pytest.approx(wilson(12, 18).upper)


def test_more_events_than_people_is_no_pair():
    events, of = Share(range(8, 15), range(8, 11)).pairs()
    assert (events <= of).all()
    assert widest(Share(range(8, 15), range(8, 11))).upper == pytest.approx(1)
