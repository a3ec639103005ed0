"""Which rows stand on a day, who is in scope, and the facts of `client_on` that follow
from a declaration, counted in plain Python.

Written from design.md 4.2, 4.3 and 4.6 and the words of the views, never from the SQL.
What is declared (columns, kinds of event, questions, limits) is read from the
declarations, so that a new one needs no edit here. Facts with a rule of their own are
`facts_by_hand.py`, indicators `indicators_by_hand.py`.

Where two parts stand equal but for their words (two diagnoses of one day), a count gives
both, and either is right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from metrics import settings
from metrics.contracts import ASKED_NOT_ANSWERED, TABLES, Column
from metrics.contracts.event import KINDS, Window
from metrics.scope import Scope
from metrics.surveys import SURVEYS, Question
from metrics.surveys._question import Number, Scale
from tests.factories import Row


Rows = dict[str, list[Row]]
NOT_ASKED = "worker_recorded"  # what a worker wrote down without asking


@dataclass(frozen=True)
class Part:
    """What one row says of one fact; a fact is one part, or none. `detail`: what its
    words must hold, where they carry more than the value. `place`: its order among those
    of one day, where they have one.
    """

    value: Any
    on: date | None
    until: date | None
    state: str | None = None
    detail: str = ""
    place: int = 0

    def usable(self, day: date) -> bool:
        return self.until is None or self.until >= day


NOTHING = Part(None, None, None)


@dataclass(frozen=True)
class Teller:
    """Rows of one client as they stand on a day."""

    rows: Rows
    client_id: str
    day: date

    def standing(self, table: str) -> list[Row]:
        return [
            row
            for row in standing(self.rows, table, self.day)
            if row["client_id"] == self.client_id
        ]

    def events(self, kind: str) -> list[Row]:
        return [row for row in self.standing("event") if row["kind"] == kind]


def standing(rows: Rows, table: str, day: date) -> Iterator[Row]:
    """Rows that stand on a day: said by then, not replaced by then, and not themselves
    a replacement of a later day. `said` is the row's own date; `known` the day to which
    a snapshot that still lists it renewed it.
    """
    for row, said in _dated(rows, table, day):
        replaced = row["superseded_by"] is not None and row["superseded_at"] <= day
        comes_later = row["supersedes"] is not None and row["as_at"] > day
        if said > day or replaced or comes_later or row.get("mode") == NOT_ASKED:
            continue
        renewed = row["renewed_on"]
        known = renewed if renewed and said < renewed <= day else said
        yield {**row, "said": said, "known": known}


def _dated(rows: Rows, table: str, day: date) -> Iterator[tuple[Row, date]]:
    """Each row with its own date: what was told in an interview has the interview's."""
    dated = TABLES[table].dated
    if dated != "interview":
        yield from ((row, row[dated]) for row in rows.get(table, []))
        return
    held = list(standing(rows, "interview", day))
    for row in rows.get(table, []):
        for interview in held:
            if (row["client_id"], row["interview"]) == (
                interview["client_id"],
                interview["interview"],
            ):
                yield row, interview["said"]


# Who is in scope -------------------------------------------------------------------


def in_scope(rows: Rows, day: date, scope: Scope) -> set[str]:
    """Not left, not dead, inside every limit of the scope, and with the permission."""
    return {
        client_id
        for client_id in {row["client_id"] for row in standing(rows, "client", day)}
        if _reached(Teller(rows, client_id, day), scope)
    }


def _reached(teller: Teller, scope: Scope) -> bool:
    records = sorted(teller.standing("client"), key=lambda row: row["said"])
    newest = {
        name: next((row[name] for row in reversed(records) if row[name]), None)
        for name in ("service", "keyworker", "status")
    }
    if newest["status"] == "left" or any(row["status"] == "died" for row in records):
        return False
    return (
        _within(scope.services, newest["service"])
        and _within(scope.keyworkers, newest["keyworker"])
        and _within(scope.clients, teller.client_id)
        and _agreed(teller, str(scope.purpose))
    )


def _within(limit: frozenset[str] | None, name: str | None) -> bool:
    return limit is None or name in limit


