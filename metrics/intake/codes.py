"""Codes of a source that its profile does not know: listed, counted, never guessed.

A code is a few letters and digits; anything longer may be a text about somebody, and is
counted as "other text" alone.
"""

import re
from collections import Counter
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from metrics.intake._profile import FileKind
from metrics.intake.catalogue import warned
from metrics.intake.sheet import SHEET_ROW
from metrics.problems import Problem


CODE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,4}|[A-Za-z]{1,2}|\?")
OTHER = "other text"
FIX = "Tell whoever keeps the profile. The codes are counted with the load."


def unknown_codes(
    cells: pa.Table, kind: FileKind
) -> tuple[dict[str, dict[str, int]], list[Problem]]:
    """How often each unknown code stands in each column, and a warning for each."""
    counts: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    for column, known in kind.coded.items():
        values = cells[column]
        foreign = pc.invert(
            pc.is_in(pc.utf8_upper(values), value_set=pa.array([*known, None]))
        )
        found = Counter(map(_shown, values.filter(foreign).to_pylist()))
        if found:
            counts[column] = dict(sorted(found.items()))
            row = cells[SHEET_ROW].filter(foreign)[0].as_py()
            problems.append(_unknown(column, counts[column], row))
    return counts, problems


def _shown(code: str) -> str:
    return code.upper() if CODE.fullmatch(code) else OTHER


def _unknown(column: str, found: Mapping[str, int], row: int) -> Problem:
    listed = ", ".join(f"{code} ({number} rows)" for code, number in found.items())
    words = f"codes that this profile does not know: {listed}. Read as not known."
    return warned("IMP-D04", words, "a code of the data set.", FIX, row, column)
