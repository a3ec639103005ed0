"""Rows of text as the judge takes them: a frame, and the SQL that stages it.

Files and what is expected of them are `cases.py`.
"""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from metrics.contracts import Table
from metrics.store.judge import stage


def frame(table: type[Table], rows: Sequence[Mapping[str, str | None]]) -> pa.Table:
    """The rows as text, numbered from nought; a column that none gives is all null."""
    columns = {
        column.name: pa.array([row.get(column.name) for row in rows], pa.string())
        for column in table.columns()
    }
    return pa.table({**columns, "sheet_row": pa.array(range(len(rows)), pa.int64())})


def staged(table: type[Table], source: str = "sheet") -> str:
    """Every column as it stands."""
    names = [column.name for column in table.columns()]
    return stage([(name, f'"{name}"') for name in names], source, 0)
