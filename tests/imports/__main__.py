"""The cases of safety.md 3.3 as a table: what is expected, and what is seen.

A case that stands in another test is run there (`make test`); here it is named.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.imports.cases import CASES, Case, fitting, seen, worst
from tests.imports.covered import ELSEWHERE, every_case


def main() -> int:
    """One line for each example of a case, then where the others stand; 0 if all fit."""
    wrong = {case.id for case, fits in _told() if not fits}
    for name, where in sorted(ELSEWHERE.items()):
        print(f"{name:45} elsewhere: {where}")
    built = {case.id for case in CASES} - wrong | set(ELSEWHERE)
    here = len({case.id for case in CASES} - wrong)
    print(
        f"{len(built)} of {len(list(every_case()))} cases: {here} as expected here, "
        f"in {len(CASES)} examples; {len(built) - here} in the tests named."
    )
    return 1 if wrong else 0


def _told() -> Iterator[tuple[Case, bool]]:
    print(f"{'case':45} expected, seen, and what was said")
    for case in CASES:
        with TemporaryDirectory() as folder:
            problems = seen(case, Path(folder))
        told = worst(problems)
        right = told == case.outcome and (told == "A" or any(fitting(case, problems)))
        said = ", ".join(sorted({each.code for each in problems})) or "-"
        line = f"{case.outcome}  {told}  {'ok' if right else 'NO':3} {said}"
        print(f"{case.name:45} {line}")
        yield case, right


sys.exit(main())
