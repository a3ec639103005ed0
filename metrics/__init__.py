"""The front door: the only names that `dashboard/` may import, besides the submodules
`records`, `casework` and `reports`.

Every function here names its Action and refuses a Scope that lacks it; `scope` has no
default, so a forgotten one is a type error and not a leak.
"""

from metrics.contracts import TABLES
from metrics.evaluation import State, Tallies, evaluate, tally
from metrics.groups import Plan, Rules, Sizes, kept_words, plan_json
from metrics.history import Change, changes_since
from metrics.indicators import INDICATORS, STRENGTHS, Indicator, Tally
from metrics.intake import (
    ENCODINGS,
    PROFILES,
    SEPARATORS,
    Batch,
    Choices,
    Delivery,
    Loaded,
    Profile,
    batches,
    check,
    linking_list,
    load,
    preview,
    undo,
)
from metrics.oversight import (
    Act,
    Trail,
    actors,
    acts,
    days_back,
    export_acts,
    london,
    verify_trail,
)
from metrics.periods import Period
from metrics.phrases import ago, counted, day, listed
from metrics.planning import (
    Agreed,
    Circles,
    Completeness,
    Frame,
    Inside,
    Layout,
    Line,
    OutcomeKind,
    PersonOutcome,
    PlannedCircle,
    Spot,
    Standing,
    Suitability,
    circles,
    circles_told,
    completeness,
    criteria_told,
    plan_edges,
    suitability,
    suitability_with_facts,
)
from metrics.problems import Outcome, Problem, StoreBusy, UserError
from metrics.scope import Action, Purpose, Refused, Scope
from metrics.settings import RULES
from metrics.store import AuditEvent, Store, fingerprint, open_store
from metrics.surveys import SURVEYS


__all__ = [
    "ENCODINGS",
    "INDICATORS",
    "PROFILES",
    "RULES",
    "SEPARATORS",
    "STRENGTHS",
    "SURVEYS",
    "TABLES",
    "Act",
    "Action",
    "Agreed",
    "AuditEvent",
    "Batch",
    "Change",
    "Choices",
    "Circles",
    "Completeness",
    "Delivery",
    "Frame",
    "Indicator",
    "Inside",
    "Layout",
    "Line",
    "Loaded",
    "Outcome",
    "OutcomeKind",
    "Period",
    "PersonOutcome",
    "Plan",
    "PlannedCircle",
    "Problem",
    "Profile",
    "Purpose",
    "Refused",
    "Rules",
    "Scope",
    "Sizes",
    "Spot",
    "Standing",
    "State",
    "Store",
    "StoreBusy",
    "Suitability",
    "Tallies",
    "Tally",
    "Trail",
    "UserError",
    "actors",
    "acts",
    "ago",
    "batches",
    "changes_since",
    "check",
    "circles",
    "circles_told",
    "completeness",
    "counted",
    "criteria_told",
    "day",
    "days_back",
    "evaluate",
    "export_acts",
    "fingerprint",
    "kept_words",
    "linking_list",
    "listed",
    "load",
    "london",
    "open_store",
    "plan_edges",
    "plan_json",
    "preview",
    "suitability",
    "suitability_with_facts",
    "tally",
    "undo",
    "verify_trail",
]
