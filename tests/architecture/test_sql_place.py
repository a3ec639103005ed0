import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, parsed, strings


# Whole questions are views, declarations hold fragments, and these compile them; all
# others ask the front door.
HOMES = (
    "metrics/store",
    "metrics/indicators",
    "metrics/criteria",
    "metrics/contracts",
    "metrics/intake/profiles",
)

# Upper case only, as all our SQL is written: "Select a client" is a sentence.
SQL = re.compile(r"\b(SELECT|INSERT INTO|DELETE FROM|CREATE (TEMP )?TABLE)\b")


def sql_in(tree: ast.Module) -> list[int]:
    """The lines on which a string that is not a docstring holds SQL."""
    found = (line for line, text in strings(tree, docstrings=False) if SQL.search(text))
    return sorted(found)


def at_home(path: Path) -> bool:
    return any(path.is_relative_to(home) for home in HOMES)


@pytest.mark.parametrize(
    "path", [path for path in modules() if not at_home(path)], ids=str
)
def test_no_sql_outside_its_homes(path: Path) -> None:
    assert sql_in(parsed(path)) == []


def test_sql_files_are_views() -> None:
    files = [path.relative_to(ROOT) for path in ROOT.glob("[dm]*/**/*.sql")]
    views = Path("metrics/store/views")
    assert [str(path) for path in files if path.parent != views] == []


def test_sql_is_found_and_a_sentence_is_not() -> None:
    planted = ast.parse(
        '"""SELECT in a docstring."""\n'
        'asked = f"SELECT dose FROM {view}"\n'
        'title = "Select a client from the list"\n'
    )
    assert sql_in(planted) == [2]
