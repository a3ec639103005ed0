"""Posts: which sign-in opens which caseload, cover until a date, handing people over,
and somebody's leaving.

Roles come from the identity provider and caseloads from here; both must allow. Every
change takes its audit event. How a post becomes a reach is `dashboard/access.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metrics.contracts.client import Client
from metrics.contracts.staff import Staff
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store, record, staff


__all__ = [
    "Caseworker",
    "Cover",
    "Post",
    "Posts",
    "Team",
    "appoint",
    "caseworkers",
    "cover",
    "cover_of",
    "hand_over",
    "leave",
    "posts_of",
]
LONGEST_COVER_DAYS = 92
KEYWORKER = "keyworker"


@dataclass(frozen=True)
class Post:
    """What one sign-in holds: a role at services, for a keyworker with a caseload."""

    issuer: str
    subject: str
    role: str
    services: tuple[str, ...]
    keyworker: str | None = None
    since: date | None = None
    until: date | None = None
    covering: bool = False
    team: str | None = None

    @property
    def actor(self) -> str:
        """The name by which what they do is kept."""
        return f"{self.issuer}:{self.subject}"

    def stands(self, on: date) -> bool:
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Posts:
    """The posts of one sign-in that stand today. `left`: there were some once."""

    standing: tuple[Post, ...] = ()
    left: bool = False


@dataclass(frozen=True)
class Caseworker:
    """One worker's label at a service: how many people, who opens it, who covers."""

    service: str
    label: str | None
    people: int
    opened_by: tuple[Post, ...]

    @property
    def is_without_worker(self) -> bool:
        return not any(not post.covering for post in self.opened_by)

    @property
    def caseload(self) -> tuple[str, str]:
        """By what it is named in an act: the service and the worker's label."""
        return self.service, self.label or ""

    @property
    def cover(self) -> tuple[Post, ...]:
        return tuple(post for post in self.opened_by if post.covering)


@dataclass(frozen=True)
class Cover:
    """One caseload that is covered: whose, by whom, until which day, and whether it is
    covered by who asks, or their own.
    """

    whose: str
    by: str
    until: date | None
    is_given: bool


@dataclass(frozen=True)
class Team:
    """The workers of a team at a service: by what their acts are kept, and the labels
    of their caseloads.
    """

    actors: frozenset[str]
    labels: frozenset[str]


def teams_at(store: Store, service: str) -> dict[str, Team]:
    """Team -> its workers, by the posts of their own that stand today or stood last;
    cover is nobody's team. It says nothing of a client, so it needs no scope.
    """
    found: dict[str, list[Post]] = {}
    for post in _newest_own(store, service):
        if post.team:
            found.setdefault(post.team, []).append(post)
    return {
        name: Team(
            frozenset(post.actor for post in posts),
            frozenset(post.keyworker for post in posts if post.keyworker),
        )
        for name, posts in sorted(found.items())
    }


def _newest_own(store: Store, service: str) -> Sequence[Post]:
    """The newest post of each sign-in and caseload at a service."""
    newest: dict[tuple[str, str | None], Post] = {}
    for row in staff.posts(store):
        post = _post(row)
        if service in post.services and not post.covering:
            newest[post.actor, post.keyworker] = post
    return tuple(newest.values())


def posts_of(store: Store, issuer: str, subject: str) -> Posts:
    """The posts of a sign-in. It needs no scope, since a scope is made from it."""
    held = [_post(row) for row in staff.posts(store, issuer, subject)]
    today = store.today()
    standing = tuple(post for post in held if post.stands(today))
    still = any(post.until is None or post.until >= today for post in held)
    return Posts(standing, left=bool(held) and not still)


def caseworkers(store: Store, scope: Scope) -> list[Caseworker]:
    """Every label in scope, those that nobody opens first; needs `see_staff`."""
    scope.require(Action.SEE_STAFF)
    today = store.today()
    held = [post for row in staff.posts(store) if (post := _post(row)).stands(today)]
    found = [
        Caseworker(
            row["service"] or "no service",
            row["keyworker"],
            row["people"],
            tuple(p for p in held if _opens(p, row["service"], row["keyworker"])),
        )
        for row in staff.caseloads(store, today, scope)
    ]
    return sorted(
        found, key=lambda c: (not c.is_without_worker, c.service, c.label or "")
    )


def cover_of(store: Store, on: date, scope: Scope) -> tuple[Cover, ...]:
    """The cover that somebody gives or has on a day, in the order in which it was
    arranged; needs `see_caseload`. It says nothing of a client.
    """
    scope.require(Action.SEE_CASELOAD)
    held = [post for row in staff.posts(store) if (post := _post(row)).stands(on)]
    own = [post for post in held if not post.covering]
    called = {post.actor: post.keyworker for post in own}
    mine = {
        (post.services, post.keyworker) for post in own if post.actor == scope.actor
    }
    return tuple(
        Cover(
            post.keyworker or "",
            called.get(post.actor) or post.subject,
            post.until,
            is_given=post.actor == scope.actor,
        )
        for post in held
        if post.covering
        and (post.actor == scope.actor or (post.services, post.keyworker) in mine)
    )


