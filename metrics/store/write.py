"""Loads: comparing a delivery with what a store holds, adding it, taking it away again.

Everything runs inside one transaction of the caller. A fact replaced by a later batch
stays, with the day from which it no longer stands; a fact with a newer as-at date, or a
worker's of the same day, is never overridden by an older one. Which cells are accepted
is `judge.py`; what a load tells the user is `metrics/intake/`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import PROVENANCE, TABLES, Table
from metrics.store import schema
from metrics.store.connection import Store, Writing
from metrics.store.schema import companions


PARENTS = {
    "client": ("client_id",),
    "interview": ("client_id", "interview"),
    "person": ("client_id", "interview", "person_id"),
}
_CHILDREN = {
    "person": ("client", "interview"),
    "tie": ("client", "interview", "person"),
    "person_tie": ("client", "interview", "person", "other_person"),
}
_WORKER = "worker"
_SAME_DAY = "DATE '0001-01-01'"


@dataclass(frozen=True)
class Incoming:
    """What a delivery brings: typed rows by table, with keyed ids in them.

    Each row bears `line`, `file_number` and `sheet_row`. `snapshots` are the tables of
    which the delivery holds everything there is.
    """

    source: str
    as_at: date
    rows: Mapping[str, pa.Table]
    snapshots: frozenset[str]

    @property
    def parameters(self) -> dict[str, object]:
        return {"as_at": self.as_at, "source": self.source}


@dataclass(frozen=True)
class Found:
    """A row that something in the store speaks against; `table` is what it lacks."""

    table: str
    lacks: str
    line: int
    file_number: int
    sheet_row: int


@dataclass(frozen=True)
class Difference:
    """A delivery against the store: rows counted by table, and what was found.

    `older`: rows for which a newer record stands; `of_workers`: those for which a
    worker's does. `listed`: how many the last snapshot of each table held. `rests_on`:
    batches whose rows this delivery states again.
    """

    counts: dict[str, dict[str, int]]
    older: list[Found] = field(default_factory=list)
    of_workers: list[Found] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)
    rests_on: list[int] = field(default_factory=list)


@contextmanager
def looking(store: Store | None) -> Iterator[Writing]:
    """A place to compare in without writing: the store, or an empty one in memory."""
    if store is not None:
        with store._cursor() as cursor:
            yield Writing(cursor)
        return
    root = duckdb.connect(":memory:")
    try:
        schema.create(root, demo=False, fixed_today=None)
        yield Writing(root)
    finally:
        root.close()


def orphans(writing: Writing, incoming: Incoming, name: str) -> list[Found]:
    """The rows of a table whose client, interview or person is known to nobody."""
    found: dict[int, Found] = {}
    parents = _CHILDREN.get(name, ("client",)) if name != "client" else ()
    if parents and _same_clients(incoming, name):
        parents = tuple(parent for parent in parents if parent != "client")
    for parent in parents:
        for row in writing.run(_orphans(name, parent, incoming)):
            found.setdefault(row[0], Found(name, parent.removeprefix("other_"), *row))
    return list(found.values())


def _same_clients(incoming: Incoming, name: str) -> bool:
    """Whether it brings those clients too, row by row: then nobody is looked for."""
    brought, ours = incoming.rows.get("client"), incoming.rows[name]
    return (
        brought is not None and brought["client_id"].equals(ours["client_id"]) is True
    )


def _orphans(name: str, parent: str, incoming: Incoming) -> str:
    table = parent.removeprefix("other_")
    names = PARENTS[table]
    ours = [f"{parent}_id" if column == "person_id" else column for column in names]
    same = " AND ".join(
        f"held.{theirs} = new.{mine}" for theirs, mine in zip(names, ours, strict=True)
    )
    known = [f"{table} AS held WHERE held.superseded_by IS NULL AND {same}"]
    if table in incoming.rows:
        known.append(f"new_{table} AS held WHERE {same}")
    missing = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {each})" for each in known)
    return (
        "SELECT new.line, new.file_number, new.sheet_row "
        f"FROM new_{name} AS new WHERE {missing} ORDER BY new.line"
    )


def other_people(writing: Writing) -> list[Found]:
    """The rows of `client` whose sex is not the one recorded before: it may be another
    person who was given the same reference (safety.md H07).
    """
    found = writing.run(
        "SELECT new.line, new.file_number, new.sheet_row FROM new_client AS new JOIN "
        "(SELECT client_id, arg_max(sex, (as_at, row_id)) AS sex FROM client "
        "WHERE superseded_by IS NULL AND sex IS NOT NULL GROUP BY client_id) AS held "
        "ON held.client_id = new.client_id AND held.sex <> new.sex ORDER BY new.line"
    )
    return [Found("client", "sex", *row) for row in found]


def compare(writing: Writing, incoming: Incoming) -> Difference:
    """What would change. Leaves `step_<table>` behind, which `add` acts on."""
    difference = Difference({})
    rests_on: set[int] = set()
    for name in incoming.rows:
        snapshot = name in incoming.snapshots
        writing.run(_step(TABLES[name], snapshot), incoming.parameters)
        of = incoming.rows[name].num_rows
        counts = _counts(writing, TABLES[name], snapshot, of)
        if snapshot:
            gone = _gone(writing, TABLES[name], incoming)
            counts["gone"], difference.listed[name] = gone
        difference.counts[name] = counts
        for *place, workers in writing.run(_older(name)):
            where = difference.of_workers if workers else difference.older
            where.append(Found(name, name, *place))
        rests_on |= {batch for (batch,) in writing.run(_rested_on(name))}
    difference.rests_on.extend(sorted(rests_on))
    return difference


def _rested_on(name: str) -> str:
    return (
        f"SELECT DISTINCT standing_batch FROM step_{name} "
        "WHERE action IN ('keep', 'older')"
    )


def _step(table: type[Table], snapshot: bool) -> str:
    """What is to be done with each row whose key stands; all others are to be added."""
    as_at = _as_at(table)
    key = _same_columns(table.key)
    same = _same_values(table)
    stays = f"({as_at} <= standing.as_at)" if snapshot else "true"
    return (
        f"CREATE OR REPLACE TEMP TABLE step_{table.name} AS\n"
        "SELECT new.line, standing.row_id AS standing, standing.batch AS "
        "standing_batch, standing.supersedes AS standing_supersedes, "
        f"standing.source = '{_WORKER}' AS workers, {same} AS same,\nCASE "
        f"WHEN {same} AND {stays} THEN 'keep' "
        f"WHEN {as_at} > standing.as_at THEN 'replace' "
        f"WHEN {as_at} = standing.as_at AND standing.source <> '{_WORKER}' "
        "THEN 'correct' ELSE 'older' END AS action\n"
        f"FROM new_{table.name} AS new JOIN {table.name} AS standing\n"
        f"ON standing.superseded_by IS NULL AND {key}"
    )


def _counts(
    writing: Writing, table: type[Table], snapshot: bool, of: int
) -> dict[str, int]:
    """New, changed, unchanged: by key; of a snapshot's new rows, by identity."""
    name = table.name
    counts = {"new": of, "changed": 0, "unchanged": 0, "gone": 0}
    words = {"keep": "unchanged", "older": "unchanged"}
    grouped = f"SELECT action, same, count(*) FROM step_{name} GROUP BY action, same"
    for action, same, number in writing.run(grouped):
        word = words.get(action, "unchanged" if same else "changed")
        counts[word] += number
        counts["new"] -= number
    if snapshot and counts["new"] and writing.run(f"SELECT 1 FROM {name} LIMIT 1"):
        counts["new"] = 0
        for earlier, same, number in writing.run(_by_identity(table)):
            word = "new" if not earlier else "unchanged" if same else "changed"
            counts[word] += number
    return counts


