"""The gate before the app: whose browser this is, which paths need a sign-in, what a
cookie holds, and the headers of every answer.

Streamlit keeps what the provider says in a cookie of thirty days that anybody may copy.
Here the browser gets a random token instead; the gate keeps Streamlit's own cookies and
hands them in only while the register holds the sign-in. What a page shows, and to whom,
is decided behind it.
"""

import base64
import hashlib
import json
import logging
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette import types as asgi
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Send

from dashboard.register import SIGNED_OUT, Register, key_of


log = logging.getLogger("alongside.request")
TOKEN = "__Host-alongside"
ASKED = "__Host-alongside-asked"
SESSION = "alongside_session"  # set by the gate inside, never by a browser
_STREAMLITS = "_streamlit_user"
# They answer without sign-in, and say how many are using this or how to drive it.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/mcp")
# What a browser needs before it is signed in. Everything else, known or not, is shut.
OPEN = ("/static/", "/_stcore/health", "/_stcore/host-config", "/auth/", "/enter")
CALLBACK = "/oauth2callback"
LOGOUT = "/auth/logout"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=()",
}
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' data:; worker-src 'self' blob:; "
    "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
)


class Guard:
    """Headers on every answer; a browser keeps nothing but Streamlit's own files."""

    def __init__(self, app: ASGIApp, over_tls: bool = False) -> None:
        self.app = app
        self.headers = HEADERS | {"Content-Security-Policy": content_policy()}
        self.headers |= OVER_TLS if over_tls else {}

    async def __call__(self, scope: asgi.Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        closed = path.startswith(CLOSED)
        app: ASGIApp = PlainTextResponse("Not found", 404) if closed else self.app

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if not path.startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await app(scope, receive, with_headers)


class Gate:
    """Nothing but the way in is answered without a sign-in that the register holds."""

    def __init__(
        self,
        app: ASGIApp,
        register: Register,
        address: str,
        pages: Iterable[str],
        way_in: str | None = None,
    ) -> None:
        self.app = app
        self.register = register
        self.way_in = way_in
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self.pages = {"/", *(f"/{page}" for page in pages)}

    async def __call__(self, scope: asgi.Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        cookies = _cookies(Headers(scope=scope))
        token = cookies.get(TOKEN)
        held = self.register.held(token)
        inside = {**scope, "headers": _inside(scope, cookies, token, held)}
        if scope["type"] == "websocket":
            await self._websocket(inside, receive, send)
        elif held is None and self._needs_sign_in(scope["path"]):
            await PlainTextResponse("Sign in first.", 401)(scope, receive, send)
        elif held is None and self.way_in and scope["path"] in self.pages:
            await RedirectResponse(self.way_in, 303)(scope, receive, send)
        else:
            changed = self._changed(scope, token, cookies.get(ASKED), send)
            await self.app(inside, receive, changed)

    async def _websocket(self, scope: asgi.Scope, receive: Receive, send: Send) -> None:
        # Streamlit accepts a connection that names no origin at all.
        if Headers(scope=scope).get("origin") != self.origin:
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)

    def _needs_sign_in(self, path: str) -> bool:
        is_open = path.startswith(OPEN) or path in self.pages or path == CALLBACK
        return not is_open and not path.startswith("/favicon")

    def _changed(
        self, scope: asgi.Scope, token: str | None, asked: str | None, send: Send
    ) -> Send:
        """The way out: Streamlit's cookies stay here, and ours go to the browser."""
        path = scope["path"]

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                given = _taken_out(headers)
                if path == CALLBACK and given:
                    self.register.end(key_of(token) if token else None)
                    _give(headers, TOKEN, self.register.begin(given))
                    if asked in self.pages:
                        headers["Location"] = str(asked)
                elif path == LOGOUT:
                    self.register.end(key_of(token) if token else None, SIGNED_OUT)
                    _give(headers, TOKEN, "", "Max-Age=0")
                    headers["Clear-Site-Data"] = '"cache", "storage"'
                elif path in self.pages and self.register.held(token) is None:
                    _give(headers, ASKED, path, "Max-Age=600")
            await send(message)

        return out


class RequestLog:
    """One line a request, without a query, an id, a name or an address."""

    def __init__(self, app: ASGIApp, pages: Iterable[str]) -> None:
        self.app = app
        self.pages = {f"/{page}" for page in pages}

    async def __call__(self, scope: asgi.Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            line = {
                "request": secrets.token_hex(4),
                "method": scope["method"],
                "path": self._kind(scope["path"]),
                "status": status,
                "ms": round((time.monotonic() - began) * 1000),
            }
            log.info(json.dumps(line))

    def _kind(self, path: str) -> str:
        """The page, or the first part of a path that is known; never what was typed."""
        if path in self.pages or path == "/":
            return path
        known = (*CLOSED, *OPEN, CALLBACK, "/media/", "/_stcore/", "/take/")
        return next((each for each in known if path.startswith(each)), "other")


def content_policy() -> str:
    """The policy, with the hash of the inline script of this Streamlit's own page."""
    page = Path(st.__file__).with_name("static") / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    hashes = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return POLICY.format(hashes=hashes)


def _cookies(headers: Headers) -> dict[str, str]:
    """Every cookie of a request, as it came."""
    parts = (part.partition("=") for part in headers.get("cookie", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in parts if name.strip()}


def _inside(
    scope: asgi.Scope,
    cookies: Mapping[str, str],
    token: str | None,
    held: Mapping[str, str] | None,
) -> list[tuple[bytes, bytes]]:
    """The headers as the app sees them: no identity but the one that the gate keeps."""
    ours = {
        name: value
        for name, value in cookies.items()
        if not name.startswith(_STREAMLITS) and name not in (TOKEN, SESSION, ASKED)
    }
    if held is not None and token is not None:
        ours |= {**held, SESSION: key_of(token)}
    text = "; ".join(f"{name}={value}" for name, value in ours.items())
    kept = [pair for pair in scope["headers"] if pair[0].lower() != b"cookie"]
    return [*kept, (b"cookie", text.encode("latin-1"))] if text else kept


def _taken_out(headers: MutableHeaders) -> dict[str, str]:
    """Take Streamlit's own cookies off an answer; the rest go over TLS alone."""
    taken: dict[str, str] = {}
    lines = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for line in lines:
        name, _, rest = line.partition("=")
        if name.startswith(_STREAMLITS):
            taken.update((name, value) for value in _value(line, name))
        else:
            secure = "" if "secure" in rest.lower() else "; Secure"
            headers.append("set-cookie", f"{line}{secure}")
    return taken


def _value(line: str, name: str) -> Iterator[str]:
    """The value that a cookie is set to; none where it is taken away."""
    try:
        said = SimpleCookie(line)[name]
    except (CookieError, KeyError):
        return
    if said.value and said["max-age"] != "0":
        yield said.coded_value


def _give(headers: MutableHeaders, name: str, value: str, more: str = "") -> None:
    kept = f"; {more}" if more else ""
    headers.append(
        "set-cookie", f"{name}={value}; Path=/; HttpOnly; Secure; SameSite=Lax{kept}"
    )
