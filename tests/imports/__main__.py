"""The cases of safety.md 3.3 as a table: what is expected, and what is seen."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.imports.cases import CASES, fitting, seen, worst
from tests.imports.covered import ELSEWHERE, LATER


def main() -> None:
    """One line a case, then those that stand elsewhere or are not built yet."""
    for case in CASES:
        with TemporaryDirectory() as folder:
            problems = seen(case, Path(folder))
        told = worst(problems)
        right = told == case.outcome and (told == "A" or any(fitting(case, problems)))
        said = ", ".join(sorted({each.code for each in problems})) or "-"
        print(
            f"{case.name:45} {case.outcome}  {told}  {'ok' if right else 'NO':3} {said}"
        )
    for name, where in sorted({**ELSEWHERE, **LATER}.items()):
        print(f"{name:45} {'elsewhere' if name in ELSEWHERE else 'later'}: {where}")


main()
