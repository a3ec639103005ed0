import ast
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, parsed


LONGEST_FILE = 350
LONGEST_FUNCTION = 60

# "path" or "path::function" -> why it must be longer. A name without a reason, or one
# that has become short, fails.
ALLOWED: dict[str, str] = {}


def too_long(path: Path) -> list[str]:
    """The names in this file, the file itself included, that are over their limit."""
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    found = [path.as_posix()] if lines > LONGEST_FILE else []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                found.append(f"{path.as_posix()}::{node.name}")
    return found


@pytest.mark.parametrize("path", modules(), ids=str)
def test_files_and_functions_are_short(path: Path) -> None:
    assert [name for name in too_long(path) if name not in ALLOWED] == []


def test_every_exception_is_needed_and_has_a_reason() -> None:
    needed = {name for path in modules() for name in too_long(path)}
    assert set(ALLOWED) <= needed
    assert all(reason.strip() for reason in ALLOWED.values())


def test_a_long_file_and_a_long_function_are_found(tmp_path: Path) -> None:
    body = "    pass\n" * LONGEST_FILE
    planted = tmp_path / "planted.py"
    planted.write_text(f"def long() -> None:\n{body}", encoding="utf-8")
    assert too_long(planted) == [planted.as_posix(), f"{planted.as_posix()}::long"]
