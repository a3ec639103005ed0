"""A page as somebody finds it, run without a browser, and a button of it pressed.

What is read on it is `reading.py`; what a person does over several pages belongs to the
test that follows them.
"""

from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import User
from dashboard.app_pages._page import Page


def show(page: "Page", user: "User") -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation

    navigation.run(page, user)


def visited(
    page: Page | str, user: User, client_id: str | None = None, **address: str
) -> AppTest:
    """A page, or what stands at an address, with a client opened and filters set."""
    if isinstance(page, str):
        page = next(p.page for p in navigation.places() if p.address == page)
    at = AppTest.from_function(show, args=(page, user), default_timeout=60)
    if client_id:
        at.session_state[session._CLIENT] = client_id
    for name, value in address.items():
        at.query_params[name] = value
    return at.run()


def opened(
    page: Page | str, user: User, client_id: str | None = None, **address: str
) -> AppTest:
    """The same, where nothing may have gone wrong."""
    at = visited(page, user, client_id, **address)
    assert not at.exception
    assert [box.value for box in at.error] == []
    return at


def press(at: AppTest, label: str) -> AppTest:
    """Press the one button of this name."""
    (button,) = [each for each in at.button if each.label == label]
    assert not button.disabled
    button.click().run()
    assert not at.exception
    return at
