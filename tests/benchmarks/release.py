"""The release of a national provider: 300,000 clients, 150 services, four quarters.

The floor is one GROUP BY over all the variables of a quarter, of people whose answers
stand ready. Ours counts them from the records, by view and rule, and protects.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from metrics.disclosure.audit import Audited, audited
from metrics.disclosure.cube import Cube, services
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import protect
from metrics.indicators.measures import BREAKDOWNS, MEASURES
from metrics.periods import Period
from metrics.releasing import _sets
from metrics.scope import Scope
from metrics.store import Store, open_store
from metrics.store.counting import people
from tests.benchmarks._row import Measured, Row, timed


CLIENTS, SERVICES, FORMS = 300_000, 150, 1_000_000
TODAY = date(2026, 11, 2)
QUARTERS = [f"2025-26-Q{number}" for number in (2, 3, 4)] + ["2026-27-Q1"]
FACT = "DATE '2020-01-01', 'bench', TIMESTAMP '2026-11-01 09:00:00', 1"
PROVENANCE = "as_at, source, imported_at, batch"
FILL = (
    f"""
    INSERT INTO client (client_id, service, sex, treatment_start, status, {PROVENANCE})
    SELECT 'c' || n, 'S' || lpad(CAST(n % {SERVICES} AS VARCHAR), 3, '0'),
        CASE WHEN hash(n) % 4 = 0 THEN 'female' ELSE 'male' END,
        DATE '2024-01-01', 'in_treatment', {FACT}
    FROM range({CLIENTS}) AS every(n)
    """,
    f"""
    INSERT INTO prescription
        (client_id, medicine, dose, unit, interval, recorded_on, {PROVENANCE})
    SELECT 'c' || n, CASE WHEN hash(n) % 3 = 0 THEN 'buprenorphine' ELSE 'methadone' END,
        20 + hash(n, 1) % 100, 'mg', 'daily', quarter_end - CAST(hash(n, 2) % 60 AS INTEGER),
        {FACT}
    FROM range({CLIENTS}) AS every(n),
        (VALUES (DATE '2025-12-31'), (DATE '2026-06-30')) AS ends(quarter_end)
    """,
    f"""
    INSERT INTO outcome
        (client_id, completed_on, opiate_days, inject_days, quality_of_life, {PROVENANCE})
    SELECT 'c' || n % {CLIENTS},
        DATE '2025-07-01' + CAST(n // {CLIENTS} * 90 + hash(n) % 80 AS INTEGER),
        hash(n, 1) % 10, hash(n, 2) % 3, hash(n, 3) % 21, {FACT}
    FROM range({FORMS}) AS every(n)
    """,
    f"""
    INSERT INTO event (client_id, kind, state, happened_on, {PROVENANCE})
    SELECT 'c' || n, 'naloxone_kit', CASE WHEN hash(n) % 5 = 0 THEN 'no' ELSE 'yes' END,
        DATE '2025-09-01' + CAST(hash(n, 5) % 300 AS INTEGER), {FACT}
    FROM range({CLIENTS}) AS every(n)
    """,
)


@contextmanager
def national() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "national.duckdb"
        with closing(open_store(path, create=True, fixed_today=TODAY)) as store:
            with store.writing() as writing:
                for statement in FILL:
                    writing.run(statement)
            yield store


def counted(store: Store, quarter: str) -> Cube:
    rows = people(store, Period.parse(quarter), _sets(quarter), Scope.operator())
    named = services(str(row["service"]) for row in rows if "service" in row)
    return Cube(quarter, named, rows)


def _grouped(store: Store) -> float:
    """One GROUP BY over all variables of a quarter, of a table that stands ready."""
    names = dict.fromkeys(name for each in _sets(QUARTERS[0]) for name in each)
    columns = ", ".join(
        f"'a' || hash(n, {at}) % {_categories(name)} AS {name}"
        for at, name in enumerate(names)
    )
    with store.noting() as writing:
        writing.run(
            f"CREATE TEMP TABLE ready AS SELECT {columns} "
            f"FROM range({CLIENTS}) AS every(n)"
        )
        asked = f"SELECT {', '.join(names)}, count(*) FROM ready GROUP BY ALL"
        return timed(lambda: writing.run(asked), 3)


def _categories(name: str) -> int:
    if name in MEASURES:
        return len(MEASURES[name].categories)
    return len(BREAKDOWNS[name].labels or range(SERVICES))


@cache
def measured() -> tuple[Measured, Measured]:
    with national() as store:
        floor = _grouped(store)
        cubes: list[Cube] = []

        def build() -> None:
            cubes[:] = [counted(store, quarter) for quarter in QUARTERS]
            for cube in cubes:
                for table in cube.tables(POLICY):
                    protect(table)

        ours = timed(build)
    attacked = timed(lambda: results.append(audited(cubes[-1:])))
    result = results[-1]
    built = Measured(ours, floor, "four quarters from the records", ours <= 10 * floor)
    words = (
        f"{len(result.doubts)} small numbers sought, {len(result.mended)} rows withheld"
    )
    return built, Measured(attacked, None, words, result.passes)


results: list[Audited] = []
ROWS = (
    Row(
        "release-cube",
        f"{CLIENTS:,} clients, {SERVICES} services, four quarters counted and protected",
        "one GROUP BY over all variables",
        "10 × the floor",
        lambda: measured()[0],
    ),
    Row(
        "release-attack",
        "one quarter of it attacked and mended",
        "none",
        "passes",
        lambda: measured()[1],
    ),
)
