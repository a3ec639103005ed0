"""Files cut short, shuffled, emptied and written in other letters (safety.md 3.3, end).

Whatever happens to a file, a check ends with what is wrong, and what it takes is what
stood in the whole file. The single cases are `tests/imports/`.
"""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.intake import Choices, Delivery, check
from tests.imports.containers import archive, workbook
from tests.imports.loads import OPERATOR, TEMPLATES


KIB = 1024
HEADER = ("client_id", "as_at", "service", "status")
PEOPLE = [
    (f"RV{number}", "2026-10-01", f"Café {number % 3}", "in_treatment")
    for number in range(1, 200)
]
few = settings(max_examples=10)


def csv(rows: list[tuple[str, ...]]) -> str:
    return "".join(f"{','.join(row)}\n" for row in (HEADER, *rows))


@contextmanager
def checked(
    name: str, data: bytes, choices: Choices | None = None
) -> Iterator[Delivery]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield check([path], OPERATOR, profile=TEMPLATES, choices=choices or Choices())


def taken(delivery: Delivery) -> list[tuple[Any, ...]]:
    """The rows that nothing speaks against, as they stood in the file."""
    rows = delivery.rows.get("client")
    if rows is None:
        return []
    cells = rows.select(list(HEADER)).to_pylist()
    return [tuple(str(row[name]) for name in HEADER) for row in cells]


def packed() -> bytes:
    return archive(client=csv(PEOPLE))


def book() -> bytes:
    return workbook((HEADER, *PEOPLE))


def parquet() -> bytes:
    made = io.BytesIO()
    columns = dict(zip(HEADER, map(list, zip(*PEOPLE, strict=True)), strict=True))
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def test_a_csv_cut_at_every_kibibyte_gives_no_row_that_was_not_there() -> None:
    """But for the last cell of all, of which nobody can tell that it was longer."""
    whole = csv(PEOPLE).encode()
    for end in range(KIB, len(whole), KIB):
        with checked("client.csv", whole[:end]) as delivery:
            rows = taken(delivery)
            assert rows[:-1] == PEOPLE[: len(rows[:-1])]
            for *first, last in rows[-1:]:
                (stood,) = (each for each in PEOPLE if each[0] == first[0])
                assert list(stood[:-1]) == first
                assert last in (stood[-1], "None")


@pytest.mark.parametrize(
    ("name", "made"),
    [("client.zip", packed), ("client.xlsx", book), ("client.parquet", parquet)],
)
def test_a_container_cut_at_every_kibibyte_is_refused(
    name: str, made: Callable[[], bytes]
) -> None:
    whole = made()
    for end in range(KIB, len(whole), KIB):
        with checked(name, whole[:end]) as delivery:
            assert delivery.is_refused
    with checked(name, whole) as delivery:
        assert taken(delivery) == PEOPLE


@few
@given(order=st.permutations(PEOPLE[:30]))
def test_the_order_of_rows_says_nothing(order: list[tuple[str, ...]]) -> None:
    with checked("client.csv", csv(order).encode()) as delivery:
        assert sorted(taken(delivery)) == sorted(PEOPLE[:30])
        assert not delivery.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_that_say_what_they_are_are_read(encoding: str) -> None:
    with checked("client.csv", csv(PEOPLE).encode(encoding)) as delivery:
        assert taken(delivery) == PEOPLE


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "mac-roman"])
def test_other_letters_are_refused_until_somebody_says_which(encoding: str) -> None:
    data = csv(PEOPLE).encode(encoding)
    with checked("client.csv", data) as delivery:
        assert delivery.is_refused
    with checked("client.csv", data, Choices(encoding=encoding)) as delivery:
        assert taken(delivery) == PEOPLE


@few
@given(blank=st.sets(st.tuples(st.integers(0, 19), st.integers(0, 3)), min_size=1))
def test_an_empty_cell_takes_no_other_with_it(blank: set[tuple[int, int]]) -> None:
    """A row without its reference waits, and one without a day; others keep what they
    hold, and an empty row is counted.
    """
    rows = [
        tuple("" if (at, place) in blank else cell for place, cell in enumerate(row))
        for at, row in enumerate(PEOPLE[:20])
    ]
    told = [row for row in rows if row[0]]
    with checked("client.csv", csv(rows).encode()) as delivery:
        if delivery.is_refused:
            assert not taken(delivery)
            return
        for row in taken(delivery):
            (stood,) = (each for each in told if each[0] == row[0])
            assert row[2:] == tuple(cell or "None" for cell in stood[2:])


@few
@given(data=st.binary(min_size=1, max_size=400))
def test_noise_is_told_and_never_a_fault_of_ours(data: bytes) -> None:
    for name in ("client.csv", "client.xlsx", "client.zip", "client.parquet"):
        with checked(name, data) as delivery:
            assert delivery.is_refused
            assert taken(delivery) == []
