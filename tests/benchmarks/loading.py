"""Loads of a national provider's size, each beside reading the same files as text.

The floor reads the files as text into tables, and judges nothing of them. Ours finds
out what they are, judges every cell, keys the references, compares and saves. Each runs
in a process of its own, so that its peak memory is its own; what a process imports is
counted on neither side. A workbook's floor is the fastest reader that there is.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from metrics.exporting import workbook
from metrics.surveys.peers import ITEMS
from tests.benchmarks._row import Measured, Row


CLIENTS, ANSWERS, TIES, IN_A_WORKBOOK = 300_000, 5_000_000, 1_000_000, 30_000
MOST_TIMES, MOST_MIB, MOST_TIMES_OF_A_WORKBOOK = 2.0, 400, 3.0
AT_A_SITTING = 10  # ties that a client told of: five people, two kinds of contact
# The national data set: what all rows say, and what each says for itself.
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
# Our own template of clients, all but the reference.
CLIENT = {
    "as_at": "2026-10-31",
    "service": "Riverside",
    "keyworker": "Keyworker 12",
    "age_band": "35_39",
    "sex": "male",
    "ethnic_group": "white",
    "employment": "unemployed",
    "housing": "rented",
    "partner": "none",
    "treatment_start": "2026-01-05",
    "status": "in_treatment",
    "next_review": "2026-11-20",
}
SITTING = "2026-09-14-a"
Cells = Iterator[Sequence[object]]
Files = Mapping[str, Callable[[], Cells]]

# Each prints its seconds, those of the processor, its peak in MiB and its rows.
START = """
worked = process_time()
start = perf_counter()
"""
END = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, worked, peak, rows]))
"""
STOP = "worked, seconds = process_time() - worked, perf_counter() - start"
OURS = f"""
import json, resource, sys
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
import pandas  # pyarrow brings it in with the first list that it is handed
from metrics.intake import check, load
from metrics.scope import Scope
from metrics.store import open_store

store, *files = map(Path, sys.argv[1:])
scope = Scope.operator()
held = open_store(store, create=True)
{START}delivery = check(files, scope, as_at=date(2026, 10, 31), store=held)
done = load(held, delivery, scope)
{STOP}
counts = [each["new"] for each in done.tables.values()]
rows = max(counts) if done.saved else 0
{END}
"""
FLOOR = f"""
import json, resource, sys
from time import perf_counter, process_time
import duckdb

store, *files = sys.argv[1:]
held = duckdb.connect(store)
{START}for place, file in enumerate(files):
    text = "FROM read_csv($file, all_varchar = true)"
    held.execute(f"CREATE TABLE read_{{place}} AS {{text}}", {{"file": file}})
{STOP}
(rows,) = held.execute(f"SELECT count(*) FROM read_{{place}}").fetchone()
{END}
"""
FASTEST = f"""
import json, resource, sys
from time import perf_counter, process_time
import fastexcel

store, file = sys.argv[1:]
{START}sheet = fastexcel.read_excel(file).load_sheet(0, dtypes="string").to_arrow()
{STOP}
rows = sheet.num_rows
{END}
"""


def national() -> Cells:
    """The header and a row for each client, the same ones each time."""
    yield (*OWN, *EVERYBODY)
    for n in range(CLIENTS):
        own = (n + 1, 20 + n % 90, n % 29, n % 21, n % 20, n % 19, n % 28)
        yield (*own, *EVERYBODY.values())


def clients(number: int = CLIENTS) -> Cells:
    yield ("client_id", *CLIENT)
    yield from ((_client(n), *CLIENT.values()) for n in range(number))


def answers() -> Cells:
    yield ("client_id", "survey", "question", "value", "state", "asked_on")
    for n in range(ANSWERS):
        question, client = divmod(n, CLIENTS)
        told = n % 5 + 1
        yield (_client(client), "peers", ITEMS[question].id, told, "", "2026-10-16")


