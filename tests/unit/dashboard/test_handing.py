"""Commands while a server holds the store: handed over, run there, told here."""

import ast
import json
import os
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard import session
from dashboard.access import Role
from dashboard.cli import _handing, app
from dashboard.cli._running import taking_commands
from dashboard.identity import By, Entrance
from dashboard.register import ENDED_HERE, Register, key_of
from metrics import Store, UserError, open_store
from tests.imports.files import written
from tests.imports.loads import RV1


COMMANDS_OF = Path(_handing.__file__).parent


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Store]:
    """A store that a server holds: a second opening of it is refused."""
    folder = tmp_path / "a folder whose name alone is longer than a socket's may be "
    folder = folder.with_name(folder.name + "x" * 80)
    folder.mkdir()
    made = open_store(folder / "store.duckdb", create=True)
    with closing(made), taking_commands(made):
        yield made


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def of(held: Store, *words: object) -> Result:
    return run(*words, "--store", held.path)


def test_a_load_and_what_follows_run_where_the_store_is_held(
    held: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = written(tmp_path / "in", client=RV1)
    monkeypatch.chdir(file.parent)
    loaded = of(held, "load", file.name, "--as-at", "2026-10-01", "--json")
    assert loaded.exit_code == 0, loaded.stderr
    said: dict[str, Any] = json.loads(loaded.stdout)
    assert (said["saved"], said["tables"]["client"]["new"]) == (True, 1)
    assert held.read("SELECT count(*) FROM client") == [(1,)]
    assert "labels were made" in loaded.stderr
    counted = json.loads(of(held, "indicators", "--on", "2026-10-01", "--json").stdout)
    assert (counted["on"], counted["clients"]) == ("2026-10-01", 1)
    undone = of(held, "undo", said["batch"])
    assert (undone.exit_code, held.read("SELECT count(*) FROM client")) == (0, [(0,)])


def test_what_is_refused_there_is_refused_here(held: Store) -> None:
    refused = of(held, "undo", 7, "--json")
    assert refused.exit_code == 2
    assert "no batch 7" in json.loads(refused.stdout)["message"]
    appointed = of(held, "staff", "appoint", "--issuer", "them", "--subject", "ana",
                   "--role", "keyworker", "--service", "Riverside")  # fmt: skip
    assert appointed.exit_code == 2
    assert "needs the label of a caseload" in appointed.stderr


def test_a_post_is_given_and_a_backup_made_while_people_work(
    held: Store, tmp_path: Path
) -> None:
    post = ("staff", "appoint", "--issuer", "them", "--subject", "ana", "--role",
            "prescriber", "--service", "Riverside")  # fmt: skip
    assert of(held, *post).exit_code == 0
    assert held.read("SELECT role FROM staff") == [("prescriber",)]
    copied = of(held, "backup", tmp_path / "copy")
    assert copied.exit_code == 0, copied.stderr
    assert (tmp_path / "copy" / "store.duckdb").is_file()


def test_nobody_is_erased_under_the_feet_of_a_server(held: Store) -> None:
    refused = of(held, "erase", "RV-0001", "--reason", "asked for")
    assert refused.exit_code == 2
    assert "Stop the server first" in refused.stderr
    assert held.read("SELECT 1") == [(1,)]


def test_a_fault_there_is_told_by_its_place_alone(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(held), "today", lambda self: {}["RV-0148"])
    failed = of(held, "indicators")
    assert failed.exit_code == 1
    assert "KeyError at test_handing.py" in failed.stderr
    assert "RV-0148" not in failed.stderr


def test_everybody_or_somebody_is_signed_out_at_once(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Register()
    tokens = {name: register.begin({}) for name in ("ana", "bo")}
    for name, token in tokens.items():
        register.named(key_of(token), f"them:{name}", None)
    opened = session.Opened(held, entrance=Entrance(By.PROVIDER, register))
    monkeypatch.setattr(session, "_opened", opened)
    one = ("--issuer", "them", "--subject", "ana")
    assert of(held, "staff", "sign-out", *one[2:]).exit_code == 2
    assert of(held, "staff", "sign-out", *one).exit_code == 0
    standing = {n: register.standing(key_of(t), touch=False) for n, t in tokens.items()}
    assert standing["ana"].why_not == ENDED_HERE
    assert standing["bo"].holds
    assert of(held, "staff", "sign-out").exit_code == 0
    assert not register.standing(key_of(tokens["bo"]), touch=False).holds
    acts = [a for a in held.audit.acts() if a["action"] == "end_sign_ins"]
    assert [each["about"] for each in acts] == ["everybody", "them:ana"]


def test_where_no_server_is_nobody_is_signed_in(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    open_store(path, create=True).close()
    refused = run("staff", "sign-out", "--store", path)
    assert (refused.exit_code, "nobody is signed in" in refused.stderr) == (2, True)


# The socket ---------------------------------------------------------------------------


def test_the_socket_is_its_owners_alone_and_gone_afterwards(tmp_path: Path) -> None:
    store, path = tmp_path / "store.duckdb", tmp_path / "store.sock"
    path.write_text("left behind by a server that was killed")
    with _handing.listening(store, lambda name, options: _handing.Said("", "", 0)):
        assert oct(path.stat().st_mode)[-3:] == "600"
        assert path.is_socket()
    assert not path.exists()
    assert _handing.ask(store, "batches", {}) is None


def test_another_account_is_not_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def run(name: str, options: _handing.Options) -> _handing.Said:
        ran.append(name)
        return _handing.Said("", "", 0)

    ours = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: ours + 1)
    with (
        _handing.listening(tmp_path / "store.duckdb", run),
        pytest.raises(UserError, match="stopped before it answered"),
    ):
        _handing.ask(tmp_path / "store.duckdb", "batches", {})
    assert ran == []


def test_nonsense_is_not_run_and_harms_nobody(held: Store) -> None:
    for nonsense in (
        b"",
        b"{",
        b'{"command": "x"}',
        b"[]",
        b'{"command":1,"options":2}',
    ):
        with (
            socket.socket(socket.AF_UNIX) as to,
            _handing._address(_handing.beside(held.path)) as address,
        ):
            to.connect(address)
            to.sendall(nonsense)
            to.shutdown(socket.SHUT_WR)
            assert to.recv(9) == b"", nonsense
    assert _handing.ask(held.path, "no_such_command", {}).code == 1  # type: ignore[union-attr]
    assert of(held, "batches").exit_code == 0


def test_options_come_across_as_they_were(tmp_path: Path) -> None:
    came: dict[str, Any] = {}

    def run(_: str, options: _handing.Options) -> _handing.Said:
        came.update(options)
        return _handing.Said("out", "err", 2)

    given = {
        "files": [Path("/a/b.csv")],
        "on": datetime(2026, 11, 2),
        "role": Role.PRESCRIBER,
        "size": "6-10",
        "seconds": 3.5,
        "groups": None,
        "as_json": True,
        "service": ["Riverside"],
    }
    with _handing.listening(tmp_path / "store.duckdb", run):
        said = _handing.ask(tmp_path / "store.duckdb", "plan_groups", given)
    assert (said, came) == (_handing.Said("out", "err", 2), given)


@pytest.mark.parametrize("path", sorted(COMMANDS_OF.glob("*.py")), ids=lambda p: p.name)
def test_a_command_speaks_and_opens_in_the_one_way_that_can_be_handed_over(
    path: Path,
) -> None:
    if path.name == "_running.py":
        return
    named = {
        getattr(node, "id", getattr(node, "attr", ""))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    }
    assert named & {"print", "echo", "open_store", "stdout", "stderr"} == set()
