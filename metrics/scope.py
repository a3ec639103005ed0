"""What may be done, and over whose records: Action and Scope.

Every function of the front door names its Action and takes a Scope; `Scope.require`
refuses. Which role holds which action is not decided here: that is one table in
`dashboard/access.py`. How a scope becomes SQL is `store/views/in_scope.sql`.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from metrics.problems import UserError


class Action(StrEnum):
    """One thing that a person may do. The value is permanent: the audit holds it."""

    SEE_CASELOAD = "see_caseload"
    SEE_COHORTS = "see_cohorts"
    SEE_CLIENT = "see_client"
    SEE_OWN_WORDS = "see_own_words"  # answers, people mentioned, disclosures entered
    DECIDE = "decide"
    RECORD_FACT = "record_fact"
    BRING_TO_SUPERVISION = "bring_to_supervision"
    HOLD_INTERVIEW = "hold_interview"
    SEE_CIRCLES = "see_circles"
    SEE_CRITERIA_OUTCOMES = "see_criteria_outcomes"
    SEE_CASELOADS = "see_caseloads"  # how work is shared, rounded
    PLAN_GROUPS = "plan_groups"
    RUN_GROUPS = "run_groups"  # invitations, prints
    LEAD_GROUPS = "lead_groups"  # sessions of a group one is named on
    ANSWER_INVITATIONS = "answer_invitations"
    SEE_SERVICE_COUNTS = "see_service_counts"
    SEE_RELEASE = "see_release"
    MAKE_RELEASE = "make_release"
    APPROVE_RELEASE = "approve_release"
    PREVIEW_RELEASE = "preview_release"  # what was made, before it is published
    CHECK_FILES = "check_files"
    LOAD = "load"
    UNDO = "undo"
    SEE_BATCHES = "see_batches"
    EVALUATE_ALL = "evaluate_all"
    SEE_DISCLOSURES = "see_disclosures"
    ACKNOWLEDGE_DISCLOSURES = "acknowledge_disclosures"
    SIGN_LISTS = "sign_lists"  # look at pairs; sign, return or pause a list
    HOLD_APART = "hold_apart"  # separations: see, add, review, end
    SEE_AUDIT = "see_audit"
    SEE_STAFF = "see_staff"
    ARRANGE_COVER = "arrange_cover"
    APPOINT = "appoint"
    KEEP_STORE = "keep_store"
    BREAK_GLASS = "break_glass"  # a record that is not theirs, in an emergency
    REVIEW_EMERGENCIES = "review_emergencies"
    SEE_HELP = "see_help"
    REPORT_INCIDENT = "report_incident"
    SEE_INCIDENTS = "see_incidents"
    SEE_RULE_HEALTH = "see_rule_health"
    SWITCH_RULE = "switch_rule"
    PROPOSE_RULE = "propose_rule"  # a change to a rule, for all to see whom it moves
    WARN_AREA = "warn_area"  # a warning for an area, not about a person


class Purpose(StrEnum):
    """What records are used for. All but direct care need the client's permission."""

    DIRECT_CARE = "direct_care"
    NETWORK_PLANNING = "network_planning"
    GROUP_INVITATION = "group_invitation"
    SERVICE_IMPROVEMENT = "service_improvement"


class Refused(UserError):
    """Somebody asked for what their scope does not hold."""


@dataclass(frozen=True)
class Scope:
    """Who asks, what they may do, and whose records they may reach.

    `services`, `keyworkers` and `clients` each narrow the records; None means "not
    narrowed by this". There is no default: a forgotten limit is a type error.
    """

    actor: str
    actions: frozenset[Action]
    services: frozenset[str] | None
    keyworkers: frozenset[str] | None
    clients: frozenset[str] | None = None
    purpose: Purpose = field(default=Purpose.DIRECT_CARE)

    @classmethod
    def operator(cls, actor: str = "operator") -> "Scope":
        """The operator of the machine, for commands: every action, every record."""
        return cls(actor, frozenset(Action), services=None, keyworkers=None)

    @classmethod
    def nobody(cls) -> "Scope":
        """Not signed in: no action, no record."""
        return cls("nobody", frozenset(), frozenset(), frozenset(), frozenset())

    def require(self, action: Action) -> None:
        """Raise Refused unless the scope holds the action."""
        if action not in self.actions:
            raise Refused("You are not set up to do this. Ask your service manager.")

    def only(self, client_id: str) -> "Scope":
        """The same scope, narrowed to one client (never widened)."""
        one = frozenset({client_id})
        return replace(
            self, clients=one if self.clients is None else one & self.clients
        )

    def for_purpose(self, purpose: Purpose) -> "Scope":
        """The same scope over those who gave permission for a purpose."""
        return replace(self, purpose=purpose)

    def parameters(self) -> dict[str, object]:
        """What `in_scope.sql` reads; None is "not narrowed"."""
        return {
            "services": _listed(self.services),
            "keyworkers": _listed(self.keyworkers),
            "clients": _listed(self.clients),
            "purpose": str(self.purpose),
        }


def _listed(names: frozenset[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)
