"""How the tests of this folder read the tree: its modules, its strings, its files.

What must hold of them does not belong here.
"""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parents[2]


def modules(*packages: str) -> list[Path]:
    """Every Python file of the packages, relative to the root; both by default."""
    found = (
        path.relative_to(ROOT)
        for package in packages or ("metrics", "dashboard")
        for path in (ROOT / package).rglob("*.py")
    )
    return sorted(found)


def parsed(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def strings(tree: ast.Module, docstrings: bool) -> Iterator[tuple[int, str]]:
    """Each string of a module with its line; the fixed parts of an f-string apart."""
    prose = set() if docstrings else {id(node) for node in _docstrings(tree)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in prose
        ):
            yield node.lineno, node.value


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for owner in ast.walk(tree):
        if (
            isinstance(owner, owners)
            and ast.get_docstring(owner, clean=False) is not None
        ):
            first = owner.body[0]
            assert isinstance(first, ast.Expr)
            yield first.value


def repository_files() -> list[Path]:
    """What git holds, and what it would take in: everything that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (Path(name) for name in listed.stdout.split("\0") if name)
    return [path for path in paths if (ROOT / path).is_file()]
