"""The real thing as processes of their own: an identity provider and `alongside serve`.

Who signs in at the provider is said here; what is looked at does not belong here.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dashboard.access import Role
from metrics import AuditEvent, Scope, open_store
from metrics.staffing import Post, appoint
from tests.factories import a_client, insert, put


EVENT = AuditEvent("operator", "operator", "appoint")
PEOPLE = {
    "ana": ["Keyworker"],
    "bo": ["Keyworker"],
    "max": ["Manager"],
    "new": ["Keyworker"],
}
SERVE = [sys.executable, "-m", "dashboard.cli", "serve"]


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def a_store(folder: Path, issuer: str) -> Path:
    """A store of two workers with a person each, and its key in another folder."""
    path = folder / "records" / "store.duckdb"
    path.parent.mkdir()
    a_key(folder)
    store = open_store(path, create=True)
    put(
        store,
        a_client("A", service="Riverside", keyworker="Keyworker 1"),
        a_client("B", service="Riverside", keyworker="Keyworker 2"),
    )
    with store.writing() as writing:
        insert(writing, "label", {"client_id": "A", "label": "RV-0001"})
        insert(writing, "label", {"client_id": "B", "label": "RV-0002"})
    for subject, role, label in (
        ("ana", "keyworker", "Keyworker 1"),
        ("bo", "keyworker", "Keyworker 2"),
        ("max", "service_manager", None),
    ):
        post = Post(issuer, subject, role, ("Riverside",), label)
        appoint(store, post, Scope.operator(), EVENT)
    store.close()
    return path


def a_key(folder: Path) -> None:
    (folder / "keys").mkdir()
    (folder / "keys" / "store.key").write_text("00" * 32)
    (folder / "keys" / "store.key").chmod(0o600)


def configured(folder: Path, store: Path | None, issuer: str, port: int) -> Path:
    """The configuration of a server at a port, for its owner alone."""
    path = folder / "alongside.toml"
    release = store.parent / "release" / "release.duckdb" if store else folder
    records = (
        f'[store]\npath = "{store}"\nkey = "{folder / "keys" / "store.key"}"\n'
        + (f'release = "{release}"\n' if release.is_file() else "")
        if store
        else ""
    )
    path.write_text(
        f'{records}[server]\naddress = "http://localhost:{port}"\nport = {port}\n'
        f'[auth]\nserver_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
        f'client_id = "alongside"\nclient_secret = "secret"\ncookie_secret = "{"s" * 40}"\n'
        '[sign_in.roles]\n"Keyworker" = "keyworker"\n"Manager" = "service_manager"\n'
        + "".join(f'"{role}" = "{role}"\n' for role in Role)
    )
    path.chmod(0o600)
    return path


@contextmanager
def provider(people: Mapping[str, Sequence[str]] = PEOPLE) -> Iterator[str]:
    """A real OpenID Connect provider with its users; its address is the issuer."""
    port = free_port()
    users = [
        argument
        for subject, roles in people.items()
        for argument in ("--user-claims", json.dumps({"sub": subject, "roles": roles}))
    ]
    command = [Path(sys.executable).with_name("oidc-provider-mock"), "-p", str(port)]
    with process([*map(str, command), *users], "http://", None):
        yield f"http://localhost:{port}"


@contextmanager
def process(
    command: list[str], ready: str, errors: Path | None, typed: str = ""
) -> Iterator["subprocess.Popen[str]"]:
    """A process that has said what it says once it can be reached."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as running:
        assert running.stdout is not None
        assert running.stdin is not None
        running.stdin.write(typed)
        running.stdin.close()
        said: list[str] = []
        for line in running.stdout:
            said.append(line)
            if ready in line:
                break
        else:
            raise RuntimeError("".join(said))
        # What it writes on is read, or it would wait for a reader.
        rest = threading.Thread(
            target=lambda: said.extend(running.stdout or ()), daemon=True
        )
        rest.start()
        try:
            yield running
        finally:
            running.terminate()
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()
            rest.join(5)
            if errors:
                errors.write_text("".join(said))
