import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules


HOME = Path("metrics/exporting.py")
WRITING = re.compile(r"csv\.(writer|DictWriter)|\.to_csv[(]|write_csv[(]")


@pytest.mark.parametrize("path", [p for p in modules() if p != HOME], ids=str)
def test_csv_is_written_in_one_place(path: Path) -> None:
    assert not WRITING.search((ROOT / path).read_text(encoding="utf-8"))


def test_the_one_place_is_found() -> None:
    assert WRITING.search((ROOT / HOME).read_text(encoding="utf-8"))
