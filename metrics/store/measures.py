"""Measures of finished interviews, worked out anew whenever rows of one are written.

Inside the writer's own transaction, so that an interview and its measures stand or fall
together; an undo takes them away with the batch. What a measure is stands in
`metrics/networks/personal.py`; what was touched is the writer's to say.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from metrics.contracts.network_measure import NetworkMeasure
from metrics.networks.personal import Measures, Mentioned, measured
from metrics.store import record, write
from metrics.store.connection import Writing


Key = tuple[str, str]  # client_id, interview
THOUSANDTH = Decimal("0.001")
_TOLD_IN = ("interview", "person", "tie", "person_tie")
_DAYS = "max(TRY_CAST(value AS INTEGER)) FILTER (WHERE question = '{}')"


@dataclass
class _Told:
    """What one interview holds, as its rows are read."""

    as_at: date
    using_days: int | None
    alone_days: int | None
    people: list[Mentioned] = field(default_factory=list)
    ties: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)

    def joined(self, one: str, other: str, state: str) -> None:
        """Of several kinds of tie between two people, a yes speaks."""
        if self.pairs.get((one, other)) != "yes":
            self.pairs[one, other] = state

    @property
    def measures(self) -> Measures:
        return measured(self.people, self.pairs, self.using_days, self.alone_days)


def after_load(
    writing: Writing, incoming: write.Incoming, batch: int, at: datetime
) -> None:
    """Measure every interview that a load told something of, as part of that load."""
    touched = _touched(incoming.rows)
    if not touched:
        return
    writing.run(f"CREATE OR REPLACE TEMP TABLE touched AS {touched}")
    rows = [
        {**row, "line": line, "file_number": 0, "sheet_row": 0}
        for line, row in enumerate(_rows(writing))
    ]
    if not rows:
        return
    name = NetworkMeasure.name
    frame = pa.Table.from_pylist(rows, _schema())
    own = write.Incoming(incoming.source, incoming.as_at, {name: frame}, frozenset())
    with writing.table(f"new_{name}", frame):
        write.compare(writing, own)
        write.add(writing, own, name, batch, at)


def after_sitting(writing: Writing, interview: Key, at: datetime) -> None:
    """Measure one interview that was written in the app."""
    names = {"client_id": interview[0], "interview": interview[1]}
    writing.run(
        "CREATE OR REPLACE TEMP TABLE touched AS "
        "SELECT $client_id AS client_id, $interview AS interview",
        names,
    )
    for row in _rows(writing):
        record.add(writing, NetworkMeasure(**row), at)


def _touched(tables: Collection[str]) -> str:
    """The interviews that a load's rows belong to, by the names they are read under."""
    told = [
        f"SELECT client_id, interview FROM new_{name}"
        for name in _TOLD_IN
        if name in tables
    ]
    if "answer" in tables:
        told.append(
            "SELECT held.client_id, held.interview FROM new_answer AS new "
            "JOIN interview AS held ON held.client_id = new.client_id "
            "AND held.asked_on = new.asked_on WHERE new.survey = 'network'"
        )
    return " UNION ".join(told)


def _rows(writing: Writing) -> Iterator[dict[str, Any]]:
    for (client, interview), told in _told(writing).items():
        yield {"client_id": client, "interview": interview, **_kept(told)}


def _told(writing: Writing) -> dict[Key, _Told]:
    """Every touched interview that was finished, with all that stands of it."""
    found = {
        (client, interview): _Told(*rest)
        for client, interview, *rest in writing.run(_INTERVIEWS)
    }
    for client, interview, who, kind, state, as_at in writing.run(_of("tie")):
        if told := _seen(found, (client, interview), as_at):
            told.ties[who][kind] = state
    for client, interview, who, role, uses, as_at in writing.run(_of("person")):
        if told := _seen(found, (client, interview), as_at):
            told.people.append(Mentioned(who, role, uses, told.ties[who]))
    for client, interview, one, other, state, as_at in writing.run(_of("person_tie")):
        if told := _seen(found, (client, interview), as_at):
            told.joined(one, other, state)
    return found


def _seen(found: dict[Key, _Told], interview: Key, as_at: date) -> _Told | None:
    told = found.get(interview)
    if told:
        told.as_at = max(told.as_at, as_at)
    return told


_INTERVIEWS = (
    "SELECT held.client_id, held.interview, any_value(held.as_at), "
    f"{_DAYS.format('using_days')}, {_DAYS.format('alone_days')} "
    "FROM interview AS held SEMI JOIN touched USING (client_id, interview) "
    "LEFT JOIN answer AS said ON said.client_id = held.client_id AND "
    "said.asked_on = held.asked_on AND said.survey = 'network' "
    "AND said.superseded_by IS NULL "
    "WHERE held.superseded_by IS NULL AND held.finished = 'yes' "
    "GROUP BY held.client_id, held.interview ORDER BY ALL"
)
_READ = {
    "person": "person_id, role, uses",
    "tie": "person_id, kind, state",
    "person_tie": "person_id, other_person_id, coalesce(state, 'yes')",
}


def _of(table: str) -> str:
    return (
        f"SELECT client_id, interview, {_READ[table]}, as_at FROM {table} "
        "SEMI JOIN touched USING (client_id, interview) "
        "WHERE superseded_by IS NULL ORDER BY ALL"
    )


def _kept(told: _Told) -> dict[str, Any]:
    """The measures as the columns of their table."""
    found = told.measures
    balance = found.balance
    return {
        "as_at": told.as_at,
        "people": found.people,
        "using_people": found.using.part,
        "using_of": found.using.of,
        "supportive_people": found.supportive.part,
        "supportive_of": found.supportive.of,
        "knowing_pairs": found.knowing.part,
        "knowing_of": found.knowing.of,
        "roles": found.roles,
        "supports_only": balance and balance.supports,
        "harder_only": balance and balance.makes_it_harder,
        "supports_and_harder": balance and balance.both,
        "buying_people": found.buying,
        "only_using": _yes_no(found.only_using),
        "hub_ties": found.hub.part,
        "hub_of": found.hub.of,
        "alone_days": found.alone.part,
        "alone_of": found.alone.of,
        "transactional_people": found.transactional.part,
        "transactional_of": found.transactional.of,
        "density": _thousandths(found.density),
        "effective_size": _thousandths(found.effective_size),
        "burt_constraint": _thousandths(found.constraint),
        "mixing": _thousandths(found.mixing),
    }


def _yes_no(known: bool | None) -> str | None:
    return None if known is None else "yes" if known else "no"


def _thousandths(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(number).quantize(THOUSANDTH)


def _schema() -> pa.Schema:
    kinds = {
        "text": pa.string(),
        "integer": pa.int32(),
        "decimal": pa.decimal128(9, 3),
        "date": pa.date32(),
    }
    columns = [(each.name, kinds[each.kind]) for each in NetworkMeasure.columns()]
    places = [(name, pa.int64()) for name in ("line", "file_number", "sheet_row")]
    return pa.schema(columns + places)
