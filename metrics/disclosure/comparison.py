"""Services beside one another, without a rank: a funnel of published cells.

A service is said to lie outside the funnel only where that is so for every whole number
that could stand behind its own cells and behind those of all services (statistics.md
1.3 and 3). All of it follows from the release. How it is drawn is its reader's.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from metrics.disclosure.figures import Figure, figure
from metrics.disclosure.protect import ALL
from metrics.disclosure.published import Release
from metrics.intervals import ASK, LOOK, Share, funnel, is_beyond


STEPS = 40  # points of a line of the funnel


class Stands(StrEnum):
    """How a service stands to all services together."""

    INSIDE = "no more apart than chance may bring"
    LOOK = "look into it: apart by more than chance brings to 1 service in 20"
    ASK = "ask the service now: apart by more than chance brings to 1 service in 500"
    TOO_FEW = "not compared: too few people, or not published"


@dataclass(frozen=True)
class Place:
    """One service: its figure, and how it stands to all of them."""

    service: str
    figure: Figure
    stands: Stands


@dataclass(frozen=True)
class Line:
    """One line of the funnel, from below or above: of so many, so many of a hundred."""

    beyond: float
    is_upper: bool
    of: tuple[float, ...]
    hundredths: tuple[float, ...]


@dataclass(frozen=True)
class Comparison:
    """Every service of a table, all of them together, and the lines of the funnel; none
    where of all services no share is published.
    """

    everybody: Figure
    places: tuple[Place, ...]
    lines: tuple[Line, ...]


def compared(release: Release, table: str, period: str | None = None) -> Comparison:
    """The services of a table by the answer that its measure is known by."""
    answer = release.measure(table).headline
    drawn = release.table(table, period)
    everybody = figure(release, table, answer, period)
    services = dict.fromkeys(c.place[0] for c in drawn.cells if c.place[0] != ALL)
    places = []
    for name in services:
        found = figure(release, table, answer, period, service=name)
        places.append(Place(name, found, _stands(found, everybody)))
    return Comparison(everybody, tuple(places), _lines(everybody, places))


def comparable(release: Release) -> tuple[str, ...]:
    """The tables by service that have a share to compare."""
    return tuple(
        each.id
        for each in release.face.tables
        if "service" in each.variables and release.measure(each.id).headline
    )


def _stands(one: Figure, everybody: Figure) -> Stands:
    if one.shares is None or everybody.shares is None:
        return Stands.TOO_FEW
    behind, overall = one.shares.behind[0], everybody.shares.behind[0]
    if is_beyond(behind, overall, ASK):
        return Stands.ASK
    return Stands.LOOK if is_beyond(behind, overall, LOOK) else Stands.INSIDE


def _lines(everybody: Figure, places: list[Place]) -> tuple[Line, ...]:
    """Each line at its widest over the shares that may be that of everybody."""
    sizes = [p.figure.of.count for p in places if p.figure.of and p.figure.of.count]
    if everybody.shares is None or not sizes:
        return ()
    of = np.linspace(max(10.0, 0.6 * min(sizes)), 1.25 * max(sizes), STEPS)
    overall = _between(everybody.shares.behind[0])
    lines = []
    for beyond in (LOOK, ASK):
        lower, upper = funnel(overall[:, None], of[None, :], beyond)
        for is_upper, ends in ((False, lower.min(axis=0)), (True, upper.max(axis=0))):
            hundredths = tuple(round(float(each), 2) for each in 100 * ends)
            lines.append(Line(beyond, is_upper, tuple(of.round(1)), hundredths))
    return tuple(lines)


def _between(share: Share) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    events, of = share.pairs()
    return np.unique(events / of)
