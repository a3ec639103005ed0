from pathlib import Path

import pytest

from metrics.intake import check
from metrics.intake.choices import Choices
from metrics.intake.reader import read
from metrics.problems import UserError
from tests.imports import containers
from tests.imports.containers import CLIENT, HEADER, archive, parquet, workbook
from tests.imports.loads import OPERATOR, RV1, TEMPLATES


TEXT = "client_id,as_at,service,status\n" + RV1 + "\n"


def given(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_workbook_is_text_and_keeps_its_row_numbers(tmp_path: Path) -> None:
    blank = (None,) * len(HEADER)
    rows = (HEADER, ("00123", *CLIENT[1:]), blank, ("RV3", *CLIENT[1:2], 60, 2.5))
    (sheet,) = read(given(tmp_path, "any.xlsx", workbook(rows)))
    assert sheet.cells.to_pylist() == [
        {
            "client_id": "00123",
            "as_at": "2026-11-01",
            "service": "Riverside",
            "status": "in_treatment",
            "sheet_row": 2,
        },
        {
            "client_id": "RV3",
            "as_at": "2026-11-01",
            "service": "60",
            "status": "2.5",
            "sheet_row": 4,
        },
    ]


def test_dates_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    (sheet,) = read(given(tmp_path, "any.xlsx", containers.in_1904()))
    assert sheet.cells["as_at"].to_pylist() == ["2026-11-01"]


def test_a_sheet_that_is_chosen_is_read_although_it_is_hidden(tmp_path: Path) -> None:
    data = workbook(change=containers.second_hidden, spare=containers.PLAIN)
    path = given(tmp_path, "any.xlsx", data)
    assert [sheet.page for sheet in read(path)] == ["client"]
    chosen = Choices(sheets=("spare",))
    assert [sheet.page for sheet in read(path, chosen)] == ["spare"]


def test_a_workbook_without_the_sheet_that_is_chosen(tmp_path: Path) -> None:
    path = given(tmp_path, "any.xlsx", workbook())
    (sheet,) = read(path, Choices(sheets=("other",)))
    assert [each.code for each in sheet.problems] == ["IMP-H08"]


def test_one_file_may_hold_several_tables(tmp_path: Path) -> None:
    event = "client_id,kind,state,happened_on\nRV1,overdose,no,2026-10-01\n"
    path = given(tmp_path, "all.zip", archive(client=TEXT, event=event))
    delivery = check([path], OPERATOR)
    assert not delivery.problems
    assert {name: rows.num_rows for name, rows in delivery.rows.items()} == {
        "client": 1,
        "event": 1,
    }
    assert [file.name for file in delivery.files()] == [
        "all.zip, client.csv",
        "all.zip, event.csv",
    ]


def test_a_parquet_file_is_text(tmp_path: Path) -> None:
    columns = {"a": ["00123", ""], "b": [60, None], "c": [2.5, 3.0], "d": [True, None]}
    (sheet,) = read(given(tmp_path, "any.parquet", parquet(**columns)))
    assert sheet.cells.drop_columns(["sheet_row"]).to_pylist() == [
        {"a": "00123", "b": "60", "c": "2.5", "d": "true"},
        {"a": None, "b": None, "c": "3", "d": None},
    ]


def test_a_parquet_file_that_would_grow_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = parquet(a=["x" * 1000] * 1000)
    assert len(data) < 5_000
    monkeypatch.setattr("metrics.intake.parquet_file.MOST_UNPACKED", 500_000)
    (sheet,) = read(given(tmp_path, "any.parquet", data))
    assert [each.code for each in sheet.problems] == ["IMP-H11"]


def test_an_encoding_is_used_only_when_it_is_chosen(tmp_path: Path) -> None:
    text = TEXT.replace("Riverside", "Café")
    path = given(tmp_path, "client.csv", text.encode("cp1252"))
    assert check([path], OPERATOR, profile=TEMPLATES).is_refused
    chosen = Choices(encoding="windows-1252")
    delivery = check([path], OPERATOR, profile=TEMPLATES, choices=chosen)
    (told,) = delivery.problems
    assert told.code == "IMP-A03"
    assert told.found.endswith("1 different letters depend on that: é.")
    assert delivery.rows["client"]["service"].to_pylist() == ["Café"]


@pytest.mark.parametrize(
    ("name", "sign"), [("semicolon", ";"), ("tab", "\t"), ("pipe", "|")]
)
def test_a_separator_is_used_only_when_it_is_chosen(
    tmp_path: Path, name: str, sign: str
) -> None:
    path = given(tmp_path, "client.csv", TEXT.replace(",", sign).encode())
    assert check([path], OPERATOR, profile=TEMPLATES).is_refused
    delivery = check(
        [path], OPERATOR, profile=TEMPLATES, choices=Choices(separator=name)
    )
    assert not delivery.problems
    assert delivery.rows["client"].num_rows == 1


def test_a_choice_that_there_is_not() -> None:
    with pytest.raises(UserError, match="The encodings are: windows-1252"):
        Choices(encoding="klingon")
    with pytest.raises(UserError, match="The separators are: comma"):
        Choices(separator="&")
