"""The release file: opened without a store, and all that a report page may read.

`open_release` is what a report page, a download or a council's server calls: no record
can be reached from what it gives. Making one is `releasing.py`, looking at one before
it is published `approval.py`; both are handed on here, since pages open this alone.
"""

from pathlib import Path

from metrics.approval import (
    Waiting,
    approve,
    make,
    next_quarter,
    say_own_words,
    send_back,
    waiting,
)
from metrics.disclosure.alone import Attacked, attacked
from metrics.disclosure.attack import Found
from metrics.disclosure.comparison import (
    Comparison,
    Stands,
    comparable,
    compared,
)
from metrics.disclosure.figures import Direction, Figure, Shares, figure, headlines
from metrics.disclosure.protect import ALL, Cell, Protected, Status
from metrics.disclosure.published import (
    Face,
    Release,
    Statement,
)
from metrics.exporting import csv_text, neutral
from metrics.releasing import closes_on, release
from metrics.scope import Action, Scope
from metrics.store.release import FILE, read


__all__ = [
    "ALL",
    "FILE",
    "Attacked",
    "Cell",
    "Comparison",
    "Direction",
    "Face",
    "Figure",
    "Found",
    "Protected",
    "Release",
    "Shares",
    "Stands",
    "Statement",
    "Status",
    "Waiting",
    "approve",
    "attack",
    "closes_on",
    "comparable",
    "compared",
    "csv_text",
    "figure",
    "headlines",
    "make",
    "neutral",
    "next_quarter",
    "open_release",
    "release",
    "say_own_words",
    "send_back",
    "waiting",
]


def open_release(path: Path, scope: Scope) -> Release:
    """Read a release file; needs `see_release`. Takes no store, and opens none.

    Raises UserError where the file is no release.
    """
    scope.require(Action.SEE_RELEASE)
    return read(path)


def attack(folder: Path, scope: Scope) -> Attacked:
    """Attack the release in a folder with nothing but it; needs `see_release`."""
    scope.require(Action.SEE_RELEASE)
    return attacked(open_release(folder / FILE, scope))
