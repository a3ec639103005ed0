"""The ASGI app, how it is started, and the demonstration.

What stands before the app is `gate.py`; opening real records, `live.py`; what is shown
belongs to `navigation.py`, the command line to `cli/`.
"""

import gc
import hashlib
import logging
import socket
import threading
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import (
    AbstractContextManager,
    asynccontextmanager,
    closing,
    nullcontext,
)
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route
from streamlit import config
from streamlit.web import bootstrap

from dashboard import log, session
from dashboard.components import states
from dashboard.demonstration import give_posts, tell_the_lead
from dashboard.gate import Guard, RequestLog
from dashboard.navigation import START, places
from metrics import (
    PROFILES,
    RULES,
    Scope,
    Store,
    UserError,
    check,
    counted,
    fingerprint,
    load,
    open_store,
    reports,
)


HERE = Path(__file__).parent
SAMPLES = HERE.parent / "sample_data"
OPERATOR = Scope.operator("demonstration")
DEMO_DAY = date(2026, 11, 2)  # the day on which the sample data are told
LOOPBACK = "127.0.0.1"
QUIET = {
    # No host may embed us and send messages in; the default names Streamlit's own.
    "client.allowedOrigins": [],
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": True,
}


# What goes on beside the pages while a store is held: the command takes others' there.
Beside = Callable[[Store], AbstractContextManager[object]]