def _agreed(teller: Teller, purpose: str) -> bool:
    said = [row for row in teller.standing("permission") if row["purpose"] == purpose]
    newest = max(said, key=lambda row: row["said"], default=None)
    return purpose == "direct_care" or (
        newest is not None and newest["state"] == "given"
    )


# Facts -----------------------------------------------------------------------------


def declared(teller: Teller) -> dict[str, list[Part]]:
    """Fact -> every part that may stand for it, as the declarations have it."""
    return {
        **_columns("client", teller.standing("client")),
        **_columns("outcome", teller.standing("outcome")),
        **_columns("prescription", newest_prescription(teller)),
        **_events(teller),
        **_answers(teller),
    }


def newest(parts: Iterable[Part]) -> list[Part]:
    """The last word, whether it may still be used or not."""
    told = list(parts)
    last = max(map(_weight, told), default=None)
    return [part for part in told if _weight(part) == last] or [NOTHING]


def _weight(part: Part) -> tuple[Any, ...]:
    """Of one day: the later in order, one that says something, yes before no and more
    before less, the one that lasts longer.
    """
    says = part.value is not None
    return (
        part.on,
        part.place,
        says,
        part.value if says else 0,
        part.until or date.max,
    )


def any_yes(parts: Iterable[Part], day: date) -> list[Part]:
    """One yes that may still be used decides; else the newest that may be used; else
    the newest of all.
    """
    told = list(parts)
    fresh = [part for part in told if part.usable(day)]
    return newest([part for part in fresh if part.value is True] or fresh or told)


def _columns(table: str, rows: list[Row]) -> dict[str, list[Part]]:
    """Each plain column: its newest answer. An empty cell was not asked."""
    return {
        column.name: newest(
            Part(
                value,
                row["said"],
                last_day(row["known"], column.limit),
                state,
                place=row.get("sequence") or 0,
            )
            for row in rows
            for value, state in [_cell(column, row)]
            if value is not None or state is not None
        )
        for column in TABLES[table].columns()
        if column.limit
    }


def _cell(column: Column, row: Row) -> tuple[Any, str | None]:
    """A value, or that it was asked and not answered, or neither."""
    value, state = row[column.name], row.get(f"{column.name}_state")
    if value == ASKED_NOT_ANSWERED:
        return None, value
    if column.codes and column.codes.id == "state":
        value = {"yes": True, "no": False}.get(value)
    return value, state


def _events(teller: Teller) -> dict[str, list[Part]]:
    found = {}
    for kind in KINDS:
        for window in kind.windows:
            parts = [_event(row, window) for row in teller.events(kind.id)]
            last_word = window.weigh == "newest"
            found[window.fact] = (
                newest(parts) if last_word else any_yes(parts, teller.day)
            )
    return found


def _event(row: Row, window: Window) -> Part:
    return Part(
        {"yes": True, "no": False}.get(row["state"]),
        row["said"],
        last_day(row["said"], window.limit),
        row["state"] if row["state"] == ASKED_NOT_ANSWERED else None,
        row["date_words"] or "",
    )


def _answers(teller: Teller) -> dict[str, list[Part]]:
    told = [
        row
        for row in teller.standing("answer")
        if row["value"] is not None or row["state"] is not None
    ]
    return {
        question.id: newest(
            Part(
                _typed(question, row["value"]),
                row["said"],
                last_day(row["said"], question.limit),
                row["state"],
            )
            for row in told
            if (row["survey"], row["question"]) == (survey.id, question.id)
        )
        for survey in SURVEYS.values()
        for question in survey.questions
        if question.fills == "answer.value"
    }


def _typed(question: Question, text: str | None) -> Any:
    """A number where one is asked for; a text that is none is missing."""
    if text is None or not isinstance(question, Number | Scale):
        return text
    return int(text) if text.isdigit() else None


def newest_prescription(teller: Teller) -> list[Row]:
    """The record of the newest date; two on that date say nothing."""
    records = [
        row
        for row in teller.standing("prescription")
        if row["form"] != "depot_supplement"
    ]
    last = max((row["said"] for row in records), default=None)
    of_that_day = [row for row in records if row["said"] == last]
    return of_that_day if len(of_that_day) == 1 else []


def last_day(start: date, limit: settings.Limit | None) -> date | None:
    if limit is None or limit.days is None:
        return None
    return start + timedelta(days=limit.days)
