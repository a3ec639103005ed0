"""What the safeguarding lead reads and does: disclosures, separations.

A part of the front door of its own, since nothing of it may reach another page: no
other part imports it. What a worker reads of their own client is `metrics/records/`;
how the planner keeps pairs apart, `metrics/groups/`.
"""

from metrics.safeguarding._disclosures import Disclosed, acknowledge, to_act_on
from metrics.safeguarding._separations import (
    CATEGORIES,
    HeldApart,
    hold_apart,
    separations,
)


__all__ = [
    "CATEGORIES",
    "Disclosed",
    "HeldApart",
    "acknowledge",
    "hold_apart",
    "separations",
    "to_act_on",
]
