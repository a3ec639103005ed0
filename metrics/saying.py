"""A recorded fact in words: its value, its date, and what is missing or out of date.

One place, so that a list, a page, a print and a stored decision say the same thing. The
words of a value come from its contract or view; how a day is said, from `phrases.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.contracts import TABLES
from metrics.phrases import ago, as_written, day, dose, first_up, number
from metrics.store import Fact
from metrics.store.people import Known


Standing = Literal["known", "out of date", "asked, not answered", "not asked"]
DOSE_PARTS = ("medicine", "form", "dose", "unit", "interval")
SOURCES = {
    "answer": "what they answered",
    "client": "client record",
    "condition": "condition recorded",
    "event": "dated event",
    "interview": "interview about the people around them",
    "outcome": "outcome form",
    "permission": "what they agreed to",
    "prescription": "ORT record",
}
DOSES = ("dose", "daily_mg")


@dataclass(frozen=True)
class Said:
    """A fact as people read it: alone (`words`), and beside a title that names it
    already (`brief`). `title` names it; `source` says in what kind of record it stands.
    """

    name: str
    title: str
    source: str
    words: str
    brief: str
    standing: Standing
    on: date | None
    until: date | None


def say(fact: Fact, known: Mapping[str, Known], today: date) -> Said:
    """One fact of a client, from everything read of them (a dose needs its parts)."""
    this = known[fact.name]
    standing = _standing(this, today)
    if standing == "not asked":
        brief = "not asked"
        words = f"{first_up(fact.words)}: not asked"
    elif standing == "asked, not answered":
        brief = f"{standing}, {_dated(this)}"
        words = f"{first_up(fact.words)}: {brief}"
    else:
        brief = _brief(fact, this, known, today)
        words = _alone(fact, this, brief)
    if standing == "out of date":
        words += f". This information is {_age(this, today)} old and is not used"
    source = " or ".join(SOURCES[table] for table in fact.tables)
    title = first_up(fact.words)
    return Said(fact.name, title, source, words, brief, standing, this.on, this.until)


def _standing(this: Known, today: date) -> Standing:
    if this.value is None:
        return "asked, not answered" if this.state else "not asked"
    return "known" if this.usable(today) else "out of date"


def _brief(fact: Fact, this: Known, known: Mapping[str, Known], today: date) -> str:
    """The value and its date, for a reader who knows which fact it is."""
    if fact.name in DOSES:
        return f"{_dose(known)}, recorded {_dated(this)}"
    if isinstance(this.value, bool):
        return _yes_or_no(fact, this, today)
    if isinstance(this.value, date):
        return day(this.value)
    if fact.unit == "days of 28":
        return f"{number(this.value)} of the 28 days before {_dated(this)}"
    if isinstance(this.value, str):
        value = fact.codes.label(this.value) if fact.codes else this.value
    else:
        value = f"{number(this.value)} {fact.unit or ''}".rstrip()
    return f"{value}, {_dated(this)}"


def _alone(fact: Fact, this: Known, brief: str) -> str:
    """The same where nothing beside it says which fact it is."""
    if fact.name in DOSES or (
        isinstance(this.value, bool) and _says_itself(fact, this)
    ):
        return first_up(brief)
    return f"{first_up(fact.words)}: {brief}"


def _says_itself(fact: Fact, this: Known) -> bool:
    coded = bool(fact.codes and this.detail and this.detail in fact.codes)
    return not this.value or bool(fact.leads and this.detail and not coded)


def _yes_or_no(fact: Fact, this: Known, today: date) -> str:
    dated = _dated(this)
    detail = this.detail
    if detail and fact.codes and detail in fact.codes:
        return f"{fact.codes.label(detail)}, {dated}"
    if detail and fact.leads:
        return f"{detail} {dated}"
    behind = f" ({as_written(detail)})" if detail else ""
    if this.value:
        return f"{dated}, {_ago(this, today)}{behind}"
    return f"no {_first_down(fact.words)}, asked {dated}{behind}"


def _dose(known: Mapping[str, Known]) -> str:
    return dose(
        medicine=_label(known, "medicine") or "medicine not known",
        form=_label(known, "form"),
        amount=known["dose"].value,
        unit=_label(known, "unit"),
        interval=_label(known, "interval"),
    )


def _label(known: Mapping[str, Known], name: str) -> str | None:
    codes = TABLES["prescription"].column(name).codes
    code = known[name].value
    return codes.label(code) if codes and code else None


def _ago(this: Known, today: date) -> str:
    assert this.on is not None, "a fact with a value has a date"
    return ago(this.on, today)


def _age(this: Known, today: date) -> str:
    return _ago(this, today).removesuffix(" ago")


def _dated(this: Known) -> str:
    return day(this.on) if this.on else "date not recorded"


def _first_down(words: str) -> str:
    """Lower the first letter, unless the word is an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
