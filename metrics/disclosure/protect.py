"""Protecting a whole table of counts: what is shown of each cell, and what it allows.

Pure functions of a count and the policy. Totals are rounded on their own; hidden is a
status and never nought. Which tables there are stands in `policy.py`; what could still
be worked out from all of them together, in `attack.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.disclosure.policy import POLICY, Policy


ALL = "All"
Place = tuple[str, ...]  # a category, or All, for each variable of a table in order


class Status(StrEnum):
    """What is said of a cell. Only a shown one has a number."""

    SHOWN = "shown"
    LOW = "low"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Counted:
    """A table as counted: never leaves the making of a release.

    Every combination of categories and All has its count, nought included.
    """

    table: str
    period: str
    variables: tuple[str, ...]
    counts: Mapping[Place, int]
    impossible: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Cell:
    """One cell as published: a count only where it is shown, a multiple of the base."""

    place: Place
    status: Status
    count: int | None


@dataclass(frozen=True)
class Protected:
    """A table as published. Charts, words, tables and files all draw on this one."""

    table: str
    period: str
    variables: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def is_offered(self) -> bool:
        """Whether anything of it is published."""
        return any(cell.status in (Status.SHOWN, Status.LOW) for cell in self.cells)

    def at(self, *place: str) -> Cell:
        """The cell at a place. Raises KeyError for a deeper or unknown one."""
        for cell in self.cells:
            if cell.place == place:
                return cell
        raise KeyError(place)

    def withheld(self) -> "Protected":
        """The same table with nothing published."""
        return self.without(lambda place: True)

    def without(self, gone: Callable[[Place], bool]) -> "Protected":
        """The same table with nothing published at some of its places."""
        return replace(
            self,
            cells=tuple(
                _withheld(cell) if gone(cell.place) else cell for cell in self.cells
            ),
        )


def protect(counted: Counted, policy: Policy = POLICY) -> Protected:
    """The published cells of a whole table; all withheld where too many are low."""
    cells = tuple(
        _cell(place, count, counted, policy) for place, count in counted.counts.items()
    )
    table = Protected(counted.table, counted.period, counted.variables, cells)
    finest = [cell for cell in cells if ALL not in cell.place]
    low = sum(cell.status is Status.LOW for cell in finest)
    possible = sum(cell.status is not Status.NOT_APPLICABLE for cell in finest)
    return table.withheld() if low > policy.most_low * possible else table


def shown(count: int, policy: Policy = POLICY) -> int | None:
    """What is shown of a count: None for a low one, else the nearest base, half up."""
    if count <= policy.threshold:
        return None
    return (count + policy.base // 2) // policy.base * policy.base


def allowed(cell: Cell, policy: Policy = POLICY) -> range | None:
    """The whole numbers that may stand behind a cell; None where it says nothing."""
    match cell:
        case Cell(status=Status.NOT_APPLICABLE):
            return range(1)
        case Cell(status=Status.LOW):
            return range(policy.threshold + 1)
        case Cell(status=Status.SHOWN, count=int(count)):
            below = policy.base // 2
            first = max(policy.threshold + 1, count - below)
            return range(first, count + policy.base - below)
    return None


def _cell(place: Place, count: int, counted: Counted, policy: Policy) -> Cell:
    if place in counted.impossible:
        return Cell(place, Status.NOT_APPLICABLE, None)
    number = shown(count, policy)
    return Cell(place, Status.LOW if number is None else Status.SHOWN, number)


def _withheld(cell: Cell) -> Cell:
    if cell.status is Status.NOT_APPLICABLE:
        return cell
    return Cell(cell.place, Status.WITHHELD, None)
