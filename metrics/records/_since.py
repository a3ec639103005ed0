"""What changed for one client since they joined a group, line by line.

For their own worker only, and of members alone who gave service improvement. Each line
is what was recorded before and what was recorded after, with its dates: no line says
that a group did it. A rule for what is a reliable change of days is not confirmed
(evidence.md 5a), so none is applied. Over many people it is `planning/_changed.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from metrics.records._courses import Reading
from metrics.scope import Action, Purpose, Scope
from metrics.settings import NETWORK_ANSWER, OUTCOME_FORM, Limit
from metrics.store import Store, followed, people


Row = Mapping[str, Any]
Say = Callable[[Row], str | None]
ASKED_ABOUT: Final = timedelta(days=28)  # earlier answers still speak of before


@dataclass(frozen=True)
class SinceLine:
    """One measure; None where nothing usable is recorded."""

    title: str
    before: Reading | None
    after: Reading | None


@dataclass(frozen=True)
class SinceJoining:
    joined_on: date
    lines: tuple[SinceLine, ...]


def since_joining(
    store: Store, client_id: str, on: date, scope: Scope
) -> SinceJoining | None:
    """None for who was in no group, did not agree to it, or is not in scope. Needs
    `see_own_words`.
    """
    scope.require(Action.SEE_OWN_WORDS)
    one = scope.only(client_id)
    agreed = people.labels(store, on, one.for_purpose(Purpose.SERVICE_IMPROVEMENT))
    joined = followed.joined_on(store, on, client_id) if agreed else None
    if joined is None:
        return None
    forms = people.rows_of(store, "outcome", on, one)
    asked = people.measured_interviews(store, on, one)
    lines = (
        *(_line(title, say, forms, joined, OUTCOME_FORM) for title, say in FORM),
        *(_line(title, say, asked, joined, NETWORK_ANSWER) for title, say in NETWORK),
    )
    return SinceJoining(joined, lines)


def _line(
    title: str, say: Say, rows: Iterable[Row], joined: date, limit: Limit
) -> SinceLine:
    """The newest that could still be used when they joined, and the newest of which
    all 28 days came after.
    """
    told = [
        Reading(row["said_on"], None, words)
        for row in sorted(rows, key=lambda row: row["said_on"])
        if (words := say(row)) is not None
    ]
    usable = timedelta(days=limit.days or 0)
    before = [each for each in told if joined - usable <= each.on <= joined]
    after = [each for each in told if each.on >= joined + ASKED_ABOUT]
    return SinceLine(title, *(each[-1] if each else None for each in (before, after)))


def _days(name: str) -> Say:
    def say(row: Row) -> str | None:
        return None if row[name] is None else f"{row[name]} of 28 days"

    return say


def _share(part: str, of: str, noun: str) -> Say:
    def say(row: Row) -> str | None:
        return f"{row[part]} of {row[of]} {noun}" if row[of] else None

    return say


def _buying(row: Row) -> str | None:
    return None if row["buying_people"] is None else str(row["buying_people"])


FORM: Final = (
    ("Days of illicit opiates", _days("opiate_days")),
    ("Days of injecting", _days("inject_days")),
)
NETWORK: Final = (
    ("Using days alone", _share("alone_days", "alone_of", "using days")),
    ("People they buy or pool money with", _buying),
    ("People who use heroin now", _share("using_people", "using_of", "people")),
    (
        "People who support stopping",
        _share("supportive_people", "supportive_of", "people"),
    ),
)
