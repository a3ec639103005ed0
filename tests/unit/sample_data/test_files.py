import subprocess
import sys
from pathlib import Path

import pytest

from metrics.contracts import IMPORTED
from sample_data.generate import HERE, PUBLISHED


MEGABYTE = 1_000_000


def test_the_generator_still_makes_the_committed_files(made: dict[str, bytes]) -> None:
    stand = {path: (HERE / path).read_bytes() for path in made}
    changed = [path for path in made if made[path] != stand[path]]
    assert changed == [], "Run `python -m sample_data.generate` and commit the result."


def test_another_process_makes_the_same_bytes(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    """Whatever order Python gives to sets there."""
    subprocess.run(
        [sys.executable, "-m", "sample_data.generate", "--to", str(tmp_path)],
        cwd=HERE.parent,
        env={"PYTHONHASHSEED": "7"},
        check=True,
    )
    assert {path: (tmp_path / path).read_bytes() for path in made} == made
    assert (tmp_path / PUBLISHED).read_bytes() == (HERE / PUBLISHED).read_bytes()


def test_there_is_one_file_for_each_imported_table() -> None:
    assert {path.stem for path in HERE.glob("*.csv")} == set(IMPORTED)


@pytest.mark.parametrize("table", IMPORTED)
def test_a_file_is_plain(table: str) -> None:
    """UTF-8 without a mark, LF line ends, the header of the template, not huge."""
    content = (HERE / f"{table}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.decode("ascii").splitlines()[0] == IMPORTED[table].template()
    assert len(content) < 2.5 * MEGABYTE


def test_all_files_together_are_small(made: dict[str, bytes]) -> None:
    assert sum(len(content) for content in made.values()) < 4 * MEGABYTE


def test_the_published_table_is_as_published() -> None:
    original = HERE.parents[1] / "shared/data/houghton2024/table1.csv"
    if not original.exists():
        pytest.skip("../shared/data is not beside this clone.")
    assert (HERE / PUBLISHED).read_bytes() == original.read_bytes()
