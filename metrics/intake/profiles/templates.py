"""Profile `templates`: Alongside's own templates, one CSV for each imported table.

A file is named for its table and bears the contract's columns, in any order. Everything
here follows from the contracts: a new column or table needs no line in this file.
"""

from metrics.contracts import IMPORTED, Table
from metrics.intake._profile import AS_AT, FileKind, Fills, Profile, copied, worked_out
from metrics.intake.identity import CLIENTS, PEOPLE


def _template(table: type[Table]) -> FileKind:
    columns = table.columns()
    mapped = {column.name: copied(column.name) for column in columns}
    if "as_at" in mapped:
        mapped["as_at"] = worked_out("as_at", f"coalesce(as_at, {AS_AT})")
    return FileKind(
        id=table.name,
        named=f"{table.name}.csv",
        header=tuple(mapped),
        required=tuple(column.name for column in columns if column.required),
        ids=tuple(name for name in mapped if name in CLIENTS),
        people=tuple(name for name in mapped if name in PEOPLE),
        fills=(Fills(table.name, mapped),),
        may_be_empty=table.name != "client",
    )


PROFILE = Profile(
    id="templates",
    title="Alongside's own templates: one file for each table",
    issuer="provider",
    files=tuple(_template(table) for table in IMPORTED.values()),
    tables={name: "snapshot" if name == "client" else "additions" for name in IMPORTED},
)
