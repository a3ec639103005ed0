"""Limits of shares, and of the change between two, where numbers are known as ranges.

Pure functions on numbers. A published number may stand for several whole ones, so
every limit is the widest over all pairs that could stand behind it: a change is said to
be one only where it is one for each of them. Which numbers are published does not
belong here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)


Numbers = NDArray[np.int64]


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
    lower, upper = proportion_confint(*share.pairs(), method="wilson")
    return Limits(float(lower.min()), float(upper.max()))


def widest_change(later: Share, earlier: Share) -> Limits:
    """95 % limits of later less earlier, the widest over all pairs of pairs.

    Newcombe's hybrid score limits (Newcombe 1998, Statistics in Medicine 17:873, method
    10): d - √((p₁ - l₁)² + (u₂ - p₂)²) to d + √((u₁ - p₁)² + (p₂ - l₂)²), with the
    Wilson limits l and u of each share. They take the two as different people; where
    many are the same, as in two quarters, they are wider than they need be.
    """
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
