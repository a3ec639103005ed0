from pathlib import Path

from tests.imports.covered import ELSEWHERE, every_case, in_the_corpus


TESTS = Path(__file__).parents[1]


def test_every_case_stands_somewhere() -> None:
    cases = list(every_case())
    assert len(cases) == 130
    assert in_the_corpus() | set(ELSEWHERE) == set(cases)


def test_elsewhere_is_there() -> None:
    named = [where for where in ELSEWHERE.values() if where.endswith(".py")]
    assert not [where for where in named if not (TESTS / where).exists()]
