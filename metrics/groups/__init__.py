"""Groups: the rules of a plan, the planner, what clashes, and changes by hand.

Plain values in, plain values out: no store, no scope, no page. `process.solve` is the
way in for whatever serves people; `planner.plan` does the same in the caller's process,
for tests and benchmarks. Separations go to these two and nowhere else.
"""

from metrics.groups.attendance import Expected, Left, expected, if_two_leave
from metrics.groups.by_hand import Draft, empty
from metrics.groups.check import Broken, broken_rules
from metrics.groups.parts import parts_of
from metrics.groups.placing import Placing, SharedUse, placings, shared_use
from metrics.groups.plan import Clash, Group, Meeting, Plan, Unplaced, kept_words
from metrics.groups.process import check_rules, easiest, solve
from metrics.groups.reading import (
    plan_json,
    read_rules,
    read_ties,
    rules_text,
    service_sizes,
)
from metrics.groups.request import Request
from metrics.groups.rules import (
    RULES,
    Candidate,
    Couple,
    Locked,
    Rule,
    Rules,
    Sizes,
    Tie,
    sentences,
)


__all__ = [
    "RULES",
    "Broken",
    "Candidate",
    "Clash",
    "Couple",
    "Draft",
    "Expected",
    "Group",
    "Left",
    "Locked",
    "Meeting",
    "Placing",
    "Plan",
    "Request",
    "Rule",
    "Rules",
    "SharedUse",
    "Sizes",
    "Tie",
    "Unplaced",
    "broken_rules",
    "check_rules",
    "easiest",
    "empty",
    "expected",
    "if_two_leave",
    "kept_words",
    "parts_of",
    "placings",
    "plan_json",
    "read_rules",
    "read_ties",
    "rules_text",
    "sentences",
    "service_sizes",
    "shared_use",
    "solve",
]
