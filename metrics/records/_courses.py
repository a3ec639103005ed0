"""How one client's records went: doses, days of use, ratings, and answers that are only
shown as they went (`TRENDS`).

A course has one unit and one product: methadone and buprenorphine never share one, and
nothing is converted. What was asked and not answered is a reading without a number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.contracts import TABLES
from metrics.indicators import TRENDS, Trend
from metrics.phrases import counted, first_up, number
from metrics.scope import Action, Scope
from metrics.store import Store, people
from metrics.surveys import SURVEYS


Row = Mapping[str, Any]
USE = ("opiate_days", "crack_days", "cocaine_days", "inject_days")
RATINGS = ("psychological", "physical", "quality_of_life")
NOT_ANSWERED = "asked, not answered"
# A trend of the people around somebody -> its measure, and what that counts.
AROUND = {
    "role_types": ("roles", "kind"),
    "supportive_people": ("supportive_people", "person"),
}


@dataclass(frozen=True)
class Reading:
    """What was recorded on a day; `value` is None where it is not a number."""

    on: date
    value: float | None
    words: str


@dataclass(frozen=True)
class Course:
    """Readings of one thing in one unit, oldest first. `span`: lowest and highest."""

    title: str
    unit: str
    span: tuple[int, int] | None
    readings: tuple[Reading, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is enough for a line: two numbers or more."""
        return sum(each.value is not None for each in self.readings) > 1


@dataclass(frozen=True)
class Courses:
    """All courses of one client; each of `doses` is one product in one unit."""

    doses: tuple[Course, ...]
    use: tuple[Course, ...]
    ratings: tuple[Course, ...]
    answers: tuple[Course, ...]


def courses(store: Store, client_id: str, on: date, scope: Scope) -> Courses:
    """Needs `see_client`; answers to questions are for the client's own worker only."""
    scope.require(Action.SEE_CLIENT)
    one = scope.only(client_id)
    forms = people.rows_of(store, "outcome", on, one)
    own = Action.SEE_OWN_WORDS in scope.actions
    answers = people.rows_of(store, "answer", on, one) if own else []
    told = people.networks(store, on, one) if own else []
    return Courses(
        doses=tuple(_doses(people.rows_of(store, "prescription", on, one))),
        use=tuple(_of_form(forms, USE, (0, 28))),
        ratings=tuple(_of_form(forms, RATINGS, (0, 20))),
        answers=(*_answers(answers), *_around(told)),
    )


def _doses(rows: Iterable[Row]) -> Iterator[Course]:
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for row in rows:
        said = {
            name: _label("prescription", name, row[name])
            for name in ("medicine", "form", "unit", "interval")
        }
        product = f"{said['medicine']}, {said['form'] or 'form not recorded'}"
        unit = (
            f"{said['unit'] or 'unit not recorded'} "
            f"{said['interval'] or '(how often: not recorded)'}"
        )
        found[product, unit].append(_dose(row, unit))
    for (product, unit), readings in found.items():
        yield Course(first_up(product), unit, None, tuple(readings))


def _dose(row: Row, unit: str) -> Reading:
    if row["dose"] is None:
        return Reading(row["said_on"], None, "amount not recorded")
    return Reading(row["said_on"], float(row["dose"]), f"{number(row['dose'])}{unit}")


def _of_form(
    rows: Iterable[Row], names: Iterable[str], span: tuple[int, int]
) -> Iterator[Course]:
    kept = list(rows)
    for name in names:
        column = TABLES["outcome"].column(name)
        readings = [
            Reading(row["said_on"], _number(row[name]), _words(row[name], column.unit))
            for row in kept
            if row[name] is not None or row[f"{name}_state"] is not None
        ]
        if readings:
            title = column.words.partition(",")[0]
            yield Course(title, str(column.unit), span, tuple(readings))


def _answers(rows: Iterable[Row]) -> Iterator[Course]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["survey"], row["question"]].append(row)
    for trend in TRENDS.values():
        if trend.survey and (told := found.get((trend.survey, trend.fact))):
            yield Course(
                trend.title,
                trend.unit,
                trend.span,
                tuple(_answer(trend, row, _say(trend)) for row in told),
            )


def _around(rows: Sequence[Row]) -> Iterator[Course]:
    """How many there were around them, interview by interview."""
    for trend in TRENDS.values():
        if rows and trend.fact in AROUND:
            measure, noun = AROUND[trend.fact]
            told = tuple(_around_on(row, measure, noun) for row in rows)
            yield Course(trend.title, trend.unit, None, told)


def _around_on(row: Row, measure: str, noun: str) -> Reading:
    """Nobody, where somebody was asked about and not answered, is not known."""
    many = row[measure]
    untold = measure == "supportive_people" and row["supportive_of"] < row["people"]
    if many is None or (many == 0 and untold):
        return Reading(row["asked_on"], None, "not known")
    return Reading(row["asked_on"], float(many), counted(many, noun))


def _answer(trend: Trend, row: Row, say: Callable[[str], str]) -> Reading:
    value = row["value"]
    if value is None:
        return Reading(row["said_on"], None, NOT_ANSWERED)
    if trend.span and str(value).isdigit():
        return Reading(row["said_on"], float(value), f"{value}, of {trend.unit}")
    return Reading(row["said_on"], None, say(value))


def _say(trend: Trend) -> Callable[[str], str]:
    """The words of a chosen answer; a text that is no option is said as it stands."""
    asked = SURVEYS[str(trend.survey)].question(trend.fact)
    options = {each.id: each.label for each in getattr(asked, "options", ())}
    return lambda value: options.get(value, value)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _words(value: Any, unit: str | None) -> str:
    if value is None:
        return NOT_ANSWERED
    return f"{value} of 28 days" if unit == "days of 28" else f"{number(value)} {unit}"


def _label(table: str, name: str, code: str | None) -> str | None:
    codes = TABLES[table].column(name).codes
    return codes.label(code) if codes and code else None
