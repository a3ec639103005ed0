"""The release file: the only place that writes or reads it.

What is counted is `counting.py`; what is published is decided in `metrics/disclosure/`,
and when in `metrics/releasing.py`. A release file is opened read-only and locked down,
and knows nothing of the store that it was made from.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from pydantic import TypeAdapter, ValidationError

from metrics.disclosure.means import MeanCell, ProtectedMeans
from metrics.disclosure.protect import ALL, Cell, Protected, Status
from metrics.disclosure.published import Face, Release
from metrics.exporting import csv_text
from metrics.problems import UserError
from metrics.store.connection import _OFFLINE


FILE = "release.duckdb"
_MEAN_NAMES = ("mean", "period", "service", "value", "status")
_FACE = TypeAdapter(Face)
_SHUT: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}


def write(release: Release, folder: Path) -> None:
    """The release file, and beside it the same as text, each of them whole or not."""
    folder.mkdir(parents=True, exist_ok=True)
    face = release.face
    texts = {
        "policy.json": TypeAdapter(type(face.policy)).dump_json(face.policy, indent=1),
        "statement.json": TypeAdapter(type(face.statement)).dump_json(
            face.statement, indent=1
        ),
    }
    for name, text in texts.items():
        with _whole(folder / name) as path:
            path.write_bytes(text + b"\n")
    with _whole(folder / "cells.csv") as path:
        names = ["table", "period", *_variables(face), "count", "status"]
        _write_rows(path, names, _rows(release))
    with _whole(folder / "means.csv") as path:
        _write_rows(path, _MEAN_NAMES, map(_as_number, _mean_rows(release)))
    with _whole(folder / FILE) as path:
        _write_file(release, path)


def read(path: Path) -> Release:
    """Open a release file read-only, locked, and read it; nothing else is opened.

    Raises UserError where it is none.
    """
    refused = UserError(f"{path.name} is not a release of Alongside.")
    try:
        with closing(duckdb.connect(str(path), read_only=True, config=_SHUT)) as file:
            ((text,),) = file.execute("SELECT face FROM face").fetchall()
            face = _FACE.validate_json(text)
            rows = file.execute("SELECT * FROM cell ORDER BY number").fetchall()
            names = [column[0] for column in file.description or ()]
            means = file.execute("SELECT * FROM mean ORDER BY number").fetchall()
    except (duckdb.Error, ValidationError, ValueError):
        raise refused from None
    return Release(
        face,
        _tables(face, [dict(zip(names, row, strict=True)) for row in rows]),
        _means(face, [row[1:] for row in means]),
    )


def _write_file(release: Release, path: Path) -> None:
    variables = [f'"{name}" VARCHAR NOT NULL' for name in _variables(release.face)]
    with closing(duckdb.connect(str(path), config=_OFFLINE)) as file:
        file.execute("CREATE TABLE face (face VARCHAR NOT NULL)")
        text = _FACE.dump_json(release.face).decode()
        file.execute("INSERT INTO face VALUES (?)", [text])
        file.execute(
            "CREATE TABLE cell (number INTEGER PRIMARY KEY, drawn VARCHAR NOT NULL, "
            f"period VARCHAR NOT NULL, {', '.join(variables)}, "
            "count INTEGER, status VARCHAR NOT NULL)"
        )
        _insert(file, "cell", _rows(release))
        file.execute(
            "CREATE TABLE mean (number INTEGER PRIMARY KEY, mean VARCHAR NOT NULL, "
            "period VARCHAR NOT NULL, service VARCHAR NOT NULL, value VARCHAR, "
            "status VARCHAR NOT NULL)"
        )
        _insert(file, "mean", _mean_rows(release))


def _insert(
    file: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]
) -> None:
    """Rows in order, numbered from 1; a column at a time, which is far quicker."""
    numbered = [(at, *row) for at, row in enumerate(rows, start=1)]
    columns = [list(column) for column in zip(*numbered, strict=True)]
    if columns:
        given = ", ".join(f"unnest(${at})" for at in range(1, len(columns) + 1))
        file.execute(f"INSERT INTO {table} SELECT {given}", columns)


def _write_rows(
    path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """One row a published cell; a hidden one has no number, and its status says why."""
    path.write_text(csv_text(names, rows), encoding="utf-8", newline="")


def _rows(release: Release) -> Iterator[tuple[str | int | None, ...]]:
    names = _variables(release.face)
    for table in release.published.values():
        for cell in table.cells:
            at = dict(zip(table.variables, cell.place, strict=True))
            place = (at.get(name, ALL) for name in names)
            yield table.table, table.period, *place, cell.count, str(cell.status)


def _mean_rows(release: Release) -> Iterator[tuple[str | None, ...]]:
    for means in release.means.values():
        for cell in means.cells:
            yield means.mean, means.period, cell.place, cell.value, str(cell.status)


def _as_number(row: Sequence[str | None]) -> tuple[str | Decimal | None, ...]:
    """A mean as a number: a text with a minus would be a formula to a spreadsheet."""
    *names, value, status = row
    return *names, None if value is None else Decimal(value), status


def _means(
    face: Face, rows: Sequence[tuple[Any, ...]]
) -> dict[tuple[str, str], ProtectedMeans]:
    tables = {each.id: each.table for each in face.means}
    cells: dict[tuple[str, str], list[MeanCell]] = {}
    for mean, period, place, value, status in rows:
        cells.setdefault((mean, period), []).append(
            MeanCell(place, Status(status), value)
        )
    return {
        (mean, period): ProtectedMeans(mean, period, tables[mean], tuple(each))
        for (mean, period), each in cells.items()
    }


def _tables(
    face: Face, rows: Sequence[dict[str, Any]]
) -> dict[tuple[str, str], Protected]:
    variables = {each.id: each.variables for each in face.tables}
    cells: dict[tuple[str, str], list[Cell]] = {}
    for row in rows:
        place = tuple(row[name] for name in variables[row["drawn"]])
        cell = Cell(place, Status(row["status"]), row["count"])
        cells.setdefault((row["drawn"], row["period"]), []).append(cell)
    return {
        (table, period): Protected(table, period, variables[table], tuple(each))
        for (table, period), each in cells.items()
    }


def _variables(face: Face) -> list[str]:
    return [each.id for each in face.variables]


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file in the making, put in its place only once it is whole."""
    making = path.with_name(f"{path.name}.part")
    making.unlink(missing_ok=True)
    try:
        yield making
        os.replace(making, path)
    finally:
        making.unlink(missing_ok=True)