def _by_identity(table: type[Table]) -> str:
    """Of rows whose key is new: whether the newest earlier one said the same."""
    name, dated = table.name, table.dated
    return (
        "SELECT earlier > 0, same, count(*) FROM (\n"
        "SELECT new.line, count(standing.row_id) AS earlier, "
        f"arg_max({_same_values(table)}, (standing.{dated}, standing.row_id)) AS same\n"
        f"FROM new_{name} AS new ANTI JOIN step_{name} USING (line)\n"
        f"LEFT JOIN {name} AS standing ON standing.superseded_by IS NULL AND "
        f"standing.{dated} < new.{dated} AND {_same_columns(table.identity())}\n"
        "GROUP BY new.line) GROUP BY ALL"
    )


def _gone(writing: Writing, table: type[Table], incoming: Incoming) -> tuple[int, int]:
    """How many of the last snapshot are listed no more, and how many it listed."""
    name = table.name
    newest = f"(SELECT max(batch) FROM {name} WHERE source = $source)"
    identity = ", ".join(table.identity())
    ((gone, before),) = writing.run(
        "SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM "
        f"new_{name} AS new WHERE {_same_columns(table.identity())})), "
        f"coalesce(sum(listed), 0) FROM (SELECT {identity}, count(*) AS listed FROM "
        f"{name} WHERE batch = {newest} GROUP BY {identity}) AS standing",
        incoming.parameters,
    )
    return int(gone), int(before)


