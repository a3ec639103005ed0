"""My columns: a header becomes a mapping that Load data offers from then on."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.session import Opened
from metrics import Store, own_columns, profiles
from tests.imports.loads import OPERATOR
from tests.pages.reading import words


FILE = ("clients.csv", b"Case No,When,service,Sex\nRV1,x,y,z\n", "text/csv")


def show() -> None:
    # AppTest runs the source of this function alone.
    from dashboard import navigation
    from dashboard.app_pages.data import own_columns as page
    from tests.pages.test_load_data import STEWARD

    navigation.run(page.PAGE, STEWARD)


@pytest.fixture
def held(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(session, "_opened", Opened(store, None, demo=True))
    return store


def mapped(title: str, client: str = "Case No") -> AppTest:
    """The page after a file was chosen, columns mapped and the button pressed."""
    at = AppTest.from_function(show, default_timeout=60).run()
    at.file_uploader[0].set_value(FILE).run()
    assert not at.exception
    at.selectbox(key="column_client_client_id").select(client)
    at.selectbox(key="column_client_as_at").select("When")
    at.selectbox(key="column_client_sex").select("Sex")
    at.text_area(key="words_client_sex").set_value("h = male")
    at.text_input[0].set_value(title)
    save = next(each for each in at.button if each.label == "Save these columns")
    save.click().run()
    assert not at.exception
    return at


def test_a_mapping_is_made_from_a_header_alone(held: Store) -> None:
    at = mapped("Our clients")
    (own,) = own_columns(held, OPERATOR)
    assert own.columns == {
        "client_id": "Case No",
        "as_at": "When",
        "service": "service",
        "sex": "Sex",
    }
    assert own.words == {"sex": {"h": "male"}}
    assert "own-our-clients" in profiles(held, OPERATOR)
    assert any("Our clients" in each for each in words(at))
    assert "RV1" not in str(words(at))


def test_what_is_missing_is_said_and_nothing_is_saved(held: Store) -> None:
    at = mapped("Our clients", client="not in this file")
    assert any("Say which column holds" in each for each in words(at))
    assert own_columns(held, OPERATOR) == []


def test_a_mapping_can_be_taken_away(held: Store) -> None:
    at = mapped("Our clients")
    at.button(key="forget_own-our-clients").click().run()
    assert not at.exception
    assert own_columns(held, OPERATOR) == []
