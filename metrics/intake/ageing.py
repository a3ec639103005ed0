"""How much of a delivery is too old already: what pages will read as "ask again".

Each limit is the one that its column or question declares. Looked at is the newest row
of each person, so that a history is not taken for something forgotten. What stands in
the store already, and what a rule makes of it, does not belong here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import ASKED_NOT_ANSWERED, TABLES, Column
from metrics.surveys import SURVEYS, Question


@dataclass(frozen=True)
class Ageing:
    """Of `known` people with an answer, for so many it is older than `days` today."""

    words: str
    days: int
    known: int
    too_old: int


def ageing(rows: Mapping[str, pa.Table], today: date) -> tuple[Ageing, ...]:
    """Whatever ages and was told of anybody; the greatest share too old first."""
    found = [*_of_columns(rows, today), *_of_answers(rows.get("answer"), today)]
    told = (each for each in found if each.known)
    return tuple(
        sorted(told, key=lambda each: (-each.too_old / each.known, each.words))
    )


def _of_columns(rows: Mapping[str, pa.Table], today: date) -> Iterator[Ageing]:
    for name, held in rows.items():
        table = TABLES[name]
        if name == "answer" or table.dated == "interview":
            continue
        newest = _newest(held, table.dated)
        for column in table.columns():
            if column.limit and column.limit.days is not None:
                known = newest.filter(_is_known(newest[column.name], column))
                days = column.limit.days
                yield _aged(column.words, days, known[table.dated], today)


def _of_answers(answers: pa.Table | None, today: date) -> Iterator[Ageing]:
    if answers is None:
        return
    for survey in SURVEYS.values():
        told = answers.filter(pc.equal(answers["survey"], survey.id))
        if told.num_rows:
            for question in survey.questions:
                yield from _of_question(question, told, today)


def _of_question(question: Question, told: pa.Table, today: date) -> Iterator[Ageing]:
    if question.limit.days is None:
        return
    newest = _newest(told.filter(pc.equal(told["question"], question.id)), "asked_on")
    known = newest.filter(pc.is_valid(newest["value"]))
    yield _aged(question.text, question.limit.days, known["asked_on"], today)


def _newest(rows: pa.Table, dated: str) -> pa.Table:
    """The rows of each person's last day."""
    last = rows.group_by("client_id").aggregate([(dated, "max")])
    return rows.join(
        last, ["client_id", dated], ["client_id", f"{dated}_max"], "left semi"
    )


def _is_known(cells: pa.ChunkedArray, column: Column) -> pa.ChunkedArray:
    known = pc.is_valid(cells)
    if column.codes and ASKED_NOT_ANSWERED in column.codes:
        declined = pc.fill_null(pc.equal(cells, ASKED_NOT_ANSWERED), False)
        known = pc.and_(known, pc.invert(declined))
    return known


def _aged(words: str, days: int, said: pa.ChunkedArray, today: date) -> Ageing:
    first = pa.scalar(today - timedelta(days), pa.date32())
    too_old = pc.sum(pc.less(said.cast(pa.date32()), first)).as_py()
    return Ageing(words, days, len(said), int(too_old or 0))
