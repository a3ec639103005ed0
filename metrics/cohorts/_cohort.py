"""What a cohort of shared need is: an indicator with the offers that fit, in order.

It is compiled, drawn and tested as an indicator is. It lists people who may want the
same thing; it never says that they belong together, and forms no group.
"""

from dataclasses import dataclass
from typing import ClassVar

from metrics.indicators._shapes import Indicator


@dataclass(frozen=True, kw_only=True)
class Cohort(Indicator):
    """People who share a need, by published criteria.

    `offers`: what can be offered, in the order in which it is offered. `first`: what has
    to be done or asked before any of it.
    """

    offers: tuple[str, ...]
    first: str | None = None

    words: ClassVar[tuple[str, str, str]] = ("on the list", "not on it", "not known")
