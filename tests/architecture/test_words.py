import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, parsed, strings
from tests.architecture.words import (
    ALLOWED,
    BANNED,
    BANNED_IN_NAMES,
    BANNED_LABELS,
    Banned,
)


# Codes and names, which the tables and the machine read: `asked_not_answered`, `DNA`.
NOT_PROSE = re.compile(r"[a-z0-9_.:/*]*|[A-Z0-9_]+")
CODE_IN_MARKDOWN = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

# Row by row, safety.md 4.3 and 4.4: what must not be said.
AVOIDED = """
High-risk injector; Low risk; No risk; 75 % match; Suitable; Recommended; Refer;
Allocate; Safe; All clear; Failed; Excluded; Rejected; a drug user; a junkie; an
abuser; a misuser; an injector; an IVDU; two addicts; opioid addict; heroin addict; suffering from;
drug abuse; misuse of drugs; a heroin habit; drug of choice; problem drug use; got clean;
stayed sober; drug-free; a dirty test; relapsed in May; fell off the wagon; has lapsed; a clean sample; a
dirty sample; a failed test; dirty needles; clean works; replacing one drug with another;
on a script; parked on methadone; dropped out; DNA'd; failed to engage; non-compliant;
a chaotic client; hard to reach; the client refused; resistant to help; in denial; manipulative behaviour;
drug-seeking; a known associate; a known contact; an alter; target clients; client nodes;
a dealer; a supplier; a drug runner; a co-offender; partner in crime; using buddy; an
intervention on clients; cohort treatment; my cases; service user; bed-blocker; OD'd;
lost to follow-up; the client expired; will benefit; a risk score
"""
AVOIDED = [one.strip() for one in " ".join(AVOIDED.split()).split(";")]

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
    if path.suffix == ".sql":
        # What a view says of a fact is read on screens; its rules are codes.
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        said = (line for line in lines if line.startswith("--"))
        yield from enumerate((line.lstrip("- ") for line in said), start=1)
        return
    whole = CODE_IN_MARKDOWN.sub("", (ROOT / path).read_text(encoding="utf-8"))
    yield from enumerate(whole.split("\n\n"), start=1)


def readable() -> list[Path]:
    """Modules, the words of views, and every document that is not a test's."""
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "metrics").rglob("*.md"),
        *(ROOT / "sample_data").rglob("*.md"),
        *(ROOT / "metrics").rglob("*.sql"),
    ]
    return [*modules(), *sorted(path.relative_to(ROOT) for path in documents)]


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each name that a module gives, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def banned_in(name: str) -> set[str]:
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {part.lower() for part in parts} & BANNED_IN_NAMES


@pytest.mark.parametrize("path", readable(), ids=str)
def test_words_about_people(path: Path) -> None:
    found = [
        f"{path}:{place} {complaint}"
        for place, text in texts(path)
        for complaint in complaints(without_allowed(path, text))
    ]
    assert found == []


@pytest.mark.parametrize("path", modules(), ids=str)
def test_names_in_code(path: Path) -> None:
    found = [
        f"{path}:{line} {name}" for line, name in names(parsed(path)) if banned_in(name)
    ]
    assert found == []


def test_a_name_is_read_by_its_parts() -> None:
    assert banned_in("alter_of") == {"alter"}
    assert banned_in("AddictList") == {"addict"}
    assert banned_in("altered_rows") == set()


@pytest.mark.parametrize("said", AVOIDED)
def test_everything_that_the_guides_avoid_is_caught(said: str) -> None:
    assert complaints(said)


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
