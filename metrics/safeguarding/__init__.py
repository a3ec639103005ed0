"""What the safeguarding lead reads and does: disclosures, separations, sign-off.

A part of the front door of its own, since nothing of it may reach another page: no
other part imports it. What a worker reads of their own client is `metrics/records/`;
how the planner keeps pairs apart, `metrics/groups/`.
"""

from metrics.safeguarding._disclosures import Disclosed, acknowledge, to_act_on
from metrics.safeguarding._separations import (
    CATEGORIES,
    ENDS,
    HeldApart,
    end_separation,
    hold_apart,
    separations,
    separations_ended,
)
from metrics.safeguarding._sign_off import (
    Decision,
    ListToSign,
    PairOnList,
    check_pairs,
    decide_list,
    lists_to_sign,
    may_sign,
)


__all__ = [
    "CATEGORIES",
    "ENDS",
    "Decision",
    "Disclosed",
    "HeldApart",
    "ListToSign",
    "PairOnList",
    "acknowledge",
    "check_pairs",
    "decide_list",
    "end_separation",
    "hold_apart",
    "lists_to_sign",
    "may_sign",
    "separations",
    "separations_ended",
    "to_act_on",
]
