"""Who is signed in: the one mapping from what the provider and the store say to a User.

Roles come from the identity provider, caseloads from the table `staff`; both must
allow, and whoever either does not know sees nothing. Pure: what is asked of the
provider and of the store is `session.py`; how long a sign-in lasts, `register.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dashboard.access import NOBODY, REACH, Reach, Role, User
from dashboard.register import Register
from metrics.staffing import Posts


class By(StrEnum):
    """How people come in."""

    PROVIDER = "an identity provider"
    PASSPHRASE = "a passphrase, for one person"
    NOTHING = "whoever sits at this computer, for one release file"


@dataclass(frozen=True)
class Entrance:
    """How people come in here, and what the provider calls our roles."""

    by: By
    register: Register = field(default_factory=Register)
    roles_claim: str = "roles"
    roles: Mapping[str, Role] = field(default_factory=dict)


READER = User(
    "reader", "this computer", "Reader", frozenset({Role.COMMISSIONER}), frozenset()
)
ONLY_ME = "only-me"


def user_of(claims: Mapping[str, Any], posts: Posts, entrance: Entrance) -> User:
    """The user whom these claims and posts make.

    Keyed by issuer and subject, never by an e-mail address. A role that opens records
    needs a post of that role; whoever had posts and has none now has left.
    """
    subject, issuer = claims.get("sub"), claims.get("iss")
    if not isinstance(subject, str) or not isinstance(issuer, str):
        return NOBODY
    name = claims.get("name") or claims.get("preferred_username")
    shown = name if isinstance(name, str) and name.strip() else subject
    told = _roles(claims.get(entrance.roles_claim), entrance.roles)
    if posts.left:
        return User(subject, issuer, shown)
    held = [post for post in posts.standing if post.role in told]
    roles = {role for role in told if REACH[role] is Reach.NOBODY}
    roles |= {Role(post.role) for post in held}
    return User(
        subject,
        issuer,
        shown,
        frozenset(roles),
        frozenset(name for post in held for name in post.services),
        frozenset(post.keyworker for post in held if post.keyworker),
        tuple((post.role, frozenset(post.services)) for post in held),
    )


def only_me(services: Iterable[str], labels: Iterable[str]) -> User:
    """The one person of a pilot: every role, every caseload, never a second person."""
    return User(
        ONLY_ME,
        "this computer",
        "Only me",
        frozenset(Role),
        frozenset(services),
        frozenset(labels),
    )


def _roles(said: object, named: Mapping[str, Role]) -> frozenset[Role]:
    """The roles that a claim names; a name that the mapping lacks is nothing."""
    names = [said] if isinstance(said, str) else said
    if not isinstance(names, list | tuple):
        return frozenset()
    return frozenset(
        named[each] for each in names if isinstance(each, str) and each in named
    )
