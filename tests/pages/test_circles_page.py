"""Buying circles: what a manager reads, and what nobody may read there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS
from dashboard.app_pages.groups import circles as page
from dashboard.charts_network import MORE, OUTCOMES
from dashboard.session import Opened
from metrics import Action, Circles, Scope, Store, circles, open_store
from metrics.criteria import CRITERIA
from tests.pages import visiting
from tests.pages.reading import cells, charts, words
from tests.spec.reported import reported


MANAGER = next(each for each in DEMO_USERS if each.subject == "manager")
# Words of the reasons behind an outcome: none may stand on this page.
REASONS = (
    "naloxone",
    "overdose",
    "dose",
    "prison",
    "release",
    "detox",
    "hospital",
    "heroin",
    "opiate",
    "stopped",
    "different offer",
    "hub",
    "central",
)


def opened(**address: str) -> AppTest:
    return visiting.opened(page.PAGE, MANAGER, **address)


def everything(at: AppTest) -> str:
    """All that reaches the browser: words, cells, charts and the rows behind them."""
    rows = [row for each in data(at).values() for row in each]
    return json.dumps([words(at), cells(at), charts(at), rows], ensure_ascii=False)


def data(at: AppTest) -> dict[str, list[dict[str, Any]]]:
    """The rows that charts are drawn from, by the name that the chart gives them."""
    return {
        each.name: pa.ipc.open_stream(each.data.data).read_all().to_pylist()
        for chart in (*at.get("vega_lite_chart"), *at.get("arrow_vega_lite_chart"))
        for each in chart.proto.datasets
    }


@pytest.fixture
def found(demo_store: Store) -> Circles:
    scope = Scope("test", frozenset(Action), MANAGER.services, None)
    return circles(demo_store, demo_store.today(), scope)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of its own, open in place of the demonstration's."""
    made = open_store(tmp_path / "small.duckdb", create=True, demo=True)
    monkeypatch.setattr(session, "_opened", Opened(made, None, demo=True))
    yield made
    made.close()


def test_the_page_is_where_the_menu_has_it() -> None:
    (place,) = [each for each in navigation.places() if each.page is page.PAGE]
    assert (place.section, place.address) == ("groups", "circles")


def test_it_answers_first_how_many_could_be_discussed(found: Circles) -> None:
    at = opened()
    shown = {each.label[2:]: each.value for each in at.metric}
    assert shown == {
        label: str(len(found.of(kind))) for kind, label in OUTCOMES.items()
    }
    assert sum(int(each) for each in shown.values()) == len(found.everybody)
    said = " ".join(words(at))
    assert f"**{len(found.everybody)} people** agreed to network planning" in said
    assert "Studied in men only" in said
    assert MORE[:-1] in said


def test_everybody_who_agreed_stands_in_one_table_by_outcome(found: Circles) -> None:
    at = opened()
    first_pages = [each.label for kind in OUTCOMES for each in found.of(kind)[:25]]
    assert set(first_pages) <= {cell.replace("\\", "") for cell in cells(at)}


def test_nothing_clinical_stands_anywhere_on_it() -> None:
    for at in (opened(), opened(circle="1"), opened(circle="11")):
        text = everything(at).lower()
        assert [word for word in REASONS if re.search(rf"\b{word}", text)] == []
        titles = [each.title.lower() for each in CRITERIA.values()]
        assert [title for title in titles if title in text] == []


def test_nobody_else_stands_on_it_and_nobody_by_id(
    demo_store: Store, found: Circles
) -> None:
    rows = demo_store.read("SELECT client_id, label FROM label")
    agreed = {each.label for each in found.everybody}
    for at in (opened(), opened(circle="2")):
        text = everything(at).replace("\\", "")
        assert [
            label for _, label in rows if label in text and label not in agreed
        ] == []
        assert [client_id for client_id, _ in rows if client_id in text] == []


def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in spec["layer"]:
        yield from layers(each) if "layer" in each else [each]


def layer(at: AppTest, mark: str) -> dict[str, Any]:
    (spec,) = charts(at)
    (found,) = [each for each in layers(spec) if each["mark"]["type"] == mark]
    return found


