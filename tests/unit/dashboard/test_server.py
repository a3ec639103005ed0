import base64
import hashlib
import logging
import socket
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from dashboard import gate, server, session
from dashboard.access import DEMO_USERS, Role, scope_of
from metrics import INDICATORS, Action, Store, UserError, evaluate, open_store
from tests.architecture.test_streamlit_settings import LOCKED


async def answered(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.url.path)


@pytest.fixture
def client() -> TestClient:
    """A browser in front of our middleware, with nothing of Streamlit's behind it."""
    app = Starlette(
        routes=[Route("/{path:path}", answered)],
        middleware=[
            Middleware(gate.Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=["localhost"]),
        ],
    )
    return TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize(
    "path", ["/", "/my-caseload", "/media/1.csv", "/_stcore/metrics"]
)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in gate.HEADERS} == gate.HEADERS
    assert headers["Content-Security-Policy"] == gate.content_policy()
    assert headers["Cache-Control"] == "no-store"


def test_only_streamlits_own_files_may_be_kept(client: TestClient) -> None:
    assert "Cache-Control" not in client.get("/static/js/index.js").headers
    assert client.get("/staticky").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent", "/mcp"],
)
def test_open_routes_are_closed(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_foreign_host_name_is_turned_away(client: TestClient) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_policy_pins_the_one_inline_script() -> None:
    page = Path(st.__file__).with_name("static") / "index.html"
    _, _, rest = page.read_text("utf-8").partition("<script>")
    script, _, _ = rest.partition("</script>")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = gate.content_policy()
    assert policy.count("'sha256-") == 1
    assert f"'sha256-{digest}'" in policy
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")


# Settings --------------------------------------------------------------------


@pytest.fixture
def settings_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's settings are the process's: hand them back as they were."""
    monkeypatch.setattr(config, "_config_options", config._config_options)


def test_the_locked_settings_win(
    settings_of_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    monkeypatch.setenv("STREAMLIT_CLIENT_SHOW_ERROR_DETAILS", "full")
    server._lock_settings({"server.port": 8600} | server.QUIET)
    assert {name: config.get_option(name) for name in LOCKED} == LOCKED
    assert config.get_option("server.port") == 8600
    assert config.get_option("client.allowedOrigins") == []


def test_it_does_not_start_if_a_setting_differs(
    settings_of_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.bootstrap, "load_config_options", lambda wanted: None)
    monkeypatch.setattr(config, "get_option", lambda name: "something else")
    with pytest.raises(UserError, match=r"could not be locked: .*server\.address"):
        server._lock_settings({})


def test_without_the_settings_file_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(server, "HERE", tmp_path / "dashboard")
    with pytest.raises(UserError, match="settings file is missing"):
        server.settings()


def test_streamlit_writes_no_value_down(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = logging.getLogger("streamlit.error_util")
    monkeypatch.setattr(theirs, "propagate", True)
    monkeypatch.setattr(theirs, "filters", [])
    theirs.error("it is heard")
    server._say_no_values()
    theirs.error("RV-0148 takes 45mg")
    assert "it is heard" in caplog.text
    assert "45mg" not in caplog.text


# Starting --------------------------------------------------------------------


@pytest.fixture(autouse=True)
def opened_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_opened", session.Opened())


def test_a_store_of_real_records_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "real.duckdb"
    open_store(path, create=True).close()
    with pytest.raises(UserError, match=r"real\.duckdb is not a demonstration store"):
        server.demo(path, None, headless=True)


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    path = tmp_path / "demo.duckdb"
    open_store(path, create=True, demo=True, fixed_today=date(2026, 11, 2)).close()
    with socket.socket() as other:
        other.bind((server.LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UserError, match=f"Port {port} is taken"):
            server.demo(path, port, headless=True)


def test_changed_sample_files_make_a_new_demonstration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = server.demo_store()
    monkeypatch.setattr(server, "SAMPLES", tmp_path)
    (tmp_path / "MANIFEST").write_text("other\n")
    assert server.demo_store() != before


def test_the_demonstration_holds_the_invented_people(demo_store: Store) -> None:
    assert demo_store.is_demo
    assert demo_store.today() == server.DEMO_DAY
    people = [
        evaluate(
            demo_store,
            INDICATORS.values(),
            server.DEMO_DAY,
            scope_of(user, Action.SEE_CASELOAD),
        )
        for user in DEMO_USERS
        if Role.KEYWORKER in user.roles
    ]
    # Both keyworkers have a caseload, and nobody is on the two of them.
    assert all(len(each) > 20 for each in people)
    assert not people[0].keys() & people[1].keys()
