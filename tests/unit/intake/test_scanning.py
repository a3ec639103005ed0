"""IMP-H13: every file goes by the antivirus program of the machine before it is read."""

import sys
from pathlib import Path

import pytest

from metrics.intake import check, header_of
from metrics.intake.scanning import COMMAND
from metrics.problems import UserError
from metrics.store import Store
from tests.imports.cases import HARMFUL
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, TEMPLATES


def program(folder: Path, code: str) -> str:
    """A program that says of a file what `code` says, of its `path`."""
    made = folder / "scanner.py"
    made.write_text(f"import sys\npath = sys.argv[-1]\n{code}\n", encoding="utf-8")
    return f"{sys.executable} {made} --no-summary"


def codes(store: Store, file: Path) -> list[str]:
    found = check([file], OPERATOR, profile=TEMPLATES, store=store)
    return [each.code for each in found.problems]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sys.exit('Riverside' not in open(path).read())", []),
        ("sys.exit(1)", ["IMP-H13"]),
        ("sys.exit(2)", ["IMP-H13"]),  # it could not look: nothing is let in
    ],
)
def test_it_says_what_may_be_read(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    said: list[str],
) -> None:
    monkeypatch.setenv(COMMAND, program(tmp_path, code))
    (file,) = written(tmp_path, client=RV1)
    assert codes(store, file) == said
    noted = [line for line in store.audit.lines() if line["result"] == "refused"]
    assert [line["about"] for line in noted] == (["client.csv"] if said else [])


def test_a_program_that_is_not_there_lets_nothing_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(COMMAND, "/no/such/program")
    (file,) = written(tmp_path, client=RV1)
    with pytest.raises(UserError, match="could not look at this file"):
        header_of(file, store, OPERATOR)


def test_of_an_unknown_file_it_is_said_too(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "anything.csv"
    file.write_text(HARMFUL, encoding="ascii")
    with pytest.raises(UserError, match="finds something harmful"):
        check([file], OPERATOR, store=store)
    assert store.audit.lines()[-1]["about"] == "anything.csv"
