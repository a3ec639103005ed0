import json
import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli import app
from metrics import open_store, planning
from metrics.groups import Request
from metrics.groups.planner import searched


TWO_TRIANGLES = "from,to\na,b\nb,a\nb,c\nc,a\nd,e\ne,f\nf,d\nc,d\n"
PRINTED = {"groups", "kept", "bound", "ties", "seed", "moves", "unplaced", "clash"}


def plan(*words: object) -> Result:
    return CliRunner().invoke(app, ["plan", *(str(word) for word in words)])


@pytest.fixture
def ties(tmp_path: Path) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text(TWO_TRIANGLES, encoding="utf-8")
    return path


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_everyone_of_an_edge_list_is_placed_and_the_bound_is_printed(ties: Path):
    result = plan("--ties", ties, "--size", "3", "--seconds", "20", "--json")
    found = told(result)
    assert result.exit_code == 0
    assert found.keys() >= PRINTED
    assert sorted(found["groups"]) == [["a", "b", "c"], ["d", "e", "f"]]
    assert (found["kept"], found["bound"], found["ties"]) == (6, 6, 7)
    assert found["unplaced"] == found["clash"] == []


def test_seed_and_moves_make_the_plan_again(ties: Path):
    words = ["--ties", ties, "--size", "2-4", "--seconds", "20", "--json"]
    first = told(plan(*words, "--seed", "3"))
    again = told(plan(*words, "--seed", "3", "--moves", first["moves"]))
    assert again == first


def test_people_read_what_is_printed_without_json(ties: Path):
    result = plan("--ties", ties, "--size", "3", "--seconds", "20")
    assert "6 of 7 ties kept; no plan can keep more." in result.stdout
    assert "buying" not in result.stdout


def test_what_clashes_is_said_and_refused(ties: Path):
    result = plan("--ties", ties, "--size", "4-5", "--seconds", "20", "--json")
    found = told(result)
    assert result.exit_code == 2
    assert found["groups"] == []
    (clash,) = found["clash"]
    assert set(clash["rules"]) == {"sizes", "everyone"}
    assert clash["words"].startswith("6 people cannot all be placed")


def test_a_rules_file_adds_to_the_sizes(ties: Path, tmp_path: Path):
    rules = tmp_path / "rules.json"
    rules.write_text('{"apart": [["a", "b"]]}', encoding="utf-8")
    found = told(
        plan(
            "--ties", ties, "--size", "3", "--rules", rules, "--seconds", "20", "--json"
        )
    )
    assert not any({"a", "b"} <= set(group) for group in found["groups"])


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ('{"apart": [["a", "zz"]]}', "names 1 person who cannot be placed here"),
        ('{"apart": "a"}', "apart is not written as the help says"),
        ('{"aparts": []}', "A rules file is a JSON object of: size"),
        ("{", "cannot be read as JSON (line 1)"),
    ],
    ids=["somebody else", "not a list", "no such rule", "no JSON"],
)
def test_a_wrong_rules_file_is_refused_in_words(
    ties: Path, tmp_path: Path, rules: str, words: str
):
    path = tmp_path / "rules.json"
    path.write_text(rules, encoding="utf-8")
    result = plan("--ties", ties, "--rules", path)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "zz" not in result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who,whom\na,b\n", "has the columns from and to"),
        ("from,to\na,\n", "Row 2 of the edge list has an empty end"),
        ("from,to\na,a\n", "There is no tie"),
    ],
    ids=["columns", "empty end", "no tie"],
)
def test_a_wrong_edge_list_is_refused_in_words(tmp_path: Path, text: str, words: str):
    path = tmp_path / "ties.csv"
    path.write_text(text, encoding="utf-8")
    result = plan("--ties", path)
    assert result.exit_code == 2
    assert words in result.stderr


def test_either_an_edge_list_or_a_store_is_named(ties: Path, tmp_path: Path):
    for words in ([], ["--ties", ties, "--store", tmp_path / "s.duckdb"]):
        result = plan(*words)
        assert result.exit_code == 2
        assert "Name either an edge list" in result.stderr


def test_of_a_store_people_are_named_by_label_and_the_look_is_audited(
    demo_folder: Path, tmp_path: Path
):
    folder = tmp_path / "own"
    shutil.copytree(demo_folder, folder)
    store = folder / "store.duckdb"
    words = ["--store", store, "--size", "4-8", "--seconds", "60", "--moves", "30000"]
    found = told(plan(*words, "--reason", "a test", "--json"))
    people = [who for group in found["groups"] for who in group]
    people += [each["id"] for each in found["unplaced"]]
    assert len(people) >= 12
    assert all(re.fullmatch(r"[A-Z]{2}-\d{4}", who) for who in people)
    with closing(open_store(store)) as held:
        act = next(held.audit.acts())
    assert (act["action"], act["why"]) == ("plan_groups", "a test")
    assert act["about"] == "looked for a plan of groups"


def test_without_a_reason_real_people_are_counted_and_not_named():
    asked = Request.of_edges([("a", "b"), ("b", "c")], planning.Sizes(3, 3))
    made = searched(asked, 0, 100)
    found = planning.plan_json(made, named=False)
    assert (found["groups"], found["unplaced"]) == ([3], 0)
