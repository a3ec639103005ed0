"""Every fact of `client_on`, and who is in scope, counted in plain Python.

Written from design.md 4.2, 4.3 and 4.6 and the words of the view, never from the SQL.
What is declared (columns, kinds of event, questions, limits) is read from the
declarations, so that a new one needs no edit here; a fact with a rule of its own is
counted by a function of its own. Indicators are `indicators_by_hand.py`.

Where two parts stand equal but for their words (two diagnoses of one day), a count gives
both, and either is right.
"""

from collections.abc import Callable, Iterable, Iterator
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
MENTAL_HEALTH = {
    "anxiety",
    "depression",
    "bipolar_disorder",
    "psychosis",
    "ptsd",
    "dissociative_identity_disorder",
    "borderline_personality_disorder",
    "personality_disorder_not_specified",
    "mental_health_need",
    "other_mental_health",
}


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
    for row in rows.get(table, []):
        said = row[TABLES[table].dated]
        replaced = row["superseded_by"] is not None and row["superseded_at"] <= day
        comes_later = row["supersedes"] is not None and row["as_at"] > day
        if said > day or replaced or comes_later:
            continue
        renewed = row["renewed_on"]
        known = renewed if renewed and said < renewed <= day else said
        yield {**row, "said": said, "known": known}


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


def facts(rows: Rows, client_id: str, day: date) -> dict[str, list[Part]]:
    """Fact -> every part that may stand for it, for one client on a day."""
    teller = Teller(rows, client_id, day)
    counted = {
        **_columns(teller, "client", teller.standing("client")),
        **_columns(teller, "outcome", teller.standing("outcome")),
        **_columns(teller, "prescription", _newest_prescription(teller)),
        **_events(teller),
        **_answers(teller),
    }
    return counted | {name: count(teller) for name, count in OF_THEIR_OWN.items()}


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


def _columns(teller: Teller, table: str, rows: list[Row]) -> dict[str, list[Part]]:
    """Each plain column: its newest answer. An empty cell was not asked."""
    return {
        column.name: newest(
            Part(
                value,
                row["said"],
                _last_day(row["known"], column.limit),
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
        _last_day(row["said"], window.limit),
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
                _last_day(row["said"], question.limit),
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


def _newest_prescription(teller: Teller) -> list[Row]:
    """The record of the newest date; two on that date say nothing."""
    records = teller.standing("prescription")
    last = max((row["said"] for row in records), default=None)
    of_that_day = [row for row in records if row["said"] == last]
    return of_that_day if len(of_that_day) == 1 else []


def _on_ort(teller: Teller) -> list[Part]:
    """Yes with a record and no later stop; no after a later stop."""
    records = teller.standing("prescription")
    stops = [row["said"] for row in teller.events("ort_stop") if row["state"] == "yes"]
    recorded = max((row["said"] for row in records), default=date.min)
    if stops and max(stops) > recorded:
        return [Part(False, max(stops), None)]
    if not records:
        return [NOTHING]
    until = _last_day(max(row["known"] for row in records), settings.ORT_RECORD)
    return [Part(True, recorded, until)]


def _daily_mg(teller: Teller) -> list[Part]:
    """Of a daily dose in mg, or in ml of a recorded strength; else not known."""
    return [
        Part(
            _milligrams(row) if row["interval"] == "daily" else None,
            row["said"],
            _last_day(row["known"], settings.ORT_RECORD),
        )
        for row in _newest_prescription(teller)
    ] or [NOTHING]


def _milligrams(row: Row) -> Any:
    if row["dose"] is None or row["unit"] is None:
        return None
    if row["unit"] == "mg":
        return row["dose"]
    return None if row["strength"] is None else row["dose"] * row["strength"]


def _heroin_reported(teller: Teller) -> list[Part]:
    """The newest form that asked, and every positive screen."""
    asked = [
        row
        for row in teller.standing("outcome")
        if row["opiate_days"] is not None or row["opiate_days_state"] is not None
    ]
    last = max(map(_order, asked), default=None)
    forms = [_form(row) for row in asked if _order(row) == last]
    screens = [
        Part(
            True,
            row["said"],
            _last_day(row["said"], settings.FOUR_WEEKS),
            None,
            row["date_words"] or "heroin",
        )
        for row in teller.events("urine_heroin")
        if row["state"] == "yes"
    ]
    return any_yes([*forms, *screens], teller.day)


def _order(form: Row) -> tuple[date, int]:
    return form["said"], form["sequence"] or 0


def _form(row: Row) -> Part:
    days = row["opiate_days"]
    return Part(
        None if days is None else days >= 1,
        row["said"],
        _last_day(row["known"], settings.OUTCOME_FORM),
        row["opiate_days_state"],
        "" if days is None else f"illicit opiates, {days} of the 28 days",
    )


def _mental_health_condition(teller: Teller) -> list[Part]:
    """Yes with any current one; no only of "any" or of the national question."""
    last: dict[str, Row] = {}
    for row in sorted(teller.standing("condition"), key=lambda row: row["said"]):
        last[row["condition"]] = row
    return any_yes(
        (part for row in last.values() if (part := _condition(row))), teller.day
    )


def _condition(row: Row) -> Part | None:
    until = _last_day(row["known"], settings.CONDITION)
    if row["state"] == "yes":
        current = row["condition"] in MENTAL_HEALTH and row["status"] != "past"
        part = Part(True, row["said"], until, None, row["condition"])
        return part if current else None
    if row["condition"] not in ("any", "mental_health_need"):
        return None
    if row["state"] == "no":
        return Part(False, row["said"], until)
    return Part(None, row["said"], until, row["state"])


def _naloxone_kit(teller: Teller) -> list[Part]:
    """A kit counts until it expires, and is then a no that does not age."""
    return newest(_kit(row, teller.day) for row in teller.events("naloxone_kit"))


def _kit(row: Row, day: date) -> Part:
    usual = _last_day(row["said"], settings.NALOXONE)
    expires = row["expires_on"]
    if row["state"] == ASKED_NOT_ANSWERED:
        return Part(None, row["said"], usual, row["state"])
    if row["state"] == "no":
        return Part(False, row["said"], usual)
    if expires and expires < day:
        return Part(False, row["said"], None)
    return Part(True, row["said"], expires or usual)


def _permission(purpose: str) -> Callable[[Teller], list[Part]]:
    def count(teller: Teller) -> list[Part]:
        return newest(
            Part(row["state"], row["said"], None)
            for row in teller.standing("permission")
            if row["purpose"] == purpose
        )

    return count


def _last_review(teller: Teller) -> list[Part]:
    """The newest review held, or outcome form."""
    held = [row["said"] for row in teller.events("review") if row["state"] == "yes"]
    days = [*held, *(row["said"] for row in teller.standing("outcome"))]
    return newest(Part(day, day, None) for day in days)


OF_THEIR_OWN: dict[str, Callable[[Teller], list[Part]]] = {
    "on_ort": _on_ort,
    "daily_mg": _daily_mg,
    "heroin_reported": _heroin_reported,
    "mental_health_condition": _mental_health_condition,
    "naloxone_kit": _naloxone_kit,
    "network_planning": _permission("network_planning"),
    "group_invitation": _permission("group_invitation"),
    "last_review": _last_review,
}


def _last_day(start: date, limit: settings.Limit | None) -> date | None:
    if limit is None or limit.days is None:
        return None
    return start + timedelta(days=limit.days)