def settings() -> dict[str, Any]:
    """`.streamlit/config.toml` by Streamlit's own names. Given as if on the command
    line, they stand above any other file or variable of this machine.
    """
    places = (HERE / ".streamlit/config.toml", HERE.parent / ".streamlit/config.toml")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise UserError("The settings file is missing. Install Alongside again.")
    return _flat(tomllib.loads(found.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Way:
    """How browsers come in: the address they use, and what stands before the app."""

    said: str = "Alongside, with invented data"
    address: str | None = None
    gate: tuple[Middleware, ...] = ()
    routes: tuple[Route, ...] = ()
    secrets: Mapping[str, Any] | None = None
    log_requests: bool = False


def app(way: Way = Way()) -> st.App:
    """The ASGI app, for any ASGI server. What is open must have been said before."""
    hosts = config.get_option("server.allowedHosts")
    over_tls = bool(way.address and way.address.startswith("https:"))
    return st.App(
        HERE / "app.py",
        middleware=[
            *([Middleware(RequestLog, pages=pages())] if way.log_requests else []),
            Middleware(Guard, over_tls=over_tls),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            *way.gate,
        ],
        routes=[session.opened().downloads.route(), *way.routes],
        secrets=way.secrets,
        lifespan=_lifespan,
        on_script_error=states.went_wrong,
    )


def pages() -> list[str]:
    """The addresses of pages: all that a browser may ask for by name."""
    return [START, *(each.address for each in places())]


def demo(
    store: Path | None,
    port: int | None,
    headless: bool,
    beside: Beside = nullcontext,
) -> None:
    """Open the demonstration on this computer only, building its store if need be."""
    path = store or demo_store()
    if not path.exists():
        print("Building the demonstration from the sample files.", flush=True)
        build_demo_store(path)
    with closing(open_store(path)) as held:
        if not held.is_demo:
            raise UserError(
                f"{path.name} is not a demonstration store. Real records need sign-in: "
                "see Install."
            )
        release = release_beside(path)
        session.open_for_all(session.Opened(held, release, demo=True))
        with beside(held):
            run(port or 0, headless=headless)


def demo_store() -> Path:
    """Where the demonstration's store stands. Named by the sample files, the layout of
    the tables and the rules it was made with, so that a change of any makes a new one.
    """
    made_from = hashlib.sha256((SAMPLES / "MANIFEST").read_bytes())
    made_from.update(f"{fingerprint()} {RULES}".encode())
    return Path("demo_store") / made_from.hexdigest()[:12] / "store.duckdb"


def build_demo_store(path: Path) -> None:
    """Make the demo store from the sample files, through the import like any other.

    It is built aside and moved into its place, the store last, so that there is a whole
    one or none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix="building-") as folder:
        aside = Path(folder) / path.name
        made = open_store(aside, create=True, demo=True, fixed_today=DEMO_DAY)
        with closing(made):
            _load_samples(made)
            give_posts(made, OPERATOR)
            tell_the_lead(made)
            # One quarter more, so that there is something to have changed since.
            to = release_beside(aside).parent
            reports.release(made, None, to, OPERATOR, before=1)
        for file in sorted(aside.parent.iterdir(), key=lambda file: file == aside):
            file.rename(path.parent / file.name)


def release_beside(store: Path) -> Path:
    """Where the release file of a demo store stands."""
    return store.with_name("release") / reports.FILE


def _load_samples(store: Store) -> None:
    templates = PROFILES["templates"]
    delivery = check(
        [SAMPLES], OPERATOR, profile=templates, as_at=DEMO_DAY, store=store
    )
    loaded = load(store, delivery, OPERATOR)
    if not loaded.saved:
        found = sum(len(file.problems) for file in loaded.files)
        raise UserError(
            f"The sample files could not be loaded: {counted(found, 'problem')}. "
            "See: alongside check sample_data."
        )


def run(port: int, way: Way = Way(), *, headless: bool = True) -> None:
    """Serve until stopped. The socket is bound first, so that a free port is ours."""
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((LOOPBACK, port))
        except OSError:
            raise UserError(
                f"Port {port} is taken. Choose another, or leave --port out."
            ) from None
        # From here on a browser that comes early waits, and is not turned away.
        bound.listen()
        port = bound.getsockname()[1]
        ours = {"server.port": port, "browser.serverPort": port, **_found_at(way)}
        _lock_settings(ours | QUIET)
        _say_no_values()
        address = way.address or f"http://localhost:{port}"
        print(f"{way.said}: {address}  (Ctrl+C stops it)", flush=True)
        if not headless:
            threading.Thread(
                target=webbrowser.open, args=[address], daemon=True
            ).start()
        uvicorn.Server(
            uvicorn.Config(
                app(way),
                ws="websockets-sansio",
                ws_max_size=config.get_option("server.maxMessageSize") * 1_000_000,
                access_log=False,
                log_config=None,  # ours, of one line an event (log.py)
                server_header=False,
                log_level="warning",
            )
        ).run(sockets=[bound])


def _found_at(way: Way) -> dict[str, Any]:
    """Under what name browsers come, where a proxy stands before us."""
    host = urlsplit(way.address or "").hostname
    if host is None or host in ("localhost", LOOPBACK):
        return {}
    return {"server.allowedHosts": [host], "browser.serverAddress": host}


def _lock_settings(ours: Mapping[str, Any]) -> None:
    """Take our settings and refuse to start if Streamlit then holds anything else."""
    wanted = settings() | dict(ours)
    bootstrap.load_config_options(wanted)
    differing = sorted(
        n for n, value in wanted.items() if config.get_option(n) != value
    )
    if differing:
        raise UserError(f"These settings could not be locked: {', '.join(differing)}.")


def _say_no_values() -> None:
    """Streamlit writes the text of every error down, and a text may hold a value. What
    we write instead is a reference and a place (components/states.py).
    """
    log.one_line_each()
    logging.getLogger("streamlit.error_util").addFilter(lambda _record: False)
    logging.getLogger("alongside.request").setLevel(logging.INFO)


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    """Import once what every page needs, and leave it out of each garbage collection.

    Streamlit collects after every run; over pandas and altair that costs 40 ms each.
    """
    for name in ("altair", "pandas", "dashboard.navigation"):
        import_module(name)
    gc.collect()
    gc.freeze()
    yield


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    names: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            names |= _flat(value, f"{prefix}{name}.")
        else:
            names[f"{prefix}{name}"] = value
    return names
