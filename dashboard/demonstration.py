"""What the demonstration's people did before it is opened: posts, and the lead's part.

Done through the same functions as on the pages, by the same roles, so that no page of
theirs starts empty. Records about clients come from `sample_data/`; what is opened, and
for whom, is `server.py`.
"""

from datetime import timedelta

from dashboard.access import DEMO_USERS, Role, User, scope_of
from metrics import Action, AuditEvent, Scope, Store, casework, planning, safeguarding
from metrics.records import caseload
from metrics.staffing import Post, appoint


REVIEW = timedelta(days=91)
APART = ("safeguarding", "court_or_licence")
# What somebody said at a sitting, asked alone: the private question, and the kinds.
SAID = (
    ("made_use_of", ("pressure_or_fear",)),
    ("hurt_at_home", ("violence_at_home",)),
    ("harm_to_self", ("suicide_or_self_harm",)),
)


def give_posts(store: Store, operator: Scope) -> None:
    """The invented workers hold their own caseloads, so that cover can be tried."""
    for user in DEMO_USERS:
        for label in sorted(user.keyworkers):
            services = tuple(sorted(user.services))
            post = Post(user.issuer, user.subject, Role.KEYWORKER, services, label)
            event = AuditEvent(operator.actor, "operator", Action.APPOINT)
            appoint(store, post, operator, event)


def tell_the_lead(store: Store) -> None:
    """A few disclosures, asked alone, and two pairs who must not meet.

    People are taken by id, which is the same in every demonstration; labels are not.
    """
    lead, manager = _one(Role.SAFEGUARDING_LEAD), _one(Role.SERVICE_MANAGER)
    worker = next(
        each
        for each in DEMO_USERS
        if Role.KEYWORKER in each.roles and each.services == lead.services
    )
    today = store.today()
    known = caseload(store, today, scope_of(worker, Action.SEE_CASELOAD)).people
    people = sorted(known, key=lambda each: each.client_id)
    for person, (question, kinds) in zip(people, SAID, strict=False):
        _ask_alone(store, person.client_id, (question, kinds), worker)
    planned = scope_of(manager, Action.PLAN_GROUPS)
    placeable = planning.placeable(store, today, planned).people
    names = [each.label for each in people if each.label in placeable]
    pairs = zip(names[::2], names[1::2], strict=False)
    for pair, category in zip(pairs, APART, strict=False):
        _hold_apart(store, pair, category, lead)


def _ask_alone(
    store: Store, client: str, said: tuple[str, tuple[str, ...]], worker: User
) -> None:
    """A sitting that was stopped after one private question: no interview otherwise."""
    question, kinds = said
    action = Action.HOLD_INTERVIEW
    scope = scope_of(worker, action)
    event = AuditEvent(worker.actor, Role.KEYWORKER.words, action, client)
    begun = ("network", "in_person", "yes")
    casework.begin_sitting(store, client, begun, scope, event)
    reply = casework.Reply("yes", kinds=kinds)
    key = ("private", question, "")
    casework.answer(store, client, key, reply, scope, event)
    casework.close_sitting(store, client, False, scope, event)


def _hold_apart(store: Store, pair: tuple[str, str], category: str, lead: User) -> None:
    action = Action.HOLD_APART
    scope, review = scope_of(lead, action), store.today() + REVIEW
    event = AuditEvent(lead.actor, Role.SAFEGUARDING_LEAD.words, action)
    safeguarding.hold_apart(store, pair, category, review, scope, event)


def _one(role: Role) -> User:
    return next(each for each in DEMO_USERS if role in each.roles)
