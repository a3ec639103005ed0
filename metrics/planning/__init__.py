"""Group planning: the circles of those who agreed, and what the criteria say of each.

Two readers, two sets of words. Planning (a manager, a command) asks for the purpose of
network planning, so whoever has not agreed appears nowhere and is counted nowhere; it
gets labels and outcomes, never a reason. A worker gets facts and dates of their own
clients, without what would tell of anybody else. How groups are formed is `groups/`;
plans are looked for, changed by hand and saved here.
"""

from metrics.criteria import Criterion, Outcome, OutcomeKind
from metrics.groups import (
    Broken,
    Group,
    Plan,
    Rules,
    Sizes,
    expected,
    if_two_leave,
    kept_words,
    placings,
    plan_json,
    sentences,
    service_sizes,
)
from metrics.networks import Frame, Layout, Spot
from metrics.planning._again import plan_again
from metrics.planning._agreed import PLACES, TIMES, Agreed, Standing
from metrics.planning._asked import PlanAsked, plan_clients, plan_edges
from metrics.planning._changed import Changed, Compared, changed
from metrics.planning._circles import Circles, PlannedCircle, circles
from metrics.planning._completeness import Completeness, completeness
from metrics.planning._counts import Counts
from metrics.planning._drafts import lock, meet_at, move, remove, undo, unlock
from metrics.planning._funnel import Funnel, FunnelStep, Waiting, funnel
from metrics.planning._inside import Inside
from metrics.planning._lists import NO_LONGER, GroupList, OnList, SignOff
from metrics.planning._plans import (
    Checked,
    Made,
    Placeable,
    check_rules,
    look_for_plan,
    placeable,
    start_by_hand,
)
from metrics.planning._prints import COLUMNS as PAPER_COLUMNS
from metrics.planning._prints import (
    Form,
    Paper,
    Printed,
    note_destroyed,
    print_list,
    prints,
)
from metrics.planning._running import (
    ANSWERS,
    Invitation,
    RunningGroup,
    answer_invitation,
    groups_led,
    groups_to_run,
    invitations,
    invite,
    leave,
    send_concern,
    tick,
)
from metrics.planning._saved import PlanListed, open_plan, save_plan, saved_plans
from metrics.planning._saved_rows import titles
from metrics.planning._suitability import (
    Line,
    PersonOutcome,
    Suitability,
    suitability,
    suitability_with_facts,
)
from metrics.planning._told import circles_told, criteria_told


__all__ = [
    "ANSWERS",
    "NO_LONGER",
    "PAPER_COLUMNS",
    "PLACES",
    "TIMES",
    "Agreed",
    "Broken",
    "Changed",
    "Checked",
    "Circles",
    "Compared",
    "Completeness",
    "Counts",
    "Criterion",
    "Form",
    "Frame",
    "Funnel",
    "FunnelStep",
    "Group",
    "GroupList",
    "Inside",
    "Invitation",
    "Layout",
    "Line",
    "Made",
    "OnList",
    "Outcome",
    "OutcomeKind",
    "Paper",
    "PersonOutcome",
    "Placeable",
    "Plan",
    "PlanAsked",
    "PlanListed",
    "PlannedCircle",
    "Printed",
    "Rules",
    "RunningGroup",
    "SignOff",
    "Sizes",
    "Spot",
    "Standing",
    "Suitability",
    "Waiting",
    "answer_invitation",
    "changed",
    "check_rules",
    "circles",
    "circles_told",
    "completeness",
    "criteria_told",
    "expected",
    "funnel",
    "groups_led",
    "groups_to_run",
    "if_two_leave",
    "invitations",
    "invite",
    "kept_words",
    "leave",
    "lock",
    "look_for_plan",
    "meet_at",
    "move",
    "note_destroyed",
    "open_plan",
    "placeable",
    "placings",
    "plan_again",
    "plan_clients",
    "plan_edges",
    "plan_json",
    "print_list",
    "prints",
    "remove",
    "save_plan",
    "saved_plans",
    "send_concern",
    "sentences",
    "service_sizes",
    "start_by_hand",
    "suitability",
    "suitability_with_facts",
    "tick",
    "titles",
    "undo",
    "unlock",
]
