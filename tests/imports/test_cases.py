from pathlib import Path

import pytest

from tests.imports.cases import CASES, Case, fitting, seen, worst


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said_of_bad_input(case: Case, tmp_path: Path) -> None:
    problems = seen(case, tmp_path)
    assert worst(problems) == case.outcome, problems
    if case.outcome != "A":
        assert list(fitting(case, problems)), problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_message_holds_a_cell(case: Case, tmp_path: Path) -> None:
    said = " ".join(
        f"{each.sentence()} {each.expected}" for each in seen(case, tmp_path)
    )
    for cell in _cells(case):
        assert cell not in said


def _cells(case: Case) -> set[str]:
    """What stands in the rows and is no word of ours: long enough to be recognised."""
    texts = [text for text in case.files.values() if isinstance(text, str)]
    rows = [row for text in texts for row in text.splitlines()[1:]]
    cells = {cell for row in rows for cell in row.split(",")}
    return {
        cell for cell in cells if len(cell) > 3 and not cell.replace("_", "").isalpha()
    }
