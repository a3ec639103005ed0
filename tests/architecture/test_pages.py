import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import app_pages, navigation
from tests.architecture.tree import ROOT, modules, parsed


LONGEST_PAGE = 80
PAGES = Path("dashboard/app_pages")
PAGE_FILES = [
    path
    for path in modules("dashboard")
    if path.is_relative_to(PAGES) and not path.name.startswith("_")
]
SESSION = Path("dashboard/session.py")
ENTRANCE = Path("dashboard/entrance.py")  # who is signed in

# Names of Streamlit that only one module may use, or none, and why.
SESSION_ONLY = {"session_state", "cache_data", "cache_resource", "secrets", "user"}
NOWHERE = {
    "dataframe": "a canvas: no keyboard or screen reader can use it",
    "data_editor": "a canvas: no keyboard or screen reader can use it",
    "line_chart": "its hover layer has no name; use components/chart.py",
    "bar_chart": "it takes no description; use components/chart.py",
    "area_chart": "it takes no description; use components/chart.py",
    "scatter_chart": "it takes no description; use components/chart.py",
    "map": "it asks outside hosts for its tiles",
    "pydeck_chart": "it asks outside hosts for its tiles",
    "exception": "it shows what the error holds",
    "write": "it guesses what to draw; say it",
    "iframe": "nothing outside is shown",
}
CLIENT_LIKE = re.compile(r"client_?id|label|pseudonym|[A-Z]{2}-\d{4}|[0-9a-f]{8,}")


def used(path: Path) -> Iterator[tuple[int, str]]:
    """Each `st.<name>` of a module, with its line."""
    for node in ast.walk(parsed(path)):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "st"
        ):
            yield node.lineno, node.attr


def calls(tree: ast.Module) -> list[int]:
    """Lines at which a module calls something of Streamlit's when it is imported."""
    inside = {
        id(node)
        for part in ast.walk(tree)
        if isinstance(part, ast.FunctionDef | ast.Lambda)
        for node in ast.walk(part)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and id(node) not in inside
        and ast.unparse(node.func).startswith(("st.", "session."))
    ]


# Every page ------------------------------------------------------------------


def test_the_page_folders_are_the_sections_of_the_menu() -> None:
    folders = {
        path.name
        for path in (ROOT / PAGES).iterdir()
        if path.is_dir() and any(path.glob("*.py"))
    }
    assert folders <= set(navigation.SECTIONS)
    assert len(navigation.places()) == len(PAGE_FILES)
    assert app_pages.__name__ == "dashboard.app_pages"


def test_titles_addresses_and_places_in_the_menu_are_unique() -> None:
    places = navigation.places()
    for taken in (
        [each.page.title for each in places],
        [each.address for each in places],
        [(each.section, each.page.order) for each in places],
    ):
        assert len(set(taken)) == len(taken)


@pytest.mark.parametrize("place", navigation.places(), ids=lambda each: each.address)
def test_every_state_of_a_page_is_written(place: navigation.Place) -> None:
    page = place.page
    assert page.question.endswith("?")
    for words in (page.help, page.empty):
        assert words.strip().endswith((".", "*"))
    assert page.loading.strip()
    assert not CLIENT_LIKE.search(f"{place.address} {page.title}")
    assert place.address != navigation.START


@pytest.mark.parametrize("path", PAGE_FILES, ids=str)
def test_a_page_is_short_and_draws_nothing_when_imported(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_PAGE
    assert calls(parsed(path)) == []
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert not imported & {"altair", "pandas"}


# Streamlit -------------------------------------------------------------------


@pytest.mark.parametrize("path", modules("dashboard"), ids=str)
def test_streamlits_memory_is_touched_in_one_place(path: Path) -> None:
    found = [(line, name) for line, name in used(path) if name in SESSION_ONLY]
    if path == ENTRANCE:
        assert {name for _, name in found} == {"user"}
        return
    assert path == SESSION or found == []


@pytest.mark.parametrize("path", modules("dashboard"), ids=str)
def test_what_is_used_nowhere(path: Path) -> None:
    assert [(line, name) for line, name in used(path) if name in NOWHERE] == []


@pytest.mark.parametrize("path", modules("dashboard"), ids=str)
def test_no_html_and_no_script(path: Path) -> None:
    asked = {
        keyword.arg
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
    }
    assert not asked & {"unsafe_allow_html", "unsafe_allow_javascript"}
    html = [line for line, name in used(path) if name == "html"]
    assert path == Path("dashboard/components/frame.py") or html == []


def test_the_entry_script_defines_nothing() -> None:
    # Streamlit runs it anew at each click: what it defined would lose its identity.
    tree = parsed(Path("dashboard/app.py"))
    kinds = (
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Assign,
        ast.Lambda,
    )
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, kinds)] == []


def test_planted_faults_are_found() -> None:
    planted = ast.parse(
        "import streamlit as st\nst.title('x')\ndef render():\n    st.text('')"
    )
    assert calls(planted) == [2]
    assert CLIENT_LIKE.search("RV-0148")
