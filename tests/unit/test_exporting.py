import csv
import io

import pytest

from metrics.exporting import csv_text


@pytest.mark.parametrize(
    "cell",
    ["=cmd|' /C calc'!A0", "+1+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"],
)
def test_nothing_that_a_spreadsheet_would_run(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text([cell], [[cell]]), newline="")))
    told = f"'{cell}".replace("\r", "\n")
    assert rows == [[told], [told]]


def test_what_is_plain_stays_as_it_is() -> None:
    text = csv_text(("a", "b"), [("RV-0148", -5), ("x,y", None)])
    assert text == 'a,b\nRV-0148,-5\n"x,y",\n'
