"""Who may do what: Role, the one table MAY, and the scope made from a person.

A page names an action, a role holds actions, and a person has roles; nothing else
decides. Reach is as important as permission: whose records a role can come to at all
stands beside it. How somebody signs in, and what a page shows, do not belong here.
"""

from dataclasses import dataclass
from enum import StrEnum

from metrics import Action, Refused, Scope


class Role(StrEnum):
    """A part somebody plays, as the identity provider names it.

    The order matters: who holds several roles acts as the first that may.
    """

    KEYWORKER = "keyworker"
    PRESCRIBER = "prescriber"
    SERVICE_MANAGER = "service_manager"
    FACILITATOR = "facilitator"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    COMMISSIONER = "commissioner"
    DATA_STEWARD = "data_steward"
    PRIVACY_OFFICER = "privacy_officer"
    CLINICAL_SAFETY_OFFICER = "clinical_safety_officer"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class Reach(StrEnum):
    """Whose records a role can come to, before any action is asked for."""

    OWN_CASELOAD = "the caseload of their own labels, at their own services"
    OWN_SERVICE = "everybody at their own services"
    NOBODY = "no client's record at all"
    COUNTS = "no client's record, and protected counts of every service"


EVERYBODY = frozenset({Action.SEE_HELP, Action.REPORT_INCIDENT})
STAFFING = frozenset({Action.SEE_STAFF, Action.ARRANGE_COVER})

MAY: dict[Role, frozenset[Action]] = {
    Role.KEYWORKER: EVERYBODY
    | {
        Action.SEE_CASELOAD,
        Action.SEE_COHORTS,
        Action.SEE_CLIENT,
        Action.SEE_OWN_WORDS,
        Action.DECIDE,
        Action.RECORD_FACT,
        Action.BRING_TO_SUPERVISION,
        Action.HOLD_INTERVIEW,
        Action.ANSWER_INVITATIONS,
        Action.LEAD_GROUPS,
        Action.BREAK_GLASS,
    },
    Role.PRESCRIBER: EVERYBODY | {Action.SEE_CASELOAD, Action.SEE_CLIENT},
    Role.SERVICE_MANAGER: EVERYBODY
    | STAFFING
    | {
        Action.SEE_CIRCLES,
        Action.SEE_CRITERIA_OUTCOMES,
        Action.SEE_CASELOADS,
        Action.SEE_COHORTS,
        Action.PLAN_GROUPS,
        Action.RUN_GROUPS,
        Action.SEE_SERVICE_COUNTS,
        Action.SEE_RULE_HEALTH,
        Action.WARN_AREA,
        Action.SEE_RELEASE,
        Action.PREVIEW_RELEASE,
        Action.BREAK_GLASS,
    },
    Role.FACILITATOR: EVERYBODY | {Action.LEAD_GROUPS},
    Role.SAFEGUARDING_LEAD: EVERYBODY
    | {
        Action.SEE_DISCLOSURES,
        Action.ACKNOWLEDGE_DISCLOSURES,
        Action.HOLD_APART,
        Action.SIGN_LISTS,
        Action.BREAK_GLASS,
    },
    # From outside the services: one release and the help, with no store behind it.
    Role.COMMISSIONER: frozenset({Action.SEE_HELP, Action.SEE_RELEASE}),
    Role.DATA_STEWARD: EVERYBODY
    | {
        Action.CHECK_FILES,
        Action.LOAD,
        Action.UNDO,
        Action.SEE_BATCHES,
        Action.MAKE_RELEASE,
        Action.PREVIEW_RELEASE,
    },
    Role.PRIVACY_OFFICER: EVERYBODY
    | {Action.SEE_AUDIT, Action.SEE_RELEASE, Action.APPROVE_RELEASE}
    | {Action.PREVIEW_RELEASE, Action.REVIEW_EMERGENCIES},
    Role.CLINICAL_SAFETY_OFFICER: EVERYBODY
    | {
        Action.SEE_RULE_HEALTH,
        Action.SEE_SERVICE_COUNTS,
        Action.SWITCH_RULE,
        Action.PROPOSE_RULE,
        Action.SEE_INCIDENTS,
    },
}

