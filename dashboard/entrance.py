"""Who is signed in, in this run of a page: asked of Streamlit and the store anew each
time, so that an ended sign-in, a changed role or a leaver counts at the next click.

The only module that reads Streamlit's user. The mapping itself is `identity.py`; how
long a sign-in lasts, `register.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.access import NOBODY, User
from dashboard.gate import SESSION
from dashboard.identity import READER, By, Entrance, only_me, user_of
from dashboard.register import Standing
from metrics import AuditEvent, Scope, Store
from metrics.staffing import Posts, caseworkers, posts_of


NOBODY_KNOWN = Posts()


def key() -> str | None:
    """By what the register knows this browser's sign-in. The gate says it, nobody else
    can: it takes whatever a browser sends under that name away.
    """
    return st.context.cookies.get(SESSION)


def standing(entrance: Entrance, *, touch: bool) -> Standing:
    """Whether this browser's sign-in holds, and for how long yet."""
    if entrance.by is By.NOTHING:
        return Standing(None, float("inf"))
    return entrance.register.standing(key(), touch=touch)


def user(entrance: Entrance, store: Store | None) -> User:
    """Who this is now; nobody, where the sign-in does not hold."""
    return asked_again(entrance, store)()


def asked_again(entrance: Entrance, store: Store | None) -> Callable[[], User]:
    """Who this browser's sign-in is, whenever that is asked: a file is taken later than
    it is offered, and outside a run.
    """
    if entrance.by is By.NOTHING:
        return lambda: READER
    known, claims = key(), st.user.to_dict()
    return lambda: _who(entrance, store, known, claims)


def _who(
    entrance: Entrance, store: Store | None, known: str | None, claims: dict[str, Any]
) -> User:
    if known is None or not entrance.register.standing(known, touch=False).holds:
        return NOBODY
    if entrance.by is By.PASSPHRASE and store is not None:
        return _named(entrance, known, _only_me(store, store.version), None, store)
    if not claims.get("is_logged_in"):
        return NOBODY
    subject, issuer = str(claims.get("sub")), str(claims.get("iss"))
    posts = posts_of(store, issuer, subject) if store else NOBODY_KNOWN
    until = claims.get("exp")
    ends = float(until) if isinstance(until, int | float) else 0.0
    found = user_of(claims, posts, entrance)
    return _named(entrance, known, found, ends, store)


def played(invented: User, store: Store | None) -> User:
    """One of the demonstration's people, who covers for others as anybody would."""
    if store is None or not invented.keyworkers:
        return invented
    posts = posts_of(store, invented.issuer, invented.subject).standing
    covered = {post.keyworker for post in posts if post.keyworker}
    return replace(invented, keyworkers=invented.keyworkers | covered)


def leave(entrance: Entrance, why: str) -> None:
    """Sign out: in every tab, here and, where it can, at the provider."""
    entrance.register.end(key(), why)
    if entrance.by is By.PROVIDER:
        st.logout()


def enter() -> None:
    """Go to the identity provider."""
    st.login()


def _named(
    entrance: Entrance,
    known: str,
    found: User,
    until: float | None,
    store: Store | None,
) -> User:
    """The user, once the sign-in is written down; nobody, if it has run out."""
    if entrance.register.named(known, found.actor, until) and store is not None:
        roles = ", ".join(sorted(found.roles)).replace("_", " ") or "no role"
        store.audit.note(AuditEvent(found.actor, roles, "sign_in"))
    holds = entrance.register.standing(known, touch=False).holds
    return found if holds else NOBODY


@lru_cache(maxsize=2)
def _only_me(store: Store, _version: int) -> User:
    """All caseloads there are; the same for everybody, since there is one person."""
    found = caseworkers(store, Scope.operator("this computer"))
    return only_me(
        {each.service for each in found},
        {each.label for each in found if each.label},
    )
