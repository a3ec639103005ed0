from datetime import date
from pathlib import Path

import pytest

from metrics.intake import PROFILES, check
from metrics.problems import UserError
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1


def test_a_file_that_fits_no_profile(tmp_path: Path) -> None:
    path = tmp_path / "something.csv"
    path.write_text("colour,shape\nred,round\n")
    with pytest.raises(UserError, match="Choose one: templates, houghton-table-1"):
        check([path], OPERATOR)


def test_a_template_without_its_columns_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "client.csv"
    path.write_text("colour,shape\nred,round\n")
    delivery = check([path], OPERATOR)
    assert delivery.profile is PROFILES["templates"]
    assert [each.code for each in delivery.problems] == ["IMP-B12"]


def test_an_empty_template_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "client.csv").touch()
    delivery = check([tmp_path / "client.csv"], OPERATOR)
    assert [each.code for each in delivery.problems] == ["IMP-B01"]


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no data file"):
        check([tmp_path], OPERATOR)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (path,) = written(tmp_path, client=RV1)
    assert len(check([path, tmp_path], OPERATOR).sheets) == 1


def test_a_day_that_has_not_come(tmp_path: Path) -> None:
    paths = written(tmp_path, client=RV1)
    with pytest.raises(UserError, match="lies in the future"):
        check(paths, OPERATOR, as_at=date(2999, 1, 1))
