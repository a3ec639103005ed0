"""Write the checked table "sample against published figures".

Run from the root of the repository after `sample_data.generate`:
`python -m sample_data.against [--to FILE]`. What is compared stands in `aims.py`.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from sample_data._sample import Sample
from sample_data.aims import AIMS, CHOICES, Aim
from sample_data.generate import HERE, tables


TABLE = HERE.parent / "tests" / "golden" / "sample_against_published.md"
OPENING = """\
# The sample against published figures

Made by `python -m sample_data.against`; not edited by hand. Nobody in the sample
exists. A test fails where a figure lies further from the published one than is allowed,
or where this table is out of date. Figures are of England's opiate group unless the
words say otherwise; source tags are those of `sample_data/README.md`. Published figures
disagree with one another, and several are old: the sample lies near them, and proves
nothing.
"""
CHOSEN = """
## Scenario parameters

Nothing is published for these. They were chosen so that every page has something to
show.
"""


def rows(sample: Sample) -> Iterator[tuple[Aim, float]]:
    """Each aim beside what the sample gives."""
    return ((aim, aim.measured(sample)) for aim in AIMS)


def text(sample: Sample) -> str:
    figures = [_figure(aim, measured) for aim, measured in rows(sample)]
    chosen = [(choice.words, f"{choice.measured(sample):.1f} %") for choice in CHOICES]
    header = ("Figure", "Published", "Year, of whom", "Source", "Allowed", "Sample")
    return (
        OPENING + _table(header, figures) + CHOSEN + _table(("Share", "Sample"), chosen)
    )


def _figure(aim: Aim, measured: float) -> tuple[str, ...]:
    return (
        aim.words,
        f"{aim.published:g} {aim.unit}",
        aim.source.year,
        aim.source.tag,
        f"± {aim.allowed:g}",
        f"{measured:.1f}",
    )


def _table(header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    every = [header, tuple("---" for _ in header), *lines]
    return "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in every)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the table of the sample.")
    parser.add_argument("--to", type=Path, default=TABLE, help="the file to write")
    path = parser.parse_args().to
    path.write_bytes(text(Sample(tables())).encode())


if __name__ == "__main__":
    main()
