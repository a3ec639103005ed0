"""Taking something away as a file: one link, for one sign-in, once, written down.

Streamlit's own downloads stand open to whoever knows their address (platform.md section
7), so nothing about clients goes through them. What a file holds is made by the page
that offers it.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.gate import SESSION
from metrics import UserError


PATH: Final = "/take"
MINUTES: Final = 10
GONE = "This link was used, has run out, or is not yours. Go back and ask again."


@dataclass(frozen=True)
class Offer:
    """A file that waits to be taken. `note` writes the act down, or raises."""

    name: str
    content: bytes
    kind: str
    of: str | None
    allowed: Callable[[], bool]
    note: Callable[[], None]
    until: float


@dataclass
class Downloads:
    """The files that wait, by their tickets."""

    clock: Callable[[], float] = time.time
    _waiting: dict[str, Offer] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def offer(
        self,
        name: str,
        content: bytes,
        *,
        kind: str,
        of: str | None,
        allowed: Callable[[], bool],
        note: Callable[[], None],
    ) -> str:
        """The address at which this sign-in, and no other, may take the file once."""
        ticket = secrets.token_urlsafe(24)
        until = self.clock() + MINUTES * 60
        with self._turn:
            now = self.clock()
            self._waiting = {k: o for k, o in self._waiting.items() if o.until > now}
            self._waiting[ticket] = Offer(name, content, kind, of, allowed, note, until)
        return f"{PATH}/{ticket}"

    def take(self, ticket: str, by: str | None) -> Offer | None:
        """The file, which is then gone; None where there is none for this sign-in.

        Somebody else's try leaves it where it is.
        """
        with self._turn:
            offer = self._waiting.get(ticket)
            if offer is None or offer.of != by or self.clock() >= offer.until:
                return None
            del self._waiting[ticket]
        if not offer.allowed():
            return None
        offer.note()
        return offer

    def route(self) -> Route:
        """The one route by which files leave."""

        def answer(request: Request) -> Response:
            ticket = request.path_params["ticket"]
            try:
                offer = self.take(ticket, request.cookies.get(SESSION))
            except UserError as stop:
                return PlainTextResponse(str(stop), 503)
            if offer is None:
                return PlainTextResponse(GONE, 404)
            named = f'attachment; filename="{offer.name}"'
            return Response(
                offer.content,
                media_type=offer.kind,
                headers={"Content-Disposition": named},
            )

        return Route(f"{PATH}/{{ticket}}", answer, methods=["GET"])
