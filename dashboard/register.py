"""The register of sign-ins: who is signed in at this server, and for how long yet.

The browser holds a random token and nothing else; what the identity provider said stays
here. So a sign-out, a limit or a restart ends a sign-in in every tab, and a copied
cookie opens nothing afterwards. Who somebody is and what they may do is `identity.py`.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final


IDLE_MINUTES: Final = 15
LONGEST_HOURS: Final = 10
KEEP_ENDED: Final = 24 * 3600
SIGNED_OUT: Final = "You are signed out."
ENDED_HERE: Final = "Your sign-in was ended by whoever runs this machine."
NEVER: Final = "You are not signed in."


@dataclass
class SignIn:
    """One sign-in. `held` are the cookies by which Streamlit knows it."""

    held: Mapping[str, str]
    began: float
    seen: float
    until: float | None = None
    actor: str | None = None
    ended: str | None = None


@dataclass(frozen=True)
class Standing:
    """Whether a sign-in holds: why not, or for how many seconds yet."""

    why_not: str | None
    left: float = 0.0

    @property
    def holds(self) -> bool:
        return self.why_not is None


@dataclass
class Register:
    """All sign-ins of this process. A restart forgets them all."""

    idle_minutes: int = IDLE_MINUTES
    longest_hours: int = LONGEST_HOURS
    clock: Callable[[], float] = time.time
    _known: dict[str, SignIn] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, held: Mapping[str, str]) -> str:
        """A new sign-in; the token that its browser alone will know."""
        token = secrets.token_urlsafe(32)
        now = self.clock()
        with self._turn:
            self._forget(now - KEEP_ENDED)
            self._known[key_of(token)] = SignIn(dict(held), now, now)
        return token

    def held(self, token: str | None) -> Mapping[str, str] | None:
        """What Streamlit is to be shown for this token, or None if it opens nothing."""
        if token is None or not self.standing(key_of(token), touch=False).holds:
            return None
        return self._known[key_of(token)].held

    def standing(self, key: str | None, *, touch: bool) -> Standing:
        """Whether a sign-in holds. To touch it is to have done something just now."""
        with self._turn:
            found = self._known.get(key or "")
            if found is None:
                return Standing(NEVER)
            now = self.clock()
            if found.ended is None:
                found.ended = self._run_out(found, now)
            if found.ended is not None:
                return Standing(found.ended)
            if touch:
                found.seen = now
            return Standing(None, self._ends_at(found) - now)

    def named(self, key: str, actor: str, until: float | None) -> bool:
        """Say who this is and when their token runs out; true the first time."""
        with self._turn:
            found = self._known[key]
            first = found.actor is None
            found.actor, found.until = actor, until
            return first

    def end(self, key: str | None, why: str = SIGNED_OUT) -> None:
        """End one sign-in, in every tab."""
        with self._turn:
            if found := self._known.get(key or ""):
                found.ended = found.ended or why

    def end_all(self, actor: str | None = None, why: str = ENDED_HERE) -> None:
        """End every sign-in, or every one of a user."""
        with self._turn:
            for found in self._known.values():
                if actor in (None, found.actor):
                    found.ended = found.ended or why

    def _run_out(self, found: SignIn, now: float) -> str | None:
        if now >= found.seen + self.idle_minutes * 60:
            return f"You were signed out after {self.idle_minutes} minutes without use."
        if now >= found.began + self.longest_hours * 3600:
            return f"A sign-in lasts {self.longest_hours} hours. Sign in again."
        if found.until is not None and now >= found.until:
            return "Your sign-in has run out at your provider. Sign in again."
        return None

    def _ends_at(self, found: SignIn) -> float:
        ends = [
            found.seen + self.idle_minutes * 60,
            found.began + self.longest_hours * 3600,
        ]
        return min(ends if found.until is None else [*ends, found.until])

    def _forget(self, before: float) -> None:
        old = [key for key, each in self._known.items() if each.seen < before]
        for key in old:
            del self._known[key]


def key_of(token: str) -> str:
    """By what the register knows a token: it never keeps the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()