def interviews() -> Cells:
    yield ("client_id", "interview", "asked_on", "mode", "alone", "finished")
    for n in range(TIES // AT_A_SITTING):
        yield (_client(n), SITTING, "2026-09-14", "in_person", "yes", "yes")


def people() -> Cells:
    yield ("client_id", "interview", "person_id", "number", "role", "uses")
    for n in range(TIES // 2):
        client, person = divmod(n, AT_A_SITTING // 2)
        yield (_client(client), SITTING, f"P{person}", person + 1, "friend", "not_sure")


def ties() -> Cells:
    yield ("client_id", "interview", "person_id", "kind", "state", "days")
    for n in range(TIES):
        client, tie = divmod(n, AT_A_SITTING)
        person, second = divmod(tie, 2)
        kind = "lends" if second else "buys_with"
        yield (_client(client), SITTING, f"P{person}", kind, "yes", n % 28 + 1)


def _client(n: int) -> str:
    return f"RV{n:07}"  # with six digits it could be initials and a date of birth


def measured(files: Files, wanted: int) -> Measured:
    """CSV files of these cells, read as text and loaded."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in files]
        for path in paths:
            with path.open("w", encoding="utf-8", newline="") as written:
                csv.writer(written).writerows(files[path.name]())
        floor = _apart(FLOOR, Path(folder) / "floor.duckdb", *paths)
        ours = _apart(OURS, Path(folder) / "ours.duckdb", *paths)
    return _compared(ours, floor, wanted, MOST_TIMES, MOST_MIB)


def measured_workbook() -> Measured:
    """The template of clients as a workbook, read and loaded."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "client.xlsx"
        header, *rows = clients(IN_A_WORKBOOK)
        path.write_bytes(workbook("client", [str(name) for name in header], rows))
        floor = _apart(FASTEST, Path(folder) / "floor.duckdb", path)
        ours = _apart(OURS, Path(folder) / "ours.duckdb", path)
    return _compared(ours, floor, IN_A_WORKBOOK, MOST_TIMES_OF_A_WORKBOOK, MOST_MIB)


def _compared(
    ours: Sequence[float], floor: Sequence[float], wanted: int, times: float, most: int
) -> Measured:
    (seconds, worked, mib, rows), (least, least_worked, least_mib, _) = ours, floor
    words = (
        f"{rows:,.0f} rows; {worked:.1f} s of processor, {worked / least_worked:.1f} × "
        f"the floor's; peak {mib:,.0f} MiB (the floor's {least_mib:,.0f})"
    )
    met = rows == wanted and seconds <= times * least and mib <= most
    return Measured(seconds, least, words, met)


def _apart(script: str, store: Path, *files: Path) -> list[float]:
    """What a process of its own prints last: DuckDB takes one that runs no file for a
    person at a screen, and shows how far it is.
    """
    command = [sys.executable, "-c", script, str(store), *map(str, files)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _row(name: str, what: str, files: Files, wanted: int) -> Row:
    return Row(
        name,
        f"{what} checked and loaded",
        "read_csv(all_varchar) of the same into tables",
        f"{MOST_TIMES:.0f} × the floor, {MOST_MIB} MiB",
        partial(measured, files, wanted),
    )


TEXT = {"client.csv": clients}
NETWORKS = {"interview.csv": interviews, "person.csv": people, "tie.csv": ties}
ROWS = (
    _row(
        "load",
        f"the national data set, {CLIENTS:,} rows of {len(OWN) + len(EVERYBODY)} columns "
        "into five tables,",
        {"october.csv": national},
        CLIENTS,
    ),
    _row("load of clients", f"a template of {CLIENTS:,} clients", TEXT, CLIENTS),
    _row(
        "load of answers",
        f"{ANSWERS:,} answers of {CLIENTS:,} clients",
        {**TEXT, "answer.csv": answers},
        ANSWERS,
    ),
    _row(
        "load of ties",
        f"{TIES:,} ties of {CLIENTS:,} clients",
        {**TEXT, **NETWORKS},
        TIES,
    ),
    Row(
        "load of a workbook",
        f"a workbook of {IN_A_WORKBOOK:,} clients checked and loaded",
        "the fastest reader, reading it",
        f"{MOST_TIMES_OF_A_WORKBOOK:.0f} × the floor, {MOST_MIB} MiB",
        measured_workbook,
    ),
)
