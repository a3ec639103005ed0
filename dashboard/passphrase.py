"""The way in without an identity provider: one person, this computer, one passphrase.

Only its scrypt hash is kept, in a file that its owner alone may read. Wrong tries slow
the next one down. The form is plain HTML: nothing of the app runs before it.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.gate import TOKEN
from dashboard.register import Register
from metrics import UserError


SHORTEST: Final = 12
LONGEST_WAIT: Final = 300.0
# 64 MB and about a fifth of a second for one try.
_COST = {"n": 2**16, "r": 8, "p": 1, "maxmem": 128 * 2**20}
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Sign in – Alongside</title>
<style>body{{font:1rem/1.5 sans-serif;max-width:30rem;margin:4rem auto;padding:0 1rem;
color:#0c161b;background:#fff}}input,button{{font:inherit;padding:.5rem;margin:.5rem 0;
width:100%;box-sizing:border-box}}@media (prefers-color-scheme:dark){{body{{
color:#e8edef;background:#15191c}}}}</style></head><body><main><h1>Alongside</h1><p>{said}</p>
<form method="post" action="/enter"><label for="p">Passphrase</label>
<input id="p" name="passphrase" type="password"
autocomplete="current-password" autofocus required>
<button>Sign in</button></form></main></body></html>"""
_FIRST = "This computer only, for one person. Nobody else should know the passphrase."
_WRONG = "That is not the passphrase. Wait {wait} before the next try."


def choose(path: Path, passphrase: str) -> None:
    """Keep the hash of a new passphrase; what is there already is never replaced."""
    if len(passphrase) < SHORTEST:
        raise UserError(
            f"Choose a passphrase of at least {SHORTEST} characters: four words do."
        )
    salt = secrets.token_bytes(16)
    text = json.dumps({"salt": salt.hex(), "scrypt": _hashed(passphrase, salt).hex()})
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(text)


@dataclass
class Door:
    """The form, and how long the next try must wait."""

    path: Path
    register: Register
    clock: Callable[[], float] = time.monotonic
    _wrong: int = 0
    _not_before: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def opens(self, passphrase: str) -> bool:
        """Whether this is the passphrase. One try at a time; too early is wrong."""
        with self._turn:
            if self.clock() < self._not_before:
                return False
            kept = json.loads(self.path.read_text(encoding="ascii"))
            given = _hashed(passphrase, bytes.fromhex(kept["salt"]))
            if hmac.compare_digest(given, bytes.fromhex(kept["scrypt"])):
                self._wrong = 0
                return True
            self._wrong += 1
            self._not_before = self.clock() + min(2.0**self._wrong, LONGEST_WAIT)
            return False

    @property
    def wait(self) -> int:
        """Seconds before the next try is looked at."""
        return max(0, round(self._not_before - self.clock()))

    def route(self) -> Route:
        """The form, and what is sent from it."""

        async def answer(request: Request) -> Response:
            if request.method == "GET":
                return HTMLResponse(_PAGE.format(said=_FIRST))
            # A form sent under "no-referrer" names no origin, but whence it was sent.
            if request.headers.get("sec-fetch-site") != "same-origin":
                return HTMLResponse(_PAGE.format(said=_FIRST), 403)
            body = (await request.body())[:4096].decode("utf-8", "replace")
            (given, *_) = parse_qs(body).get("passphrase", [""])
            if not self.opens(given):
                wait = f"{self.wait} seconds" if self.wait else "a moment"
                return HTMLResponse(_PAGE.format(said=_WRONG.format(wait=wait)), 403)
            let_in = RedirectResponse("/", 303)
            token = self.register.begin({})
            let_in.set_cookie(
                TOKEN, token, path="/", secure=True, httponly=True, samesite="lax"
            )
            return let_in

        return Route("/enter", answer, methods=["GET", "POST"])


def _hashed(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, dklen=32, **_COST)
