from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from dashboard.downloads import Downloads
from dashboard.gate import ASKED, SESSION, TOKEN, Gate
from dashboard.register import Register, key_of


ADDRESS = "https://alongside.test"


async def cookies_seen(request: Request) -> JSONResponse:
    return JSONResponse(dict(request.cookies))


async def callback(_: Request) -> Response:
    """As Streamlit answers when the provider sends somebody back."""
    answer = RedirectResponse("/", 302)
    answer.set_cookie("_streamlit_user", "chunks-2")
    answer.set_cookie("_streamlit_user_1", "said by the provider")
    answer.set_cookie("_streamlit_user_tokens", "tokens")
    answer.set_cookie("state", "of the way there")
    return answer


async def logout(_: Request) -> Response:
    answer = RedirectResponse("/", 302)
    answer.delete_cookie("_streamlit_user")
    return answer


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json(dict(socket.cookies))
    await socket.close()


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def downloads() -> Downloads:
    return Downloads()


@pytest.fixture
def browser(register: Register, downloads: Downloads) -> Iterator[TestClient]:
    """A browser before the gate, with something like Streamlit behind it."""
    app = Starlette(
        routes=[
            Route("/oauth2callback", callback),
            Route("/auth/logout", logout),
            downloads.route(),
            WebSocketRoute("/_stcore/stream", stream),
            Route("/{path:path}", cookies_seen),
        ],
        middleware=[
            Middleware(
                Gate, register=register, address=ADDRESS, pages=["start", "client"]
            )
        ],
    )
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as opened:
        yield opened


def signed_in(browser: TestClient) -> str:
    browser.get("/oauth2callback")
    return str(browser.cookies[TOKEN])


@pytest.mark.parametrize(
    "path",
    [
        "/media/0123.csv",
        "/_stcore/upload_file/1/2",
        "/component/x/index.html",
        "/take/ticket",
        "/app/static/x",
        "/whatever",
        "/.env",
        "/static",
    ],
)
def test_without_sign_in_every_path_but_the_way_in_is_shut(
    browser: TestClient, path: str
):
    assert browser.get(path).status_code == 401
    forged = {"cookie": f"_streamlit_user=copied; {TOKEN}=guessed; {SESSION}=key"}
    assert browser.get(path, headers=forged).status_code == 401
    signed_in(browser)
    assert browser.get(path).status_code in (200, 404)


@pytest.mark.parametrize(
    "path", ["/", "/client", "/static/js/a.js", "/_stcore/health", "/auth/login"]
)
def test_the_way_in_is_open(browser: TestClient, path: str):
    assert browser.get(path).status_code == 200


def test_the_browser_gets_a_token_and_nothing_that_the_provider_said(
    browser: TestClient, register: Register
):
    lines = browser.get("/oauth2callback").headers.get_list("set-cookie")
    (ours,) = [line for line in lines if line.startswith(TOKEN)]
    assert not [line for line in lines if line.startswith("_streamlit")]
    assert all("Secure" in line for line in lines)
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in ours
    assert "Max-Age" not in ours
    seen = browser.get("/").json()
    assert seen["_streamlit_user_1"] == "said by the provider"
    assert seen[SESSION] == key_of(browser.cookies[TOKEN])
    assert TOKEN not in seen


def test_no_browser_can_say_who_it_is(browser: TestClient):
    forged = {"cookie": f"_streamlit_user=forged; {SESSION}=forged; theme=dark"}
    assert browser.get("/", headers=forged).json() == {"theme": "dark"}


def test_a_copied_cookie_opens_nothing_after_signing_out(browser: TestClient):
    token = signed_in(browser)
    answer = browser.get("/auth/logout")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    copied = {"cookie": f"{TOKEN}={token}"}
    assert browser.get("/media/1.csv", headers=copied).status_code == 401
    assert browser.get("/", headers=copied).json() == {}


def test_signing_in_again_ends_the_sign_in_of_before(
    browser: TestClient, register: Register
):
    before = signed_in(browser)
    after = signed_in(browser)
    assert register.held(before) is None
    assert register.held(after) is not None


def test_the_page_that_was_asked_for_is_come_back_to(browser: TestClient):
    browser.get("/client")
    assert browser.get("/oauth2callback").headers["location"] == "/client"


@pytest.mark.parametrize("asked", ["https://evil.test", "//evil.test", "/media/1"])
def test_no_other_place_is_come_back_to(browser: TestClient, asked: str):
    browser.cookies.set(ASKED, asked)
    assert browser.get("/oauth2callback").headers["location"] == "/"


@pytest.mark.parametrize(
    "origin", [None, "https://evil.test", "null", "http://alongside.test"]
)
def test_a_connection_from_elsewhere_is_refused(
    browser: TestClient, origin: str | None
):
    headers = {"origin": origin} if origin else {}
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect(
            "wss://alongside.test/_stcore/stream", headers=headers
        ),
    ):
        pass


def test_a_connection_knows_the_sign_in_that_the_gate_says(browser: TestClient):
    token = signed_in(browser)
    headers = {"origin": ADDRESS, "cookie": f"{TOKEN}={token}; {SESSION}=forged"}
    with browser.websocket_connect(
        "wss://alongside.test/_stcore/stream", headers=headers
    ) as socket:
        assert socket.receive_json()[SESSION] == key_of(token)


# Taking a file -----------------------------------------------------------------------


def offered(
    downloads: Downloads, of: str | None, noted: list[str], may: bool = True
) -> str:
    return downloads.offer(
        "list.csv",
        b"a,b",
        kind="text/csv",
        of=of,
        allowed=lambda: may,
        note=lambda: noted.append("taken"),
    )


def test_a_file_is_taken_once_by_whom_it_is_for_and_written_down(
    browser: TestClient, downloads: Downloads
):
    mine, noted = key_of(signed_in(browser)), list[str]()
    address = offered(downloads, mine, noted)
    answer = browser.get(address)
    assert (answer.status_code, answer.content) == (200, b"a,b")
    assert answer.headers["content-disposition"] == 'attachment; filename="list.csv"'
    assert browser.get(address).status_code == 404
    assert noted == ["taken"]


def test_nobody_else_takes_it_and_their_try_does_not_use_it_up(
    browser: TestClient, downloads: Downloads
):
    signed_in(browser)
    noted: list[str] = []
    address = offered(downloads, "somebody else", noted)
    assert browser.get(address).status_code == 404
    assert downloads.take(address.rpartition("/")[2], "somebody else") is not None


def test_whoever_may_no_longer_is_refused(browser: TestClient, downloads: Downloads):
    noted: list[str] = []
    address = offered(downloads, key_of(signed_in(browser)), noted, may=False)
    assert browser.get(address).status_code == 404
    assert noted == []
