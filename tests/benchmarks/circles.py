"""Circles of a national provider: 300,000 clients joined by a million confirmed ties.

The floor is what scipy needs for the components of the same arrays. Both load the ties
from the store, by the view that confirms them.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from metrics.networks import circles
from metrics.scope import Scope
from metrics.store import Store, open_store
from metrics.store.circles import confirmed_pairs
from tests.benchmarks._row import Measured, Row, timed


CLIENTS, TIES, SERVICES = 300_000, 1_000_000, 150
TODAY = date(2026, 11, 2)
WIDTH = CLIENTS // SERVICES
FACT = "DATE '2026-11-01', 'bench', TIMESTAMP '2026-11-01 09:00:00', 1"
PROVENANCE = "as_at, source, imported_at, batch"
# Each client is tied to others of their own service, at steps that repeat nowhere.
DRAWN = f"""
    SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM (
        SELECT
            n % {CLIENTS} AS a,
            (n % {CLIENTS}) // {WIDTH} * {WIDTH}
            + (n % {WIDTH} + 1 + hash(n) % 7) % {WIDTH} AS b
        FROM range({TIES} * 2) AS drawn(n)
    ) WHERE a <> b ORDER BY a, b LIMIT {TIES}
"""
FILL = (
    f"""
    INSERT INTO client (client_id, service, status, {PROVENANCE})
    SELECT 'c' || n, 'service ' || n // {WIDTH}, 'in_treatment', {FACT}
    FROM range({CLIENTS}) AS every(n)
    """,
    f"""
    INSERT INTO permission (client_id, purpose, state, given_on, {PROVENANCE})
    SELECT 'c' || n, 'network_planning', 'given', DATE '2026-10-01', {FACT}
    FROM range({CLIENTS}) AS every(n)
    """,
    f"""
    INSERT INTO interview (client_id, interview, asked_on, {PROVENANCE})
    SELECT 'c' || n, 'i', DATE '2026-10-20', {FACT} FROM range({CLIENTS}) AS every(n)
    """,
    f"CREATE TEMP TABLE drawn AS {DRAWN}",
    "CREATE TEMP TABLE both_ways AS "
    "SELECT a, b FROM drawn UNION ALL SELECT b, a FROM drawn",
    f"""
    INSERT INTO person
        (client_id, interview, person_id, linked_client_id, {PROVENANCE})
    SELECT 'c' || a, 'i', 'p' || b, 'c' || b, {FACT} FROM both_ways
    """,
    f"""
    INSERT INTO tie (client_id, interview, person_id, kind, state, {PROVENANCE})
    SELECT 'c' || a, 'i', 'p' || b, 'buys_with', 'yes', {FACT} FROM both_ways
    """,
)


@contextmanager
def national() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "national.duckdb"
        with closing(open_store(path, create=True)) as store:
            with store.writing() as writing:
                for statement in FILL:
                    writing.run(statement)
            yield store


@cache
def measured() -> Measured:
    scope = Scope.operator()
    found: list[int] = []

    def ours() -> None:
        found.append(len(circles(confirmed_pairs(store, TODAY, scope))))

    def floor() -> None:
        # As cheap a way to numbers as there is: sorting the names would flatter ours.
        ties, at = confirmed_pairs(store, TODAY, scope), dict[str, int]()
        told = (at.setdefault(who, len(at)) for tie in ties for who in tie)
        ends = np.fromiter(told, dtype=np.int64, count=2 * len(ties)).reshape(-1, 2)
        people = len(at)
        ones, shape = np.ones(len(ends)), (people, people)
        graph = coo_array((ones, (ends[:, 0], ends[:, 1])), shape=shape)
        found.append(connected_components(graph, directed=False)[0])

    with national() as store:
        seconds, least = timed(ours, 2), timed(floor, 2)
    words = f"{found[0]:,} circles; scipy finds {found[-1]:,}"
    same = found[0] == found[-1]
    return Measured(seconds, least, words, same and seconds <= 1.5 * least)


ROWS = (
    Row(
        "circles-national",
        f"{CLIENTS:,} clients, {TIES:,} confirmed ties, from the store",
        "scipy.sparse.csgraph on the same arrays, from the store",
        "1.5 x",
        measured,
    ),
)
