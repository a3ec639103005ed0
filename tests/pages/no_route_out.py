"""The whole product in a process that may reach nothing: it builds the demonstration,
counts, lists, plans, and opens every page.

`python -m tests.pages.no_route_out FOLDER` prints as JSON what was tried, and how each
step ended. Whoever starts it may take the network away as well; here every name looked
up and every connection is refused, but for this computer's own. What must hold of the
answer is `test_no_route_out.py`.
"""

import json
import socket
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard import navigation, session
from dashboard.access import DEMO_USERS, User, can, scope_of
from dashboard.app_pages._page import Page
from dashboard.cli import app
from dashboard.server import build_demo_store, release_beside
from metrics import Action, Store, open_store, records
from tests.pages.scanning import scanned_once


WATCHED = {"socket.connect", "socket.sendto", "socket.getaddrinfo"}
OWN = {"localhost", "127.0.0.1", "::1", None}
FAR = ("192.0.2.1", 9)  # an address that belongs to nobody (RFC 5737)


def refuse_every_way_out(tried: list[str]) -> None:
    """From here on no part of Python comes out; it cannot be taken back."""

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event not in WATCHED:
            return
        to = given[0] if event == "socket.getaddrinfo" else given[-1]
        if isinstance(to, tuple):
            to = to[0]
        elif event != "socket.getaddrinfo":
            return  # a socket between processes of this machine, by its path
        if to not in OWN:
            tried.append(f"{event} {to}")
            raise OSError("There is no route out.")

    sys.addaudithook(watch)


def commands(store: Path) -> dict[str, int]:
    """How each command that reads a store ended."""
    asked = {
        "indicators": [],
        "criteria": [],
        "circles": [],
        "plan": ["--size", "6-10", "--seconds", "3"],
    }
    return {
        name: CliRunner().invoke(app, [name, "--store", str(store), *more]).exit_code
        for name, more in asked.items()
    }


def pages(store: Path) -> dict[str, list[str]]:
    """What went wrong on each page, opened by the first who may."""
    with closing(open_store(store)) as held, scanned_once():
        session.open_for_all(session.Opened(held, release_beside(store), demo=True))
        client = a_client(held)
        return {
            place.address: faults(place.page, user, client)
            for place in navigation.places()
            for user in [e for e in DEMO_USERS if can(e, place.page.needs)][:1]
        }


def a_client(store: Store) -> str:
    scope = scope_of(DEMO_USERS[0], Action.SEE_CASELOAD)
    return records.caseload(store, store.today(), scope).people[0].client_id


def faults(page: Page, user: User, client: str) -> list[str]:
    at = AppTest.from_function(show, args=(page, user, client), default_timeout=60)
    at.run()
    return [each.value for each in (*at.exception, *at.error)]


def show(page: "Page", user: "User", client: str) -> None:
    from dashboard import navigation, session

    session.st.session_state["client_opened"] = client
    navigation.run(page, user)


def main(folder: Path) -> None:
    tried: list[str] = []
    refuse_every_way_out(tried)
    with suppress(OSError), socket.socket() as out:
        out.connect(FAR)
    refused, store = list(tried), folder / "store.duckdb"
    build_demo_store(store)
    told = {
        "refused at first": refused,
        "commands": commands(store),
        "pages": pages(store),
        "networks": [name for _, name in socket.if_nameindex()],
        "tried": tried[len(refused) :],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
