import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, parsed, strings
from tests.architecture.words import ALLOWED, BANNED, BANNED_LABELS, Banned


# Codes and names, which the tables and the machine read: `asked_not_answered`, `DNA`.
NOT_PROSE = re.compile(r"[a-z0-9_.:/*]*|[A-Z0-9_]+")
CODE_IN_MARKDOWN = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

IN_TEXT = [(re.compile(rf"\b(?:{one.pattern})(?!\w)", re.I), one) for one in BANNED]
ALONE = [(re.compile(rf"\W*(?:{one.pattern})\W*", re.I), one) for one in BANNED_LABELS]


def complaints(text: str) -> list[str]:
    """What the text should not say, each with what to write instead."""
    if NOT_PROSE.fullmatch(text):
        return []
    spaced = " ".join(text.split())
    hits = [(pattern.search(spaced), one) for pattern, one in IN_TEXT]
    hits += [(pattern.fullmatch(spaced), one) for pattern, one in ALONE]
    return [f"“{hit.group()}”: write “{one.write}”" for hit, one in hits if hit]


def without_allowed(path: Path, text: str) -> str:
    for allowed in ALLOWED:
        if fnmatch(path.as_posix(), allowed.path):
            text = text.replace(allowed.words, "")
    return text


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """What a person may read of this file: paragraphs, or the strings of a module."""
    if path.suffix == ".py":
        yield from strings(parsed(path), docstrings=True)
        return
    whole = CODE_IN_MARKDOWN.sub("", (ROOT / path).read_text(encoding="utf-8"))
    yield from enumerate(whole.split("\n\n"), start=1)


def readable() -> list[Path]:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return [*modules(), *(path.relative_to(ROOT) for path in documents)]


@pytest.mark.parametrize("path", readable(), ids=str)
def test_words_about_people(path: Path) -> None:
    found = [
        f"{path}:{place} {complaint}"
        for place, text in texts(path)
        for complaint in complaints(without_allowed(path, text))
    ]
    assert found == []


@pytest.mark.parametrize(
    "banned", [*BANNED, *BANNED_LABELS], ids=lambda banned: banned.example
)
def test_the_example_is_caught_and_its_better_is_not(banned: Banned) -> None:
    assert complaints(banned.example)
    assert complaints(banned.write) == []


def test_every_exception_has_a_reason() -> None:
    assert all(allowed.reason.strip() for allowed in ALLOWED)


@pytest.mark.parametrize(
    "honest",
    [
        "asked_not_answered",
        "Domestic abuse reported",
        "The file was refused: a column is missing.",
        "Other clients are excluded from this count.",
        "Recorded concern: injecting reported on 3 March 2026",
        "It is safe to run this twice.",
    ],
)
def test_honest_words_stay(honest: str) -> None:
    assert complaints(honest) == []
