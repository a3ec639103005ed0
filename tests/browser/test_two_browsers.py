"""Two people in two browsers on one served store, at the same moments: on every page, in
everything that comes over the wire, nothing of one reaches the other.

The walk is also the click-through behind the live gate: each answer bears the headers,
and no page breaks the content security policy or asks anybody else (safety.md SEC-08).
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, WebSocket

from dashboard import navigation
from dashboard.access import REACH, Reach, Role
from dashboard.gate import HEADERS, content_policy
from metrics import Scope, Store, open_store
from metrics.staffing import Post, appoint
from tests.browser.live import EVENT, SERVE, a_key, configured, free_port, process
from tests.browser.live import provider as identity_provider
from tests.browser.reader import OPENED_FROM, Reader


ROOT = Path(__file__).parents[2]
# Each plays every part at a service of their own, so that both come to every page.
PLACES = {"ana": ("Riverside", "Keyworker 1"), "bo": ("Harbourside", "Keyworker 9")}
# What everybody did, by whom and on whom, is what this page is for.
OF_EVERYBODY = {"who-looked"}
STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"
BY_ADDRESS = {each.address: each for each in navigation.places()}


@dataclass
class Visitor:
    """Somebody in a browser of their own, and all that ever came to it."""

    subject: str
    reader: Reader
    answers: list[Response] = field(default_factory=list)
    came: list[bytes] = field(default_factory=list)

    def listen(self) -> None:
        self.reader.context.on("response", lambda answer: self.answers.append(answer))
        self.reader.tab.on("websocket", self._listen_to)

    def _listen_to(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda said: self._keep(said))

    def _keep(self, said: str | bytes) -> None:
        self.came.append(said if isinstance(said, bytes) else said.encode())

    def sign_in(self) -> None:
        tab = self.reader.tab
        tab.goto(self.reader.address)
        tab.get_by_test_id("stMain").get_by_role("button", name="Sign in").click()
        tab.locator(f'button[value="{self.subject}"]').click()
        tab.get_by_role("button", name="Sign out").wait_for()
        self.reader.foreign.clear()  # the provider alone was asked to sign in

    def left_behind(self) -> str:
        """What stays in a browser: the address, the tab's title, and its stores."""
        tab = self.reader.tab
        return f"{tab.url} {tab.title()} {tab.evaluate(STORED)}"


@dataclass(frozen=True)
class Shared:
    """Both at one server: whose pseudonyms are whose, and where the store lies."""

    both: dict[str, Visitor]
    own: dict[str, set[bytes]]
    store: Path


def a_real_store(folder: Path, demonstration: Path, issuer: str) -> Store:
    """The demonstration's records as if they were real, worked in by both."""
    shutil.copytree(demonstration, folder / "records")
    a_key(folder)
    store = open_store(folder / "records" / "store.duckdb")
    with store.noting() as writing:
        writing.run("DELETE FROM store_state WHERE name = 'demo'")
    for subject, (service, caseload) in PLACES.items():
        for role in (each for each in Role if REACH[each] is not Reach.NOBODY):
            label = caseload if role is Role.KEYWORKER else None
            post = Post(issuer, subject, role, (service,), label)
            appoint(store, post, Scope.operator(), EVENT)
    return store


def labels(store: Store, service: str) -> set[bytes]:
    """Every pseudonym of the people of one service."""
    asked = (
        "SELECT DISTINCT label FROM client JOIN label USING (client_id) "
        "WHERE service = $service AND client_id NOT IN "
        "(SELECT client_id FROM client WHERE service <> $service)"
    )
    return {row[0].encode() for row in store.read(asked, {"service": service})}


@pytest.fixture(scope="module")
def shared(
    browser: Browser, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shared]:
    folder, port = tmp_path_factory.mktemp("two"), free_port()
    with identity_provider({name: list(Role) for name in PLACES}) as issuer:
        store = a_real_store(folder, demo_folder, issuer)
        own = {name: labels(store, PLACES[name][0]) for name in PLACES}
        path = store.path
        store.close()
        command = [*SERVE, "--config", str(configured(folder, path, issuer, port))]
        with process(command, "Alongside: ", folder / "said.txt"):
            address = f"http://localhost:{port}"
            with Reader(browser, address) as one, Reader(browser, address) as other:
                pair = zip(PLACES, (one, other), strict=True)
                found = {name: Visitor(name, reader) for name, reader in pair}
                for each in found.values():
                    each.listen()
                    each.sign_in()
                yield Shared(found, own, path)


def walk(visitors: dict[str, Visitor]) -> Iterator[tuple[str, str, bytes]]:
    """Every page by both at once: the page, whose browser, and what came to it."""
    for place in navigation.places():
        readers = [each.reader for each in visitors.values()]
        for each in visitors.values():
            if not place.page.listed:
                before, _ = OPENED_FROM[place.address]
                each.reader.go(BY_ADDRESS[before])
        moving = [each for each in readers if not each.is_at(place)]
        for reader in moving:
            reader.set_off(place)
        for reader in moving:
            reader.arrive(place)
        for name, each in visitors.items():
            yield place.address, name, b"".join(each.came)
            each.came.clear()


def test_nothing_of_one_comes_to_the_other_on_any_page(
    shared: Shared, record_property: Callable[[str, object], None]
) -> None:
    both, own = shared.both, shared.own
    leaks, seen = [], {name: set[bytes]() for name in both}
    for address, name, came in walk(both):
        (other,) = set(both) - {name}
        named = {label for label in own[name] if label in came}
        others = {label for label in own[other] if label in came}
        record_property("came", (address, name, len(came), len(named), len(others)))
        seen[name] |= named
        if address not in OF_EVERYBODY:
            planted = own[other] | {f":{other}".encode()}
            leaks += [(address, name, each) for each in planted if each in came]
        kept = both[name].left_behind().encode()
        leaks += [(address, name, each) for each in own[name] if each in kept]
        leaks += [
            (address, name, error.inner_text())
            for error in both[name]
            .reader.tab.get_by_test_id("stAlertContentError")
            .all()
        ]
    assert leaks == []
    assert all(seen.values()), "nothing of their own came either: nobody listened"


def test_no_page_broke_the_policy_or_asked_anybody_else(shared: Shared) -> None:
    for each in shared.both.values():
        found = [*each.reader.breaches, *each.reader.foreign, *each.reader.errors]
        assert found == [], each.subject


def test_every_answer_bore_the_headers(shared: Shared) -> None:
    wanted = {name.lower(): value for name, value in HEADERS.items()}
    wanted["content-security-policy"] = content_policy()
    for each in shared.both.values():
        ours = [a for a in each.answers if a.url.startswith(each.reader.address)]
        assert len(ours) > 10, "no answer was looked at"
        for answer in ours:
            headers = answer.headers
            kept = {} if "/static/" in answer.url else {"cache-control": "no-store"}
            wrong = {n for n, v in (wanted | kept).items() if headers.get(n) != v}
            assert wrong == set(), answer.url
            assert "server" not in headers
            assert "_streamlit_user" not in headers.get("set-cookie", "")


def test_a_command_runs_beside_them_and_each_came_in_once(
    shared: Shared, tmp_path: Path
) -> None:
    to = tmp_path / "acts.jsonl"
    command = [*SERVE[:-1], "audit", "export", "--to", str(to)]
    command += ["--store", str(shared.store)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    acts = [json.loads(line) for line in to.read_text("utf-8").splitlines()]
    came_in = [act["who"].split(":")[-1] for act in acts if act["action"] == "sign_in"]
    assert sorted(came_in) == sorted(shared.both)
