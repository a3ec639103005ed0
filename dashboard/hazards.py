"""The hazard log as people read it. What holds each control stands in `hazards.toml`,
and that it does is `tests/architecture/test_hazards.py`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


LOG = Path(__file__).with_name("hazards.toml")


@dataclass(frozen=True)
class Control:
    """What holds a hazard, and how many tests say that it does."""

    words: str
    tests: int


@dataclass(frozen=True)
class Hazard:
    """One hazard. Ratings are 1 to 5; `missing` is what is not built yet."""

    id: str
    hazard: str
    cause: str
    effect: str
    initial: int
    residual: int
    local: str
    missing: tuple[str, ...]
    controls: tuple[Control, ...]


@cache
def read() -> tuple[Hazard, ...]:
    """Every hazard, in order."""
    said = tomllib.loads(LOG.read_text(encoding="utf-8"))["hazard"]
    return tuple(
        Hazard(
            **{name: each[name] for name in Hazard.__annotations__ if name in each}
            | {
                "missing": tuple(each["missing"]),
                "controls": tuple(
                    Control(control["words"], len(control["tests"]))
                    for control in each["control"]
                ),
            }
        )
        for each in said
    )
