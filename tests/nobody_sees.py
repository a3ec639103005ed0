"""`python -m tests.nobody_sees` (`make security`): who may call what, as called; where
planted words were looked for, as whom; what came to two people at the same moments.

It runs the tests that decide, and prints what they saw: nothing is decided here. Exits
with 1 where any of them is red.
"""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.unit import front_door


ROOT = Path(__file__).parents[1]
CANARIES = ("tests/pages/test_canaries.py", "tests/pages/test_canary_files.py")
BROWSERS = "tests/browser/test_two_browsers.py"
MATRIX = ("tests/unit/test_front_door.py", "tests/unit/test_reach.py")
SAID = {"passed": "absent", "failed": "FOUND", "skipped": "not run"}


class Watch:
    """What each test was asked of, how it ended, and what it noted."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, Any]] = {}
        self.ended: dict[str, str] = {}
        self.noted: list[tuple[str, object]] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            called = getattr(item, "callspec", None)
            self.asked[item.nodeid] = dict(called.params) if called else {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.ended[report.nodeid] = report.outcome
        if report.when == "call":
            self.noted += report.user_properties

    def of(self, *files: str) -> dict[str, str]:
        return {n: how for n, how in self.ended.items() if n.split("::")[0] in files}


def table(lines: list[list[str]]) -> str:
    """A Markdown table; the first line is its head."""
    rows = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def canaries(watch: Watch) -> str:
    """Each page, as everybody who may open it; then everything that has no page."""
    by_page: dict[str, dict[str, str]] = defaultdict(dict)
    rest: list[list[str]] = []
    for test, how in watch.of(*CANARIES).items():
        place, user = (watch.asked[test].get(name) for name in ("place", "user"))
        if place is not None and user is not None:
            by_page[place.address][user.subject] = SAID[how]
        else:
            rest.append([test.split("::")[1].replace("_", " "), SAID[how]])
    users = list(dict.fromkeys(who for found in by_page.values() for who in found))
    pages = [
        [page, *(found.get(who, "–") for who in users)]
        for page, found in by_page.items()
    ]
    whole = table([["Page", *users], *pages])
    return f"{whole}\n\n{table([['Files, failures, the trail', ''], *rest])}"


def browsers(watch: Watch) -> str:
    """Each page: how much came to each of the two, and how many names of the other."""
    head = ["Page", "Who", "Bytes", "Their own people named", "The other's"]
    rows = [[str(each) for each in said] for _, said in watch.noted]  # type: ignore[attr-defined]
    checks = [
        [test.split("::")[1].replace("_", " "), how]
        for test, how in watch.of(BROWSERS).items()
    ]
    return (
        f"{table([head, *rows])}\n\n{table([['What else was looked at', ''], *checks])}"
    )


def main() -> int:
    watch = Watch()
    asked = [*MATRIX, *CANARIES, BROWSERS]
    ended = pytest.main(["-q", "-p", "no:cacheprovider", *asked], plugins=[watch])
    print(f"\n# Who may call what, as called\n\n{front_door.printed()}")
    print(f"\n# Planted words, by page and reader\n\n{canaries(watch)}")
    print(f"\n# Two people in two browsers\n\n{browsers(watch)}")
    red = [test for test, how in watch.ended.items() if how == "failed"]
    print("\n".join(["", *(f"RED: {each}" for each in red)]) or "")
    print(f"{len(watch.ended)} tests: {len(red)} red.")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
