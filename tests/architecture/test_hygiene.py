import re

import pytest

from tests.architecture.tree import ROOT, repository_files


MEGABYTE = 1_000_000

# Written so that they do not find themselves.
REGISTRY_HOST = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(com|org)|deb\.debian\.org|debian\.org/debian"
)
MACHINE_PATH = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|root|home/\w+|Users)/", re.M)
# A test waits for what it can see. A pause is too short on a slow machine, and too long
# on every other.
PAUSE = re.compile(r"\b(sleep|wait_for_timeout)[(]")


def holding(pattern: re.Pattern[str], *, under: str = "", but: str = "") -> list[str]:
    """The text files of the repository in which the pattern stands, as file:line."""
    found = []
    for path in repository_files():
        if not path.as_posix().startswith(under) or (but and path.match(but)):
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # A picture or a workbook: it names no host that anybody reads.
        found += [
            f"{path}:{text.count(chr(10), 0, hit.start()) + 1}"
            for hit in pattern.finditer(text)
        ]
    return found


def test_no_registry_is_named() -> None:
    assert holding(REGISTRY_HOST) == []


def test_no_path_of_one_machine() -> None:
    # A lock file holds hashes, in which anything may be read.
    assert holding(MACHINE_PATH, but="*.lock") == []


def test_no_test_pauses() -> None:
    assert holding(PAUSE, under="tests/", but="tests/benchmarks/*") == []


def test_no_file_is_huge() -> None:
    huge = [p for p in repository_files() if (ROOT / p).stat().st_size > 3 * MEGABYTE]
    assert [str(path) for path in huge] == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY_HOST, "--index-url https://pypi" + ".org/simple"),
        (MACHINE_PATH, "open('/" + "root/store.duckdb')"),
        (PAUSE, "time.sleep" + "(3)"),
    ],
)
def test_each_pattern_finds_its_fault(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
