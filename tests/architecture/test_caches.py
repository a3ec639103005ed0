"""Caches never cross people: none but the session's, and none that reads who looks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import modules, parsed


# What a function may not read if its answer is kept: who looks, what they chose.
WHO = {"user", "session_state", "context", "query_params"}
STREAMLITS = {"cache_data", "cache_resource"}
OURS = {"cache", "lru_cache"}


def kept(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Every function whose answers are kept, with what keeps them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                words = ast.unparse(mark)
                if words.split("(")[0].split(".")[-1] in STREAMLITS | OURS:
                    yield node, words


def reads_who(function: ast.FunctionDef) -> list[int]:
    """Lines of a function that read who looks."""
    return [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("st", "session", "entrance")
        and (node.value.id != "st" or node.attr in WHO)
    ]


@pytest.mark.parametrize("path", [*modules("dashboard"), *modules("metrics")], ids=str)
def test_no_cached_function_reads_who_looks(path: Path) -> None:
    for function, keeper in kept(parsed(path)):
        assert reads_who(function) == [], function.name
        if any(word in keeper for word in STREAMLITS):
            assert "scope='session'" in keeper, "kept for everybody"


@pytest.mark.parametrize(
    "planted",
    [
        "@cache\ndef f():\n    return st.user.sub",
        "@st.cache_data\ndef f():\n    return st.session_state['who']",
        "@lru_cache(maxsize=2)\ndef f():\n    return session.user()",
    ],
)
def test_a_planted_fault_is_found(planted: str) -> None:
    ((function, _),) = kept(ast.parse(planted))
    assert reads_who(function)