def appoint(store: Store, post: Post, scope: Scope, event: AuditEvent) -> None:
    """Give a sign-in a post from today on; needs `appoint`."""
    scope.require(Action.APPOINT)
    if (post.role == KEYWORKER) is not bool(post.keyworker):
        raise UserError(
            "A keyworker needs the label of a caseload; nobody else has one."
        )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, _row(post, store.today()), store.now())


def cover(
    store: Store,
    caseload: tuple[str, str],
    colleague: str,
    until: date,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Let a colleague open a caseload (service, label) until a day, inclusive.

    Needs `arrange_cover`. The colleague is named by their own label.
    """
    service, label = _reached(caseload, scope, Action.ARRANGE_COVER)
    today = store.today()
    if not today <= until or (until - today).days > LONGEST_COVER_DAYS:
        raise UserError(f"Choose a day within the next {LONGEST_COVER_DAYS} days.")
    sign_ins = _who_open(store, colleague, today)
    if not sign_ins or colleague == label:
        raise UserError("Choose a colleague who signs in here and has a caseload.")
    with store.audit.act(event), store.writing() as writing:
        for each in sign_ins:
            given = Post(
                each.issuer,
                each.subject,
                KEYWORKER,
                (service,),
                label,
                until=until,
                covering=True,
            )
            record.add(writing, _row(given, today), store.now())


def hand_over(
    store: Store,
    caseload: tuple[str, str],
    to_label: str,
    scope: Scope,
    event: AuditEvent,
) -> int:
    """Give everybody of a caseload another worker from today on; say how many.

    Needs `arrange_cover`. A later file that names the old worker is a contradiction
    that the steward is shown, not a way back.
    """
    service, label = _reached(caseload, scope, Action.ARRANGE_COVER)
    known = {c.label for c in caseworkers(store, scope) if c.service == service}
    if to_label not in known - {label}:
        raise UserError("Choose another worker of this service.")
    today = store.today()
    clients = staff.clients_of(store, service, label, today, scope)
    with store.audit.act(event), store.writing() as writing:
        for client_id in clients:
            said = {"client_id": client_id, "as_at": today, "keyworker": to_label}
            record.amend(writing, Client, said, store.now())
    return len(clients)


def leave(
    store: Store, issuer: str, subject: str, scope: Scope, event: AuditEvent
) -> None:
    """End every post of somebody who leaves, at once; needs `arrange_cover`.

    Whoever has no post of their own gets one that is over, so that what the provider
    still says of them opens nothing here.
    """
    scope.require(Action.ARRANGE_COVER)
    held = [_post(row) for row in staff.posts(store, issuer, subject)]
    theirs = {name for post in held for name in post.services}
    if scope.services is not None and (not theirs or not theirs <= scope.services):
        raise Refused("This person works somewhere else too. Ask your data steward.")
    today = store.today()
    with store.audit.act(event), store.writing() as writing:
        if not held:
            left = Post(issuer, subject, "left", ())
            record.add(writing, _row(left, today), store.now())
        staff.end_posts(writing, issuer, subject, today)


def _reached(
    caseload: tuple[str, str], scope: Scope, action: Action
) -> tuple[str, str]:
    scope.require(action)
    if scope.services is not None and caseload[0] not in scope.services:
        raise Refused("This caseload is not at your service.")
    return caseload


def _who_open(store: Store, label: str, today: date) -> Sequence[Post]:
    held = [_post(row) for row in staff.posts(store)]
    return [
        post
        for post in held
        if post.keyworker == label and not post.covering and post.stands(today)
    ]


def _opens(post: Post, service: str | None, label: str | None) -> bool:
    return (
        label is not None
        and post.role == KEYWORKER
        and post.keyworker == label
        and service in post.services
    )


def _post(row: Staff) -> Post:
    services = tuple(each for each in (row.services or "").split("|") if each)
    return Post(
        row.issuer,
        row.subject,
        row.role,
        services,
        row.keyworker,
        row.valid_from,
        row.valid_to,
        bool(row.covering),
        row.team,
    )


def _row(post: Post, today: date) -> Staff:
    return Staff(
        issuer=post.issuer,
        subject=post.subject,
        role=post.role,
        services="|".join(post.services) or None,
        keyworker=post.keyworker,
        valid_from=post.since or today,
        valid_to=post.until,
        covering=post.covering,
        team=post.team,
    )
