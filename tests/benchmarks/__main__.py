"""`python -m tests.benchmarks [WORD ...]`: the table of every row, or of those chosen."""

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tests.benchmarks._row import Measured, Row


HEAD = ("name", "what", "ours", "floor", "ratio", "target", "met", "found")


def rows() -> Iterator[Row]:
    """Every row of every module beside this one, by module."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if not module.name.startswith("_"):
            yield from import_module(f"tests.benchmarks.{module.name}").ROWS


def line(row: Row, found: Measured) -> tuple[str, ...]:
    ratio = "" if found.ratio is None else f"{found.ratio:.2f}"
    floor = "" if found.floor is None else f"{found.floor:.3f} s: {row.floor}"
    met = "yes" if found.met else "NO"
    ours = f"{found.seconds:.3f} s"
    return (row.name, row.what, ours, floor, ratio, row.target, met, found.words)


def main(words: list[str]) -> None:
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, {load:.1f} waiting or at work before the first row\n"
    )
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    for row in rows():
        if not words or any(word in row.name for word in words):
            print("| " + " | ".join(line(row, row.measure())) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
