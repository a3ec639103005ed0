import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules


HOME = Path("metrics/exporting.py")
WRITING = re.compile(r"csv\.(writer|DictWriter)|\.to_csv[(]|write_csv[(]")


@pytest.mark.parametrize("path", [p for p in modules() if p != HOME], ids=str)
def test_no_csv_holds_what_a_spreadsheet_would_run(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not WRITING.search(text) or "neutral(" in text


def test_the_one_place_is_found() -> None:
    assert WRITING.search((ROOT / HOME).read_text(encoding="utf-8"))
