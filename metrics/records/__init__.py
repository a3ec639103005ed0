"""The scoped caseload: who to ask or review next, and why; and one client's page.

Reads only, always under a scope, and everything comes with its words and dates. What is
written in the app is `casework.py`; counts over people are `evaluation.py`.
"""

from metrics.indicators import TOPICS
from metrics.networks.personal import Balance, Share
from metrics.records._agreements import Agreement, agreements
from metrics.records._caseload import (
    Caseload,
    Counted,
    Frame,
    caseload,
    due_soon,
    frame,
)
from metrics.records._client import NOT_YOURS, ClientPage, client
from metrics.records._cohorts import CohortList, Member, cohorts
from metrics.records._courses import Course, Courses, Reading, courses
from metrics.records._deaths import DisputedDeath, disputed_deaths
from metrics.records._domains import Domain
from metrics.records._moves import RuleChange, rule_changes
from metrics.records._network import (
    Contact,
    PersonalNetwork,
    PersonAround,
    personal_network,
    worker_recorded,
)
from metrics.records._paper import SheetPart, case_text, sheet
from metrics.records._people import CHANGED, Decided, Judged, Person, Reason
from metrics.records._private import AskedAlone, asked_alone
from metrics.records._since import SinceJoining, SinceLine, since_joining
from metrics.records._withdrawn import Withdrawn, withdrawn
from metrics.saying import Said
from metrics.surveys.peer_profile import GoalGap, PeerProfile


__all__ = [
    "CHANGED",
    "NOT_YOURS",
    "TOPICS",
    "Agreement",
    "AskedAlone",
    "Balance",
    "Caseload",
    "ClientPage",
    "CohortList",
    "Contact",
    "Counted",
    "Course",
    "Courses",
    "Decided",
    "DisputedDeath",
    "Domain",
    "Frame",
    "GoalGap",
    "Judged",
    "Member",
    "PeerProfile",
    "Person",
    "PersonAround",
    "PersonalNetwork",
    "Reading",
    "Reason",
    "RuleChange",
    "Said",
    "Share",
    "SheetPart",
    "SinceJoining",
    "SinceLine",
    "Withdrawn",
    "agreements",
    "asked_alone",
    "case_text",
    "caseload",
    "client",
    "cohorts",
    "courses",
    "disputed_deaths",
    "due_soon",
    "frame",
    "personal_network",
    "rule_changes",
    "sheet",
    "since_joining",
    "withdrawn",
    "worker_recorded",
]
