"""The control totals of a delivery: what a steward compares with their case system.

Asked inside the transaction that reads the delivery. How rows are compared with those
that stand is `write.py`.
"""

from metrics.contracts import TABLES
from metrics.store.connection import Writing
from metrics.store.write import Incoming


def totals(writing: Writing, incoming: Incoming) -> dict[str, dict[str, int]]:
    """The control totals: how often each code stands in the rows, by coded column."""
    found: dict[str, dict[str, int]] = {}
    for name in incoming.rows:
        for column in TABLES[name].columns():
            if column.codes:
                counted = writing.run(
                    f'SELECT "{column.name}", count(*) FROM new_{name} '
                    f'WHERE "{column.name}" IS NOT NULL GROUP BY ALL ORDER BY ALL'
                )
                found[f"{name}.{column.name}"] = dict(counted)
    return found
