"""Limits of shares, counts, changes and funnels, where numbers are known as ranges.

Pure functions on numbers. A published number may stand for several whole ones, so
every limit is the widest over all pairs that could stand behind it: a change is said to
be one only where it is one for each of them. Which numbers are published does not
belong here.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri


Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
# The chance beyond both limits of a funnel: 95 % is looked into, 99.8 % asked about.
LOOK, ASK = 0.05, 0.002


@dataclass(frozen=True)
class Limits:
    """The two ends between which a share (0 to 1) or a change (-1 to 1) lies."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Share:
    """So many of so many, each somewhere in its range; never more than there are."""

    events: range
    of: range

    def pairs(self) -> tuple[Numbers, Numbers]:
        """Every whole-number pair (events, of) that both ranges allow."""
        events, of = np.meshgrid(np.array(self.events), np.array(self.of))
        possible = (events <= of) & (of > 0)
        return events[possible], of[possible]


def wilson(events: int, of: int) -> Limits:
    """95 % score limits of a share (Wilson 1927): no more than 0 to 1, and never empty.

    (2x + z² ∓ z √(z² + 4x(1 - x/n))) / (2(n + z²)), x events of n, z = 1.96.
    """
    return widest(Share(range(events, events + 1), range(of, of + 1)))


def widest(share: Share) -> Limits:
    """The lowest and the highest Wilson limit over every pair that could be."""
    # Two seconds to load, which nobody waits for who publishes nothing.
    from statsmodels.stats.proportion import proportion_confint

    lower, upper = proportion_confint(*share.pairs(), method="wilson")
    return Limits(float(lower.min()), float(upper.max()))


def widest_change(later: Share, earlier: Share) -> Limits:
    """95 % limits of later less earlier, the widest over all pairs of pairs.

    Newcombe's hybrid score limits (Newcombe 1998, Statistics in Medicine 17:873, method
    10): d - √((p₁ - l₁)² + (u₂ - p₂)²) to d + √((u₁ - p₁)² + (p₂ - l₂)²), with the
    Wilson limits l and u of each share. They take the two as different people; where
    many are the same, as in two quarters, they are wider than they need be.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    (events, of), (before, of_before) = later.pairs(), earlier.pairs()
    lower, upper = confint_proportions_2indep(
        np.repeat(events, before.size),
        np.repeat(of, before.size),
        np.tile(before, events.size),
        np.tile(of_before, events.size),
        method="newcomb",
        compare="diff",
    )
    return Limits(float(lower.min()), float(upper.max()))


def byar(count: int, beyond: float = LOOK) -> Limits:
    """Limits of a count: Byar's from 10 on, exact ones below.

    O(1 - 1/(9O) - z/(3√O))³ and (O+1)(1 - 1/(9(O+1)) + z/(3√(O+1)))³ (Breslow and Day
    1987, volume II, page 69); below 10, with a beyond
    both limits, χ²(a/2; 2O)/2 and χ²(1-a/2; 2O+2)/2.
    """
    if count < 10:
        lower = _chi2(beyond / 2, 2 * count) / 2 if count else 0.0
        return Limits(float(lower), float(_chi2(1 - beyond / 2, 2 * count + 2) / 2))
    z = float(ndtri(1 - beyond / 2))

    def cubed(number: int, sign: int) -> float:
        root = 1 - 1 / (9 * number) + sign * z / (3 * math.sqrt(number))
        return float(number * root**3)

    return Limits(cubed(count, -1), cubed(count + 1, 1))


def funnel(share: Shares, of: Shares | Numbers, beyond: float) -> tuple[Shares, Shares]:
    """Between what a share of so many lies by chance alone, where it is one for all.

    p ± z √(p(1 - p)/n), within 0 to 1: PHEindicatormethods' funnel for proportions
    (Spiegelhalter 2005, Statistics in Medicine 24:1185).
    """
    z = ndtri(1 - beyond / 2)
    by = z * np.sqrt(share * (1 - share) / of)
    return np.maximum(share - by, 0), np.minimum(share + by, 1)


def funnel_of_ratio(expected: float, beyond: float) -> Limits:
    """Between what an observed over an expected number lies by chance alone.

    χ²(a/2; 2E)/(2E) and χ²(1-a/2; 2(E+1))/(2E), a beyond both limits: as FunnelPlotR
    draws it.
    """
    lower = _chi2(beyond / 2, 2 * expected) / (2 * expected)
    upper = _chi2(1 - beyond / 2, 2 * (expected + 1)) / (2 * expected)
    return Limits(float(lower), float(upper))


def is_beyond(one: Share, everybody: Share, beyond: float) -> bool:
    """Whether a share lies on one side of the funnel for every whole number that could
    stand behind it and behind the share of everybody.
    """
    events, of = one.pairs()
    all_events, all_of = everybody.pairs()
    overall = np.unique(all_events / all_of)
    lower, upper = funnel(overall[:, None], of[None, :], beyond)
    share = (events / of)[None, :]
    return bool((share < lower).all() or (share > upper).all())


def _chi2(share: float, freedom: float) -> float:
    """The value under which a share of the chi-squared distribution lies.

    `scipy.stats` has it by name, and takes a second to load.
    """
    return float(chdtri(freedom, 1 - share))
