"""The front door: the only names that `dashboard/` may import, besides the submodules
`records`, `casework`, `planning`, `reports` and `safeguarding`.

Every function here names its Action and refuses a Scope that lacks it; `scope` has no
default, so a forgotten one is a type error and not a leak.
"""

from metrics.cohorts import COHORTS, Cohort
from metrics.contracts import TABLES, Code
from metrics.evaluation import (
    Protected,
    State,
    Tallies,
    evaluate,
    tally,
    tally_protected,
)
from metrics.exporting import csv_text, workbook
from metrics.history import Change, changes_since
from metrics.indicators import INDICATORS, STRENGTHS, Indicator, Tally
from metrics.intake import (
    ENCODINGS,
    OF_FILE,
    PROFILES,
    SEPARATORS,
    Batch,
    Choices,
    Delivery,
    Kept,
    Loaded,
    OwnColumns,
    Profile,
    batches,
    check,
    forget_columns,
    header_of,
    keep_columns,
    linking_list,
    load,
    own_columns,
    preview,
    profiles,
    undo,
    words_of,
)
from metrics.notices import (
    STANDS_AT_MOST,
    AreaWarning,
    area_warnings,
    end_warning,
    warn_area,
    warned_services,
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
from metrics.phrases import ago, counted, day, listed, one_line
from metrics.planning import (
    Agreed,
    Circles,
    Completeness,
    Counts,
    Frame,
    Funnel,
    FunnelStep,
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
    funnel,
    suitability,
    suitability_with_facts,
)
from metrics.problems import Outcome, Problem, Stopped, StoreBusy, UserError
from metrics.proposals import (
    Proposal,
    moves_by_service,
    propose_rule,
    proposed_rules,
    take_back_proposal,
)
