"""Group planning: the circles of those who agreed, and what the criteria say of each.

Two readers, two sets of words. Planning (a manager, a command) asks for the purpose of
network planning, so whoever has not agreed appears nowhere and is counted nowhere; it
gets labels and outcomes, never a reason. A worker gets facts and dates of their own
clients, without what would tell of anybody else. How groups are formed is `groups/`.
"""

from metrics.criteria import Criterion, Outcome, OutcomeKind
from metrics.networks import Frame, Layout, Spot
from metrics.planning._agreed import Agreed, Standing
from metrics.planning._circles import Circles, PlannedCircle, circles
from metrics.planning._completeness import Completeness, completeness
from metrics.planning._counts import Counts
from metrics.planning._edges import plan_edges
from metrics.planning._funnel import Funnel, FunnelStep, Waiting, funnel
from metrics.planning._inside import Inside
from metrics.planning._suitability import (
    Line,
    PersonOutcome,
    Suitability,
    suitability,
    suitability_with_facts,
)
from metrics.planning._told import circles_told, criteria_told


__all__ = [
    "Agreed",
    "Circles",
    "Completeness",
    "Counts",
    "Criterion",
    "Frame",
    "Funnel",
    "FunnelStep",
    "Inside",
    "Layout",
    "Line",
    "Outcome",
    "OutcomeKind",
    "PersonOutcome",
    "PlannedCircle",
    "Spot",
    "Standing",
    "Suitability",
    "Waiting",
    "circles",
    "circles_told",
    "completeness",
    "criteria_told",
    "funnel",
    "plan_edges",
    "suitability",
    "suitability_with_facts",
]
