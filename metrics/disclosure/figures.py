"""Derived figures: functions of published cells, and of nothing else.

A share has limits that hold for every pair of whole numbers which the two published
cells allow, and a direction only where every such pair has it. They add nothing for an
attacker: whoever has the release can work them out. How a page says them is its own.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.disclosure.policy import Policy
from metrics.disclosure.protect import ALL, Cell, allowed
from metrics.disclosure.published import MeasureWords, Release
from metrics.indicators.measures import NOT_KNOWN
from metrics.intervals import Share, widest, widest_change
from metrics.periods import Period


class Direction(StrEnum):
    """How a figure stands to the one of the period before."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_CHANGE = "no clear change"
    NOTHING_BEFORE = "not compared: no earlier quarter is released"
    TOO_FEW = "not compared: too few people"
    BEFORE_THE_RECORDS = "not compared: the records begin later than that"
    ASKED_OTHERWISE = (
        "not compared: more or fewer people were asked, which may explain it"
    )

    @property
    def is_clear(self) -> bool:
        return self in (Direction.ROSE, Direction.FELL)


@dataclass(frozen=True)
class Shares:
    """An answer, and what is not known, of a hundred people; and what stands behind.

    `limits` are the widest that the published cells allow, outwards to whole numbers.
    """

    answered: int
    limits: tuple[int, int]
    not_known: int | None
    behind: tuple[Share, Share]


@dataclass(frozen=True)
class Figure:
    """One answer among those it is counted of, with what is not known beside it.

    `number`, `of` and `not_known` are cells as published; `of` and `not_known` are None
    where the people themselves are counted, and `shares` where the policy gives none.
    """

    measure: MeasureWords
    answer: str | None
    period: str
    number: Cell
    of: Cell | None = None
    not_known: Cell | None = None
    shares: Shares | None = None
    direction: Direction = Direction.NOTHING_BEFORE
    before: "Figure | None" = None


def figure(
    release: Release,
    table: str,
    answer: str | None = None,
    period: str | None = None,
    **place: str,
) -> Figure:
    """The figure of an answer (None: of people themselves) at a place of a table.

    Variables that `place` does not name are All. Raises KeyError where the release has
    nothing at this detail.
    """
    period = period or release.periods(table)[-1]
    found = _figure(release, table, answer, period, place)
    earlier = release.before(table, period)
    if earlier is None:
        return found
    before = _figure(release, table, answer, earlier, place)
    direction = _direction(release, found, before)
    return replace(found, direction=direction, before=before)


def headlines(release: Release) -> tuple[Figure, ...]:
    """The figures of the first page, over everybody, of the newest quarter."""
    drawn = {each.id for each in release.face.tables}
    return tuple(
        figure(release, name, release.measure(name).headline)
        for name in release.face.policy.headlines
        if name in drawn
    )


def _figure(
    release: Release,
    table: str,
    answer: str | None,
    period: str,
    place: Mapping[str, str],
) -> Figure:
    measure, drawn = release.measure(table), release.table(table, period)

    def at(category: str) -> Cell:
        asked = {**place, measure.id: category}
        return drawn.at(*(asked.get(name, ALL) for name in drawn.variables))

    if answer is None:
        return Figure(measure, None, period, at(ALL))
    cells = number, of, not_known = at(answer), at(ALL), at(NOT_KNOWN)
    shares = _shares(*cells, release.face.policy)
    return Figure(measure, answer, period, number, of, not_known, shares)


def _shares(number: Cell, of: Cell, not_known: Cell, policy: Policy) -> Shares | None:
    """None unless both parts of a share are published, of people enough for one."""
    ranges = [allowed(each, policy) for each in (number, of, not_known)]
    answered = _hundredths(number, of, policy)
    if answered is None or None in ranges:
        return None
    some, everybody, unknown = (each for each in ranges if each is not None)
    limits = widest(Share(some, everybody))
    return Shares(
        answered,
        (math.floor(100 * limits.lower), math.ceil(100 * limits.upper)),
        _hundredths(not_known, of, policy),
        (Share(some, everybody), Share(unknown, everybody)),
    )


def _hundredths(number: Cell, of: Cell, policy: Policy) -> int | None:
    if number.count is None or of.count is None or of.count < policy.least_denominator:
        return None
    return math.floor(100 * number.count / of.count + 0.5)


def _direction(release: Release, later: Figure, earlier: Figure) -> Direction:
    """What is true for every whole number that could stand behind either figure."""
    if later.answer is None:
        return _direction_of_people(release, later, earlier)
    if later.shares is None or earlier.shares is None:
        return Direction.TOO_FEW
    answered, not_known = (
        _sign(change.lower, change.upper)
        for now, then in zip(later.shares.behind, earlier.shares.behind, strict=True)
        for change in [widest_change(now, then)]
    )
    # More asked, more recorded; fewer asked, fewer: neither says that people changed.
    if answered.is_clear and not_known.is_clear and answered is not not_known:
        return Direction.ASKED_OTHERWISE
    return answered


def _direction_of_people(release: Release, later: Figure, earlier: Figure) -> Direction:
    """Who left before the records begin is in no figure: earlier ones are too low."""
    if release.face.begins_on > Period.parse(earlier.period).start:
        return Direction.BEFORE_THE_RECORDS
    policy = release.face.policy
    now, then = allowed(later.number, policy), allowed(earlier.number, policy)
    if now is None or then is None:
        return Direction.TOO_FEW
    return _sign(now[0] - then[-1], now[-1] - then[0])


def _sign(least: float, most: float) -> Direction:
    if least > 0:
        return Direction.ROSE
    return Direction.FELL if most < 0 else Direction.NO_CLEAR_CHANGE
