from pathlib import Path

import pytest

from metrics.intake import sheet as sheets
from metrics.intake.reader import read as read_all
from metrics.intake.sheet import Sheet, display_name


def read(path: Path) -> Sheet:
    """The one table of a file."""
    (only,) = read_all(path)
    return only


def sheet_rows(folder: Path, text: str) -> list[tuple[str, int]]:
    """The first cell and the row number of each row that is left."""
    path = folder / "any.csv"
    path.write_bytes(text.encode())
    sheet = read(path)
    assert not sheet.is_refused, sheet.problems
    first = sheet.cells[sheet.header[0]].to_pylist()
    return list(zip(first, sheet.cells["sheet_row"].to_pylist(), strict=True))


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = 'a,b\none,1\n\n"two\n\ntwo",2\n,,\nthree,"x\r\ny"\r\n,\nfour,4'
    rows = sheet_rows(tmp_path, text.replace(",,\n", ",\n"))
    assert rows == [("one", 2), ("two\n\ntwo", 4), ("three", 6), ("four", 8)]


def test_a_header_may_span_lines(tmp_path: Path) -> None:
    assert sheet_rows(tmp_path, '"a\nb",c\none,1\n') == [("one", 2)]


def test_everything_is_text(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text('a,b,c,d,e\n00123,None,NA,1.0,"null"\n')
    cells = read(path).cells.to_pylist()[0]
    del cells["sheet_row"]
    assert list(cells.values()) == ["00123", "None", "NA", "1.0", "null"]


def test_an_empty_cell_is_nothing_quoted_or_not(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text('a,b,c\nx,,""\n')
    assert read(path).cells.to_pylist() == [
        {"a": "x", "b": None, "c": None, "sheet_row": 2}
    ]


def test_a_quotation_mark_inside_a_cell(tmp_path: Path) -> None:
    assert sheet_rows(tmp_path, 'a,b\n"say ""yes""",1\n') == [('say "yes"', 2)]


def test_many_rows_in_several_blocks_keep_their_numbers(tmp_path: Path) -> None:
    long = "x" * 100
    lines = [f'"{number}\n{long}",{long}' for number in range(20_000)]
    rows = sheet_rows(tmp_path, "\n".join(["a,b", *lines]))
    assert [number for _, number in rows] == list(range(2, 20_002))
    assert all(cell.startswith(f"{at - 2}\n") for cell, at in rows)


def test_the_same_bytes_give_the_same_sheet(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text("a,b\n1,2\n")
    assert read(path).sha256 == read(path).sha256
    assert read(path).cells.equals(read(path).cells)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("client.csv", "client.csv"),
        ("../../x.csv", "x.csv"),
        ("a\u202egpj.csv", "agpj.csv"),
        ("a\nb.csv", "ab.csv"),
        ("<b>.csv", "_b_.csv"),
        ("\u202e", "file"),
        ("n" * 200 + ".csv", "n" * 76 + ".csv"),
    ],
)
def test_a_name_that_may_be_shown(name: str, shown: str) -> None:
    assert display_name(name) == shown


def refusal(folder: Path, data: bytes, name: str = "any.csv") -> tuple[str, int | None]:
    """The case and the row for which a file is not taken."""
    path = folder / name
    path.write_bytes(data)
    sheet = read(path)
    assert sheet.is_refused
    assert sheet.cells.num_rows == 0
    (problem,) = [each for each in sheet.problems if each.outcome == "refuse"]
    return problem.code, problem.row


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"\xff\xfea\0,\0b", "IMP-A12", None),  # half a character at the end
        (b"\xff\xfe\0\xd8\0\xd8", "IMP-A12", None),
        (b",,\na,b,c\n", "IMP-B15", 1),
        (b"a,,b\n1,2,3\n", "IMP-B14", 1),
        (b'"' + b"a" * 200_000 + b'",b\n1,2\n', "IMP-B16", None),
        (b"a" * 200_000 + b",b\n1,2\n", "IMP-B16", None),
        (b'a,b\n"' + b"x" * 200_000 + b'",2\n', "IMP-B16", None),
        (b"a,b\n" + b"x\n" * 20 + b"1,2\n", "IMP-B08", 2),
    ],
)
def test_what_cannot_be_read_for_certain(
    tmp_path: Path, data: bytes, code: str, row: int | None
) -> None:
    assert refusal(tmp_path, data) == (code, row)


def test_uneven_rows_are_listed_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text("a,b\n" + "x\n" * 12)
    (problem,) = read(path).problems
    assert "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more" in problem.found


def test_too_many_rows_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    assert refusal(tmp_path, b"a,b\n" + b"1,2\n" * 10) == ("IMP-B18", None)
    assert not read(written_rows(tmp_path, 9)).is_refused


def written_rows(folder: Path, number: int) -> Path:
    path = folder / "any.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * number)
    return path
