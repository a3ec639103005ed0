"""The contracts: every table that holds a fact, one file a table (or a small family).

A new column goes into its table's file and nowhere else. What follows from it (DDL,
template, check, dictionary) is generated. Survey questions belong to
`metrics/surveys/`.
"""

from metrics.contracts._codes import ASKED_NOT_ANSWERED, Code, CodeList
from metrics.contracts._lists import CODE_LISTS
from metrics.contracts._table import DECLINED, PROVENANCE, Column, Table
from metrics.contracts.answer import Answer
from metrics.contracts.client import Client
from metrics.contracts.condition import Condition
from metrics.contracts.contradiction import SETTLED, STANDS, Contradiction
from metrics.contracts.decision import CHOICE_CODES, REASON_CODES, Decision
from metrics.contracts.emergency import (
    EMERGENCY_FINDINGS,
    EMERGENCY_REASONS,
    Emergency,
)
from metrics.contracts.event import EVENTS, Event
from metrics.contracts.interview import Interview
from metrics.contracts.network_measure import NetworkMeasure
from metrics.contracts.outcome import OutcomeForm
from metrics.contracts.permission import Permission
from metrics.contracts.person import Person
from metrics.contracts.person_tie import PersonTie
from metrics.contracts.plan import (
    Attendance,
    Membership,
    PlannedGroup,
    PrintedList,
    SavedPlan,
    Session,
    SignOff,
)
from metrics.contracts.prescription import Prescription
from metrics.contracts.recorded import Recorded
from metrics.contracts.safeguarding import Disclosure, PairCheck, Separation
from metrics.contracts.safety import Incident, Notice, RuleProposal, RuleSwitch
from metrics.contracts.sitting import UNANSWERED, Answered, Sitting
from metrics.contracts.staff import Seen, Staff, Supervision
from metrics.contracts.tie import Tie


TABLES: dict[str, type[Table]] = {
    table.name: table
    for table in (
        Client,
        Permission,
        Prescription,
        Condition,
        OutcomeForm,
        Event,
        Interview,
        Answer,
        Person,
        Tie,
        PersonTie,
        NetworkMeasure,
        Contradiction,
        Disclosure,
        Separation,
        PairCheck,
        Decision,
        Recorded,
        SavedPlan,
        PlannedGroup,
        PrintedList,
        Membership,
        SignOff,
        Session,
        Attendance,
        Staff,
        Seen,
        Supervision,
        RuleSwitch,
        RuleProposal,
        Incident,
        Notice,
        Emergency,
        Sitting,
        Answered,
    )
}
IMPORTED = {name: table for name, table in TABLES.items() if table.held == "imported"}
# What a load writes, and an undo takes away: what it brought, and what follows from it.
LOADED: dict[str, type[Table]] = {
    **IMPORTED,
    NetworkMeasure.name: NetworkMeasure,
    Contradiction.name: Contradiction,
}
ALL_CODES = (
    *CODE_LISTS,
    EVENTS,
    CHOICE_CODES,
    REASON_CODES,
    UNANSWERED,
    EMERGENCY_REASONS,
    EMERGENCY_FINDINGS,
    STANDS,
    SETTLED,
)

__all__ = [
    "ALL_CODES",
    "ASKED_NOT_ANSWERED",
    "DECLINED",
    "IMPORTED",
    "LOADED",
    "PROVENANCE",
    "TABLES",
    "Code",
    "CodeList",
    "Column",
    "Table",
]
