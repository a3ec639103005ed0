"""Criteria: who might be offered a group with people they buy with, each declared once.

One file a step; `CRITERIA` is id -> criterion in the order in which they are looked at.
A new criterion goes into the tuple of its step; whether it counts towards the outcome of
a person is settled in `outcome.py`.
"""

from metrics.criteria._criterion import Criterion, Step, Until
from metrics.criteria.core import CORE
from metrics.criteria.deferrals import DEFERRALS
from metrics.criteria.exclusions import EXCLUSIONS
from metrics.criteria.outcome import Outcome, OutcomeKind, decide


CRITERIA: dict[str, Criterion] = {
    each.id: each for each in (*EXCLUSIONS, *DEFERRALS, *CORE)
}

__all__ = [
    "CRITERIA",
    "Criterion",
    "Outcome",
    "OutcomeKind",
    "Step",
    "Until",
    "decide",
]
