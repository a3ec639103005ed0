"""What a criterion is: an indicator with a step, and the words met, not met, not known.

It is compiled, drawn and tested as an indicator is. What the states of several criteria
add up to for a person is `outcome.py`; each criterion stands in the file of its step.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from metrics.indicators._shapes import Indicator


class Step(StrEnum):
    """In the order in which they are looked at (evidence.md section 4)."""

    EXCLUSION = "exclusion"
    DEFERRAL = "deferral"
    CORE = "core"


@dataclass(frozen=True)
class Until:
    """When a deferral is looked at again: `words` complete "until", and where a recorded
    day settles it, that is `days` after it. `different_offer`: waiting changes nothing.
    """

    words: str
    days: int | None = None
    different_offer: bool = False


@dataclass(frozen=True, kw_only=True)
class Criterion(Indicator):
    """One line of who might be offered a group, with a person as the one who decides.

    `code`: its name in the evidence. `suggests`: of a deferral, the individual action it
    points to. `ask`: what is asked where it is not known. `for_place`: not needed for a
    discussion, only for a place. `tells_of_others`: left out wherever one client is
    looked at by their worker, since it would tell of another.
    """

    code: str
    step: Step
    until: Until | None = None
    for_place: bool = False
    tells_of_others: bool = False

    words: ClassVar[tuple[str, str, str]] = ("met", "not met", "not known")
