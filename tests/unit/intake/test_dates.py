from pathlib import Path

from metrics.intake import check
from tests.imports.files import written
from tests.imports.loads import OPERATOR


def test_a_column_that_may_be_read_either_way_is_held_not_guessed(
    tmp_path: Path,
) -> None:
    rows = "RV1,overdose,yes,03/04/2026\nRV2,overdose,yes,05/06/2026"
    delivery = check(written(tmp_path, event=rows), OPERATOR)
    assert [(each.code, each.outcome, each.row) for each in delivery.problems] == [
        ("IMP-C12", "hold", 2),
        ("IMP-C12", "hold", 3),
    ]


def test_a_day_first_column_is_held_too(tmp_path: Path) -> None:
    rows = "RV1,overdose,yes,23/04/2026"
    delivery = check(written(tmp_path, event=rows), OPERATOR)
    assert [each.code for each in delivery.problems] == ["IMP-C12"]
