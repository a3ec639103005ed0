"""The tables of a store, made from the contracts, and what a store knows of itself.

The tables repeat the contracts' constraints as a second line; the first is `judge.py`.
A column or code is never written here: it follows from `metrics/contracts/`.
"""

import hashlib
from collections.abc import Iterator
from datetime import date

import duckdb

from metrics.contracts import ALL_CODES, PROVENANCE, TABLES, Column, Table
from metrics.problems import UserError


_TYPES = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "decimal": "DECIMAL(9, 3)",
    "date": "DATE",
    "moment": "TIMESTAMP",
    "boolean": "BOOLEAN",
}
_PROVENANCE_TYPES = {
    "as_at": "DATE NOT NULL",
    "source": "VARCHAR NOT NULL",
    "imported_at": "TIMESTAMP NOT NULL",
    "batch": "BIGINT NOT NULL",
    "renewed_on": "DATE",
    "supersedes": "BIGINT",
    "superseded_by": "BIGINT",
    "superseded_at": "DATE",
}
_PROGRAM = (
    "CREATE SEQUENCE row_number_of_facts",
    "CREATE SEQUENCE batch_number",
    "CREATE TABLE store_state (name VARCHAR PRIMARY KEY, held VARCHAR NOT NULL)",
    # Acts that wrote something, until the audit trail has been told how they ended.
    "CREATE TABLE act_written (number BIGINT NOT NULL)",
    "CREATE TABLE code (list VARCHAR NOT NULL, code VARCHAR NOT NULL, "
    "code_group VARCHAR, PRIMARY KEY (list, code))",
    # Each once: `labels.py` tests it. An index of 300,000 took longer than the rows.
    "CREATE TABLE label (client_id VARCHAR NOT NULL, label VARCHAR NOT NULL)",
    "CREATE TABLE batch (id BIGINT PRIMARY KEY, profile VARCHAR NOT NULL, "
    "loaded_at TIMESTAMP NOT NULL, loaded_by VARCHAR NOT NULL, as_at DATE NOT NULL, "
    "files VARCHAR NOT NULL, row_counts VARCHAR NOT NULL, expected INTEGER, "
    "held INTEGER NOT NULL, reason VARCHAR, undone_at TIMESTAMP)",
)


def create(
    root: duckdb.DuckDBPyConnection, *, demo: bool, fixed_today: date | None
) -> None:
    """Make every table in an empty store, all at once."""
    root.begin()
    root.execute(";\n".join(statements()))
    codes = [(each.id, code.id, code.group) for each in ALL_CODES for code in each]
    # As three columns: row by row it takes longer than all the tables.
    root.execute(
        "INSERT INTO code SELECT unnest($1), unnest($2), unnest($3)",
        [list(column) for column in zip(*codes, strict=True)],
    )
    state = {
        "schema": fingerprint(),
        "data_version": "0",
        "demo": "yes" if demo else "no",
    }
    if fixed_today:
        state["fixed_today"] = fixed_today.isoformat()
    root.executemany("INSERT INTO store_state VALUES (?, ?)", list(state.items()))
    root.commit()


def require_same(root: duckdb.DuckDBPyConnection) -> None:
    """Refuse a store whose tables are not ours."""
    try:
        found = root.execute(
            "SELECT held FROM store_state WHERE name = 'schema'"
        ).fetchone()
    except duckdb.CatalogException:
        raise UserError("This file is not a store of Alongside.") from None
    if not found or found[0] != fingerprint():
        raise UserError(
            "This store was made by another version of Alongside. "
            "Open it with that version, or load the files into a new store."
        )


def statements() -> Iterator[str]:
    """The DDL of the whole store, in order."""
    yield from _PROGRAM
    for table in TABLES.values():
        yield f"CREATE TABLE {table.name} ({', '.join(_columns(table))})"


def fingerprint() -> str:
    """What tells one layout of the store from another."""
    return hashlib.sha256("\n".join(statements()).encode()).hexdigest()[:16]


def companions(column: Column) -> tuple[str, ...]:
    """The stored columns of a contract column: itself, and its state where asked."""
    return (column.name, f"{column.name}_state") if column.asked else (column.name,)


def _columns(table: type[Table]) -> Iterator[str]:
    # Unique by its sequence. No index: rows lie in this order, so one is found at once.
    yield "row_id BIGINT NOT NULL DEFAULT nextval('row_number_of_facts')"
    for column in table.columns():
        if column.name not in PROVENANCE:
            yield _column(column)
            if column.asked:
                yield f"{column.name}_state VARCHAR"
    yield from (f"{name} {_PROVENANCE_TYPES[name]}" for name in PROVENANCE)


def _column(column: Column) -> str:
    parts = [column.name, _TYPES[column.kind]]
    if column.required:
        parts.append("NOT NULL")
    if column.codes:
        allowed = ", ".join(f"'{code}'" for code in column.codes.ids)
        parts.append(f"CHECK ({column.name} IN ({allowed}))")
    if column.low is not None and column.high is not None:
        parts.append(f"CHECK ({column.name} BETWEEN {column.low} AND {column.high})")
    return " ".join(parts)
