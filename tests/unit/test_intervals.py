import numpy as np
import pytest

from metrics.intervals import (
    ASK,
    LOOK,
    Limits,
    Share,
    byar,
    funnel,
    funnel_of_ratio,
    is_beyond,
    widest,
    widest_change,
    wilson,
)


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


# As printed by others ---------------------------------------------------------------


def test_byar_and_wilson_give_what_phe_publishes():
    """100 events; 100 of 10,000: PHEindicatormethods, byars_ and wilson_ functions."""
    limits = byar(100)
    assert limits.lower == pytest.approx(81.36210549052788, abs=1e-9)
    # Byar's is near the exact one, 121.627 (Garwood 1936).
    assert limits.upper == pytest.approx(121.627, abs=2e-3)
    share = wilson(100, 10_000)
    assert 100 * share.lower == pytest.approx(0.8229336148148417, abs=1e-9)
    assert 100 * share.upper == pytest.approx(1.2146982255114647, abs=1e-9)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
)
def test_under_ten_the_limits_of_a_count_are_exact(count, lower, upper):
    """Tables of exact Poisson limits (Garwood 1936, Biometrika 28:437)."""
    assert near(byar(count), lower, upper)


@pytest.mark.parametrize(
    ("of", "lower95", "upper95", "lower998", "upper998"),
    [
        (3, 35.933491, 100, 10.150815, 100),
        (20, 63.326743, 97.958152, 53.341156, 100),
        (102, 72.974925, 88.309971, 68.553233, 92.731663),
        (1008, 78.203374, 83.081521, 76.796814, 84.488082),
        (110000, 80.408963, 80.875933, 80.274317, 81.010578),
    ],
)
def test_a_funnel_is_what_phe_prints(of, lower95, upper95, lower998, upper998):
    """Share 80.642448 %: testdata_funnel_prop_outputs.csv of PHEindicatormethods, whose
    2 and 3 "standard deviations" are the 95 and 99.8 % limits.
    """
    share = np.array([0.80642448])
    for beyond, lower, upper in ((LOOK, lower95, upper95), (ASK, lower998, upper998)):
        ends = funnel(share, np.array([float(of)]), beyond)
        assert [100 * float(end[0]) for end in ends] == pytest.approx(
            [lower, upper], abs=5e-6
        )


@pytest.mark.parametrize(("expected", "lower", "upper"), [(10, 0.4795, 1.8390)])
def test_a_funnel_of_ratios_is_the_exact_poisson_one(expected, lower, upper):
    """χ² quantiles as FunnelPlotR's: of 10 expected, 4.795 to 18.39 (Garwood 1936)."""
    assert funnel_of_ratio(expected, LOOK).lower == pytest.approx(lower, abs=5e-5)
    assert funnel_of_ratio(expected, LOOK).upper == pytest.approx(upper, abs=5e-5)


def test_beyond_is_true_of_every_number_behind_the_rounding():
    half = Share(range(95, 105), range(195, 205))
    far = Share(range(15, 25), range(195, 205))
    assert is_beyond(far, half, ASK)
    assert not is_beyond(half, half, LOOK)
    # Outside for some numbers behind the rounding, and inside for others.
    near_the_line = Share(range(75, 85), range(195, 205))
    assert not is_beyond(near_the_line, half, LOOK)
    assert is_beyond(exactly(75, 204), exactly(104, 204), LOOK)