REACH: dict[Role, Reach] = {
    Role.KEYWORKER: Reach.OWN_CASELOAD,
    Role.PRESCRIBER: Reach.OWN_SERVICE,
    Role.SERVICE_MANAGER: Reach.OWN_SERVICE,
    Role.FACILITATOR: Reach.OWN_CASELOAD,
    Role.SAFEGUARDING_LEAD: Reach.OWN_SERVICE,
    Role.COMMISSIONER: Reach.NOBODY,
    Role.DATA_STEWARD: Reach.NOBODY,
    Role.PRIVACY_OFFICER: Reach.NOBODY,
    Role.CLINICAL_SAFETY_OFFICER: Reach.COUNTS,
}


@dataclass(frozen=True)
class User:
    """Somebody who is signed in. A role that no table knows opens nothing.

    `subject` is how `issuer` names the sign-in: never an e-mail address, which changes
    hands. `keyworkers` are the service's own labels of the caseloads that it opens.
    """

    subject: str
    issuer: str
    shown_as: str
    roles: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    keyworkers: frozenset[str] = frozenset()
    # Where each role is held, if not everywhere alike: (role, services).
    posts: tuple[tuple[str, frozenset[str]], ...] = ()

    def services_as(self, role: Role) -> frozenset[str]:
        """The services at which this person holds a role."""
        if not self.posts:
            return self.services
        held = (services for name, services in self.posts if name == role)
        return frozenset[str]().union(*held)

    @property
    def actor(self) -> str:
        """The name by which the audit trail and the store know this person."""
        return f"{self.issuer}:{self.subject}"

    @property
    def place(self) -> str:
        """Where they work, for the line under a title and the browser's tab."""
        return ", ".join(sorted(self.services)) or "all services"


NOBODY = User("nobody", "nobody", "Not signed in")


def can(user: User, action: Action) -> bool:
    """Whether any of the person's roles holds the action."""
    return acting_role(user, action) is not None


def require(user: User, action: Action) -> Role:
    """The role in which the person does this, or Refused: the same question as `can`,
    so that hiding and forbidding cannot part.
    """
    role = acting_role(user, action)
    if role is None:
        raise Refused("You are not set up to do this. Ask your service manager.")
    return role


def acting_role(user: User, action: Action) -> Role | None:
    """The role in which the person does this: the first of theirs that may."""
    held = (role for role in Role if role in user.roles)
    return next((role for role in held if action in MAY[role]), None)


def scope_of(user: User, action: Action) -> Scope:
    """What the person may do and reach while doing this, as one role and no other.

    Roles are never added up: with a keyworker's actions over a manager's whole service
    somebody could open records that neither role opens.
    """
    role = acting_role(user, action)
    if role is None:
        return Scope.nobody()
    none: frozenset[str] = frozenset()
    there = user.services_as(role)
    services, keyworkers, clients = {
        Reach.OWN_CASELOAD: (there, user.keyworkers, None),
        Reach.OWN_SERVICE: (there, None, None),
        Reach.NOBODY: (none, none, none),
        # Not narrowed: no action that this role holds opens a record.
        Reach.COUNTS: (None, None, None),
    }[REACH[role]]
    return Scope(user.actor, MAY[role], services, keyworkers, clients)


def who_may(action: Action) -> tuple[Role, ...]:
    """The roles that hold the action, in their order: for "this page is for ..."."""
    return tuple(role for role in Role if action in MAY[role])


def _invented(
    subject: str, role: Role, *services: str, keyworker: str | None = None
) -> User:
    name = keyworker or role.words.capitalize()
    return User(
        subject=subject,
        issuer="demonstration",
        shown_as=name,
        roles=frozenset({role}),
        services=frozenset(services),
        keyworkers=frozenset({keyworker} if keyworker else ()),
    )


# Who can be played in the demonstration. Its services and labels are sample_data's.
DEMO_USERS: tuple[User, ...] = (
    _invented("keyworker-1", Role.KEYWORKER, "Riverside", keyworker="Keyworker 1"),
    _invented("keyworker-9", Role.KEYWORKER, "Harbourside", keyworker="Keyworker 9"),
    _invented("prescriber", Role.PRESCRIBER, "Riverside"),
    _invented("manager", Role.SERVICE_MANAGER, "Harbourside"),
    _invented("safeguarding-lead", Role.SAFEGUARDING_LEAD, "Harbourside"),
    _invented("commissioner", Role.COMMISSIONER),
    _invented("data-steward", Role.DATA_STEWARD),
    _invented("privacy-officer", Role.PRIVACY_OFFICER),
    _invented("clinical-safety-officer", Role.CLINICAL_SAFETY_OFFICER),
)