def drawn(at: AppTest, mark: str) -> list[dict[str, Any]]:
    return data(at)[layer(at, mark)["data"]["name"]]


def test_the_picture_has_every_confirmed_tie_once_and_all_alike(found: Circles) -> None:
    at = opened()
    spots = found.layout.spots
    wanted = [
        {"x": spots[a].x, "y": spots[a].y, "x2": spots[b].x, "y2": spots[b].y}
        for circle in found.circles
        for a, b in circle.ties
    ]
    assert drawn(at, "rule") == wanted
    assert set(layer(at, "rule")["encoding"]) == {
        "x",
        "y",
        "x2",
        "y2",
    }  # nothing tells them apart


def test_the_picture_says_of_people_only_who_they_are_and_the_outcome(
    found: Circles,
) -> None:
    at = opened()
    people = drawn(at, "point")
    assert {row["Person"] for row in people} == {each.label for each in found.members}
    point = layer(at, "point")
    # Outcome by shape as well as by colour; nobody larger than anybody.
    assert point["encoding"]["shape"]["field"] == "Outcome"
    assert point["encoding"]["color"]["field"] == "Outcome"
    assert "size" not in point["encoding"]
    assert len(set(point["encoding"]["shape"]["scale"]["range"])) == len(OUTCOMES)


def test_all_that_is_drawn_stands_in_the_table_beside_it(found: Circles) -> None:
    text = [cell.replace("\\", "") for cell in cells(opened())]
    for circle in found.circles:
        assert any(
            all(f"{a} and {b}" in cell for a, b in circle.ties) for cell in text
        ), circle.number


def test_every_circle_says_how_sure_it_is_and_what_its_people_want(
    found: Circles,
) -> None:
    said = " ".join(words(opened())).replace("\\", "").lower()
    for circle in found.circles:
        people = f"**circle {circle.number}:** {len(circle.members)} people"
        assert people in said
        sure, goals = "; ".join(circle.how_sure), circle.inside.goals.lower()
        assert f"{sure}  \nown goals: {goals}" in said


def test_a_button_opens_a_circle_and_another_goes_back(found: Circles) -> None:
    (third,) = [each for each in found.circles if each.number == 3]
    assert third.inside.days
    fewest, most = third.inside.days
    heading = f"Circle 3: {len(third.members)} people"
    at = opened()
    at.button(key="open_3").click().run()
    assert heading in [each.value.replace("\\", "") for each in at.header]
    people = {row["Person"] for row in drawn(at, "point")}
    assert people == {each.label for each in third.members}
    said = " ".join(words(at)).replace("\\", "")
    assert f"**{third.pairs} pairs to be checked**" in said
    assert f"from {fewest} to {most} of 28" in said
    (back,) = [each for each in at.button if each.label == "Back to all circles"]
    back.click().run()
    assert heading not in [each.value.replace("\\", "") for each in at.header]


@pytest.mark.parametrize("number", ["0", "99", "all", "HB-0001", "1; 2"])
def test_an_address_that_names_no_circle_shows_all(number: str) -> None:
    assert len(opened(circle=number).metric) == 4
    assert "circles, 60 people" in opened(circle=number).header[0].value


def test_without_ties_it_says_why_and_what_else_can_be_offered(small: Store) -> None:
    reported(
        small,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      |    | 2026-10-01
        """,
        client="""
        client_id | as_at      | service
        A         | 2026-01-01 | Harbourside
        B         | 2026-01-01 | Harbourside
        """,
    )
    at = opened()
    assert at.info[0].value.startswith("No confirmed ties yet.")
    assert "mutual aid" in at.info[0].value
    assert charts(at) == []
    assert "none of these 2 people is recorded as a woman" in " ".join(words(at))
    assert "not recorded for 2 people" in " ".join(words(at))


def test_where_nobody_agreed_it_says_so(small: Store) -> None:
    at = opened()
    assert "Nobody here has agreed to network planning yet" in at.info[0].value
    assert not at.metric
