"""Write the invented provider: one CSV for each imported table, and the MANIFEST.

Run from the root of the repository: `python -m sample_data.generate [--to DIR]`.
Nobody in these files exists. The same seed gives the same bytes on every machine. What
is drawn stands in the modules beside this one, by topic; README.md says how.
"""

import argparse
import csv
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import StringIO
from pathlib import Path

from metrics.contracts import IMPORTED, Table
from sample_data import (
    _answers,
    _clients,
    _conditions,
    _events,
    _forms,
    _network,
    _permissions,
    _treatment,
)
from sample_data._stories import Provider, provider


HERE = Path(__file__).parent
PUBLISHED = "published/houghton_2024_table_1.csv"
ROWS: dict[str, Callable[[Provider], Iterable[Table]]] = {
    "client": _clients.rows,
    "permission": _permissions.rows,
    "prescription": _treatment.rows,
    "condition": _conditions.rows,
    "outcome": _forms.rows,
    "event": _events.rows,
    "interview": _network.interviews,
    "answer": _answers.rows,
    "person": _network.people,
    "tie": _network.ties,
    "person_tie": _network.person_ties,
}


def tables() -> dict[str, list[Table]]:
    """Every row of every imported table, in the order in which it is written."""
    invented = provider()
    return {name: list(ROWS[name](invented)) for name in IMPORTED}


def files() -> dict[str, bytes]:
    """Every file that is made, by its path below this folder."""
    made = {
        f"{name}.csv": _csv(IMPORTED[name], rows) for name, rows in tables().items()
    }
    return made | {"MANIFEST": _manifest(made | {PUBLISHED: _published()})}


def _csv(table: type[Table], rows: list[Table]) -> bytes:
    """UTF-8 without a mark, LF line ends, the header of the template."""
    names = [column.name for column in table.columns()]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """Empty where it was not asked; dates as 2026-11-02; true and false in words."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _published() -> bytes:
    return (HERE / PUBLISHED).read_bytes()


def _manifest(contents: dict[str, bytes]) -> bytes:
    lines = [
        f"{sha256(contents[path]).hexdigest()}  {path}" for path in sorted(contents)
    ]
    return ("\n".join(lines) + "\n").encode()


def write(folder: Path) -> None:
    """Write every file below a folder, the published table as well."""
    for path, content in (files() | {PUBLISHED: _published()}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the invented provider as CSV.")
    parser.add_argument("--to", type=Path, default=HERE, help="the folder to write to")
    write(parser.parse_args().to)


if __name__ == "__main__":
    main()
