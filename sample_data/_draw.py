"""Chance, and the calendar it is drawn on.

Every draw goes back to `Random.random()`, whose sequence Python keeps the same for one
seed on every machine and version; nothing here uses logarithms or cosines, whose last
digit may differ between machines. Each topic and client has a stream of their own, so
that a change in one place does not move every other row. What is drawn does not belong
here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from metrics.periods import DEMO_TODAY


SEED = "alongside 2026-11-02"
TODAY = DEMO_TODAY
T = TypeVar("T")


class Draw:
    """A stream of chance of its own for what it is named after."""

    def __init__(self, *about: object) -> None:
        self._random = Random("/".join([SEED, *map(str, about)])).random

    def chance(self, likely: float) -> bool:
        return self._random() < likely

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included, all equally likely."""
        return low + int(self._random() * (high - low + 1))

    def one(self, things: Sequence[T]) -> T:
        return things[self.whole(0, len(things) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as likely as its weight says."""
        left = self._random() * sum(weights.values())
        for thing, weight in weights.items():
            left -= weight
            if left < 0:
                return thing
        return list(weights)[-1]

    def near(self, middle: float, spread: float, low: int, high: int) -> int:
        """A whole number around the middle: twelve draws summed make a bell."""
        bell = sum(self._random() for _ in range(12)) - 6
        return max(low, min(high, round(middle + spread * bell)))

    def shuffled(self, things: Sequence[T]) -> list[T]:
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.whole(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def some(self, things: Sequence[T], how_many: int) -> list[T]:
        """How many different ones (all, where there are fewer), in a drawn order."""
        return self.shuffled(things)[:how_many]

    def shares(self, how_many: int, weights: Mapping[T, float]) -> list[T]:
        """As many as asked, shared out as the weights say, in a drawn order.

        Where a published share is aimed at, this keeps the sample near it although
        the sample is small.
        """
        whole = sum(weights.values())
        exact = {thing: how_many * weight / whole for thing, weight in weights.items()}
        dealt = [thing for thing in exact for _ in range(int(exact[thing]))]
        by_rest = sorted(exact, key=lambda thing: int(exact[thing]) - exact[thing])
        return self.shuffled(dealt + by_rest[: how_many - len(dealt)])

    def day(self, nearest: int, furthest: int) -> date:
        """A working day between so many days ago and so many, both included."""
        return working_day(ago(self.whole(nearest, furthest)))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def days_ago(day: date) -> int:
    return (TODAY - day).days


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
