import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import live, server, session
from dashboard.access import Role
from dashboard.configuration import read
from dashboard.passphrase import SHORTEST, Door, choose
from dashboard.register import Register
from metrics import UserError, open_store
from tests.browser.live import configured


ISSUER = "https://login.example"


@pytest.fixture(autouse=True)
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What would be served, instead of serving it."""
    ran: list[object] = []
    monkeypatch.setattr(server, "run", lambda *way, **_: ran.append(way))
    monkeypatch.setattr(session, "_opened", session.Opened())
    monkeypatch.delenv(live.KEY_IS, raising=False)
    monkeypatch.setenv(live.KEY_IS, "")  # given back as it was, when the test is over
    return ran


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    path = tmp_path / "records" / "store.duckdb"
    open_store(path, create=True).close()
    return path


@pytest.fixture
def config(tmp_path: Path, store: Path) -> Path:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "store.key").write_text("00" * 32)
    return configured(tmp_path, store, ISSUER, 8501)


def changed(config: Path, before: str, after: str) -> Path:
    text = config.read_text()
    assert before in text
    config.write_text(text.replace(before, after))
    return config


# A configuration ---------------------------------------------------------------------


def test_what_a_configuration_says(config: Path, nothing_runs: list[object]):
    said = read(config)
    assert said.sign_in.roles["Manager"] is Role.SERVICE_MANAGER
    assert said.secrets["auth"]["redirect_uri"] == (
        "http://localhost:8501/oauth2callback"
    )
    live.serve(config)
    assert nothing_runs


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("s" * 40, "short", "auth.cookie_secret"),
        ("http://localhost:8501", "http://alongside.org", "begin with https://"),
        ("https://login.example", "http://login.example", "begin with https://"),
        ('client_secret = "secret"', "", "auth.client_secret: Field required"),
        (
            '"Manager" = "service_manager"',
            '"Manager" = "king"',
            "sign_in.roles.Manager",
        ),
        ("[sign_in.roles]", "[sign_in.rolls]", "sign_in"),
        ("[auth]", "[auth", "is not TOML"),
    ],
)
def test_what_is_not_safe_is_refused_and_no_secret_is_said(
    config: Path, before: str, after: str, sentence: str
):
    with pytest.raises(UserError) as refused:
        live.serve(changed(config, before, after))
    assert sentence in str(refused.value)
    assert "ssss" not in str(refused.value)


def test_a_configuration_that_others_can_read_is_refused(config: Path):
    config.chmod(0o644)
    with pytest.raises(UserError, match="can be read by others"):
        live.serve(config)


def test_a_configuration_that_is_not_there(tmp_path: Path):
    with pytest.raises(UserError, match=r"There is no configuration at none\.toml"):
        live.serve(tmp_path / "none.toml")


def test_without_a_store_it_says_how_a_release_is_served(tmp_path: Path):
    config = configured(tmp_path, None, ISSUER, 8501)
    with pytest.raises(UserError, match="serve --release FILE"):
        live.serve(config)


# A store -----------------------------------------------------------------------------


def test_a_key_in_the_stores_own_folder_is_refused(config: Path, store: Path):
    beside = store.with_name("store.key")
    beside.write_text("00" * 32)
    moved = changed(config, "keys/store.key", "records/store.key")
    with pytest.raises(UserError, match="lies in the store's own folder"):
        live.serve(moved)


def test_a_key_that_is_not_there_is_refused(config: Path):
    with pytest.raises(UserError, match="key of this store was not found"):
        live.serve(changed(config, "keys/store.key", "keys/lost.key"))


def test_a_demonstration_is_not_served_as_real(tmp_path: Path, config: Path):
    demo = tmp_path / "records" / "demo.duckdb"
    open_store(demo, create=True, demo=True).close()
    with pytest.raises(UserError, match="is a demonstration"):
        live.serve(changed(config, "store.duckdb", "demo.duckdb"))
    open_store(demo).close()


def test_a_store_that_was_served_says_so(config: Path, store: Path):
    live.serve(config)
    opened = open_store(store)
    assert opened.is_served
    opened.close()


# A release alone ---------------------------------------------------------------------


def test_the_process_of_a_release_can_open_no_store(tmp_path: Path, store: Path):
    release = tmp_path / "release.duckdb"
    release.write_bytes(b"")
    program = (
        "import sys; from pathlib import Path; from dashboard import live, server\n"
        "from metrics import UserError, open_store\n"
        "server.run = lambda *a, **k: None\n"
        "live.serve_release(Path(sys.argv[1]), None, 0)\n"
        "try: open_store(sys.argv[2])\n"
        "except UserError as refused: print(refused)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(release), str(store)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.stdout.strip() == "This process reads one release, and opens no store."


def test_a_release_beside_a_store_is_refused(tmp_path: Path, config: Path):
    release = tmp_path / "release.duckdb"
    release.write_bytes(b"")
    with pytest.raises(UserError, match="a release stands alone"):
        live.serve_release(release, config, 0)


# One person --------------------------------------------------------------------------


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_passphrase_is_chosen_once_and_long_enough(tmp_path: Path):
    kept = tmp_path / "store.passphrase"
    with pytest.raises(UserError, match=f"at least {SHORTEST} characters"):
        choose(kept, "short")
    choose(kept, "four plain words do")
    with pytest.raises(FileExistsError):
        choose(kept, "another that is long")


def test_wrong_tries_slow_the_next_one_down(tmp_path: Path):
    kept = tmp_path / "store.passphrase"
    choose(kept, "four plain words do")
    clock = Clock()
    door = Door(kept, Register(), clock)
    assert not door.opens("wrong")
    assert not door.opens("four plain words do"), "too early"
    clock.now += door.wait
    assert not door.opens("wrong again")
    assert door.wait == 4
    clock.now += door.wait
    assert door.opens("four plain words do")


# Encryption at rest ------------------------------------------------------------------


def sealed_by(config: Path, seal: str) -> Path:
    return changed(config, "[server]", f"{seal}\n[server]")


def test_a_store_that_is_not_encrypted_is_not_served_as_if_it_were(
    config: Path, tmp_path: Path, nothing_runs: list[object]
):
    module = f'crypto_module = "{tmp_path / "httpfs"}"'
    seal = f'seal = "{tmp_path / "keys" / "seal.key"}"'
    with pytest.raises(
        UserError, match="is not encrypted, and a key for that is named"
    ):
        live.serve(sealed_by(config, f"{seal}\n{module}"))
    changed(config, "keys/seal.key", "records/seal.key")
    with pytest.raises(UserError, match="lies in the store's own folder"):
        live.serve(config)
    changed(config, module, "")
    with pytest.raises(UserError, match="seal and crypto_module go together"):
        live.serve(config)
    assert not nothing_runs
