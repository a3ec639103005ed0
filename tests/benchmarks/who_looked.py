"""Who has looked at this client, over ten million acts of the audit trail.

The floor is the least that any answer must do: reading the column of clients once.
"""

from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from metrics.store.audit import AuditTrail
from tests.benchmarks._row import Measured, Row, timed


ACTS, CLIENTS, USERS = 10_000_000, 20_000, 400
AT_MOST = 5.0
# Each act is two lines, the second of which says how the first ended.
FILL = f"""
    INSERT INTO audit
    SELECT
        n,
        TIMESTAMP '2026-01-01' + INTERVAL (n) SECOND,
        'https://login.example:' || (n // 2) % {USERS},
        'keyworker',
        'see_client',
        md5((((n - 1) // 2 * 7919) % {CLIENTS})::VARCHAR),
        NULL,
        NULL,
        CASE WHEN n % 2 = 1 THEN 'intended' ELSE 'done' END,
        CASE WHEN n % 2 = 0 THEN n - 1 END,
        '2026.11',
        '0.1.0',
        n::VARCHAR
    FROM range(1, {2 * ACTS} + 1) AS lines(n)
"""


@cache
def measured() -> Measured:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trail.duckdb"
        AuditTrail(path).close()
        with closing(duckdb.connect(str(path))) as beside:
            beside.execute("SET enable_progress_bar = false")
            beside.execute(FILL)
            beside.execute("CHECKPOINT")
            asked = "SELECT md5('5'), count(DISTINCT client_id) FROM audit"
            floor = timed(lambda: beside.execute(asked).fetchall(), 2)
            (client, _) = beside.execute(asked).fetchall()[0]
        found: list[int] = []
        with closing(AuditTrail(path)) as trail:

            def ours() -> None:
                found.append(len(list(trail.acts(client_id=client))))

            seconds = timed(ours, 3)
    words = f"{found[0]:,} acts on one of {CLIENTS:,} clients"
    right = found[0] == ACTS // CLIENTS
    return Measured(seconds, floor, words, right and seconds < AT_MOST)


ROWS = (
    Row(
        "who-looked",
        f"who has looked at this client, over {ACTS:,} acts",
        "reading the column of clients once",
        f"under {AT_MOST:.0f} s",
        measured,
    ),
)
