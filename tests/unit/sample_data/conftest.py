"""The sample, made once: its rows, its files as bytes, and what is committed."""

import csv
from io import StringIO

import pytest

from metrics.contracts import Table
from sample_data import generate
from sample_data._sample import Sample
from sample_data._stories import Provider, provider


Cells = list[dict[str, str]]


@pytest.fixture(scope="session")
def made() -> dict[str, bytes]:
    return generate.files()


@pytest.fixture(scope="session")
def rows() -> dict[str, list[Table]]:
    return generate.tables()


@pytest.fixture(scope="session")
def sample(rows: dict[str, list[Table]]) -> Sample:
    return Sample(rows)


@pytest.fixture(scope="session")
def invented() -> Provider:
    return provider()


@pytest.fixture(scope="session")
def cells() -> dict[str, Cells]:
    """The committed CSVs as text, the way a person's spreadsheet would read them."""
    return {
        path.stem: list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
        for path in sorted(generate.HERE.glob("*.csv"))
    }
