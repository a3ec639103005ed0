"""A month's national data set of a large provider: 300,000 rows of 30 columns.

The floor is reading the same file as text into a table, and judging nothing of it.
Ours finds out what the file is, judges every cell, splits rows over five tables, keys
the references, compares and saves. Each runs in a process of its own, so that its peak
memory is its own.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks._row import Measured, Row


CLIENTS = 300_000
MOST_TIMES, MOST_MIB = 2.0, 400
EVERYBODY = {
    "AGNCY": "Riverside",
    "SEX": "1",
    "ETHNIC": "A",
    "EMPSTAT": "12",
    "HOUSING": "17",
    "TRIAGED": "20260105",
    "DISD": "",
    "DISRSN": "",
    "MTHTN": "Y",
    "INJSTAT": "C",
    "CONSENT": "Y",
    "PHMETH": "1",
    "PHBUPREN": "",
    "PHBUDI": "",
    "PHDOSBUP": "",
    "PHOSTSPVD": "1",
    "SUBMODDT": "20261001",
    "TOPDATE": "20261002",
    "TRSTAGE": "R",
    "CRAUSE": "NA",
    "ALCUSE": "99",
    "CONSMP": "2.5",
    "SHARING": "N",
}
OWN = ("CLIENTID", "PHDOSMET", "OPIUSE", "PSYHSTAT", "PHSTAT", "QUALLIFE", "IVDRGUSE")
# Each prints its seconds, its peak in MiB and how many rows stand.
END = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, peak, rows]))
"""
OURS = f"""
import json, resource, sys
from datetime import date
from pathlib import Path
from time import perf_counter
from metrics.intake import check, load
from metrics.scope import Scope
from metrics.store import open_store

file, store = Path(sys.argv[1]), Path(sys.argv[2])
scope = Scope.operator()
held = open_store(store, create=True)
start = perf_counter()
delivery = check([file], scope, as_at=date(2026, 10, 31), store=held)
done = load(held, delivery, scope)
seconds = perf_counter() - start
rows = done.tables["client"]["new"] if done.saved else 0
{END}
"""
FLOOR = f"""
import json, resource, sys
from time import perf_counter
import duckdb

file, store = sys.argv[1], sys.argv[2]
held = duckdb.connect(store)
held.execute("SET enable_progress_bar = false")
start = perf_counter()
held.execute("CREATE TABLE read AS FROM read_csv($file, all_varchar = true)", {{"file": file}})
seconds = perf_counter() - start
(rows,) = held.execute("SELECT count(*) FROM read").fetchone()
{END}
"""


def lines() -> Iterator[str]:
    """The header and a row for each client, the same ones each time."""
    same = ",".join(EVERYBODY.values())
    yield ",".join((*OWN, *EVERYBODY)) + "\n"
    for n in range(CLIENTS):
        own = (n + 1, 20 + n % 90, n % 29, n % 21, n % 20, n % 19, n % 28)
        yield ",".join(map(str, own)) + f",{same}\n"


@cache
def measured() -> Measured:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "october.csv"
        with file.open("w", encoding="utf-8") as written:
            written.writelines(lines())
        floor, floor_mib, _ = _apart(FLOOR, file, Path(folder) / "floor.duckdb")
        seconds, mib, rows = _apart(OURS, file, Path(folder) / "ours.duckdb")
    words = (
        f"{rows:,.0f} clients stand; peak {mib:,.0f} MiB (the floor's {floor_mib:,.0f})"
    )
    met = rows == CLIENTS and seconds <= MOST_TIMES * floor and mib <= MOST_MIB
    return Measured(seconds, floor, words, met)


def _apart(script: str, file: Path, store: Path) -> list[float]:
    """What a process of its own prints: seconds, peak, rows."""
    command = [sys.executable, "-c", script, str(file), str(store)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(ended.stdout)
    return found


ROWS = (
    Row(
        "load",
        f"a file of {CLIENTS:,} rows and {len(OWN) + len(EVERYBODY)} columns checked "
        "and loaded",
        "read_csv(all_varchar) of it into a table",
        f"{MOST_TIMES:.0f} × the floor, {MOST_MIB} MiB",
        measured,
    ),
)