def _older(name: str) -> str:
    return (
        "SELECT new.line, new.file_number, new.sheet_row, step.workers "
        f"FROM step_{name} AS step JOIN new_{name} AS new USING (line) "
        "WHERE step.action = 'older' AND NOT step.same ORDER BY new.line"
    )


def add(
    writing: Writing, incoming: Incoming, name: str, batch: int, at: datetime
) -> None:
    """Store what `compare` found to be new or changed in a table."""
    table, snapshot = TABLES[name], name in incoming.snapshots
    given = {**incoming.parameters, "batch": batch, "at": at}
    given["first"] = _numbers(writing, incoming.rows[name])
    writing.run(_replace(table), given)
    writing.run(_insert(table, snapshot), given)
    _require_keys(writing, table)


def _numbers(writing: Writing, rows: pa.Table) -> int:
    """The first of as many row numbers as there are lines. Given out one by one, two
    threads would number the rows of a file in another order each time.
    """
    last = pc.max(rows["line"]).as_py()
    lines = 0 if last is None else last + 1
    ((first,),) = writing.run(
        "SELECT min(number) FROM "
        f"(SELECT nextval('row_number_of_facts') AS number FROM range({lines}))"
    )
    return int(first or 0)


def _replace(table: type[Table]) -> str:
    return (
        f"UPDATE {table.name} AS fact SET superseded_by = $batch, superseded_at = "
        f"CASE step.action WHEN 'replace' THEN {_as_at(table)} ELSE {_SAME_DAY} END\n"
        f"FROM step_{table.name} AS step JOIN new_{table.name} AS new USING (line)\n"
        "WHERE fact.row_id = step.standing AND step.action IN ('replace', 'correct')"
    )


def _insert(table: type[Table], snapshot: bool) -> str:
    names = [name for name in _stored(table) if name not in PROVENANCE]
    values = [
        _LINK if name == "linked_client_id" else f'new."{name}"' for name in names
    ]
    renewed = _as_at(table) if snapshot else "NULL"
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f"INSERT INTO {table.name} (row_id, {columns}, as_at, source, imported_at, "
        "batch, renewed_on, supersedes)\nSELECT $first + new.line, "
        f"{', '.join(values)}, {_as_at(table)}, "
        f"$source, $at, $batch, {renewed}, CASE step.action WHEN 'replace' THEN "
        "step.standing_batch WHEN 'correct' THEN step.standing_supersedes END\n"
        f"FROM new_{table.name} AS new LEFT JOIN step_{table.name} AS step "
        "USING (line)\nWHERE coalesce(step.action, 'add') NOT IN ('keep', 'older')"
    )


# A link between two clients is kept only while both agree to network planning.
_AGREED = (
    "(SELECT client_id FROM permission WHERE superseded_by IS NULL AND "
    "purpose = 'network_planning' GROUP BY client_id "
    "HAVING arg_max(state, (given_on, row_id)) = 'given')"
)
BOTH_AGREE = f"new.linked_client_id IN {_AGREED} AND new.client_id IN {_AGREED}"
_LINK = f"CASE WHEN {BOTH_AGREE} THEN new.linked_client_id END"


def links_left_out(writing: Writing) -> list[Found]:
    """The rows of `person` whose link is not kept; asked after permissions stand."""
    found = writing.run(
        "SELECT new.line, new.file_number, new.sheet_row FROM new_person AS new "
        f"WHERE new.linked_client_id IS NOT NULL AND ({BOTH_AGREE}) IS NOT TRUE "
        "ORDER BY new.line"
    )
    return [Found("person", "permission", *row) for row in found]


def _require_keys(writing: Writing, table: type[Table]) -> None:
    """The second line: no key stands twice. A fault here is ours; it undoes all."""
    key = ", ".join(f'"{name}"' for name in table.key)
    standing = f"FROM {table.name} WHERE superseded_by IS NULL"
    grouped = f"SELECT 1 {standing} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
    twice = writing.run(grouped)
    assert not twice, f"a key stands twice in {table.name}"


def _stored(table: type[Table]) -> list[str]:
    return [name for column in table.columns() for name in companions(column)]


def _as_at(table: type[Table]) -> str:
    return "new.as_at" if "as_at" in _stored(table) else "$as_at"


def _same_columns(names: tuple[str, ...]) -> str:
    return " AND ".join(
        f'standing."{name}" IS NOT DISTINCT FROM new."{name}"' for name in names
    )


def _same_values(table: type[Table]) -> str:
    names = [name for name in _stored(table) if name not in table.key]
    return f"({_same_columns(tuple(names))})" if names else "true"
