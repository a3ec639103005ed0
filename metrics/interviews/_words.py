"""A screen of a sitting in words: what is asked, how it can be answered, what was said.

For whoever draws it: nothing here knows a screen, and nothing decides what is stored.
"""

from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from typing import Literal

from metrics.contracts import Code
from metrics.contracts._lists import DISCLOSURES
from metrics.contracts.sitting import UNANSWERED
from metrics.interviews import _rows
from metrics.interviews._sitting import OpenSitting
from metrics.interviews._steps import Step
from metrics.periods import LONDON
from metrics.phrases import day, listed
from metrics.surveys import SURVEYS
from metrics.surveys._question import (
    BETWEEN,
    NONE,
    Choice,
    ChooseAny,
    DateQuestion,
    Number,
    Pairs,
    People,
    Scale,
)


Shape = Literal["one", "people", "pairs", "any", "date", "link"]
WITH_THE_LEAD = "asked; what was said is with the safeguarding lead"
NOT_ASKED = "not asked yet"
NO_PAIR = "none of them"
LEFT_OPEN = {
    "skipped": "skipped",
    "does_not_know": "does not know",
    "prefers_not_to_say": "prefers not to say",
}
NOT_SHOWN = "Not shown"
# Of a question with two ways, which one is meant.
WAYS = {"lends": "Those you lent to.", "borrows": "Those you borrowed from."}
DOES_NOT_KNOW = "does_not_know"
PREFERS_NOT_TO_SAY = "prefers_not_to_say"
SAYS_SO_ITSELF = {"not_sure", "unsure"}


@dataclass(frozen=True)
class Form:
    """How a screen is answered: one of some options, or any of them, people, pairs, a
    day. `unanswered`: the other buttons, as large as the answers.
    """

    shape: Shape
    options: tuple[Code, ...]
    unanswered: tuple[Code, ...]
    most: int = 1


@dataclass(frozen=True)
class Section:
    """A part of a sitting, and how far it is."""

    title: str
    done: int
    steps: int


def form(step: Step) -> Form:
    """How a screen is answered."""
    options, most = _options(step), getattr(step.question, "most", 1)
    without = set()
    if {code.id for code in options} & SAYS_SO_ITSELF:
        without.add(DOES_NOT_KNOW)
    if step.question.asked_of == "worker":
        without.add(PREFERS_NOT_TO_SAY)
    unanswered = tuple(code for code in UNANSWERED if code.id not in without)
    return Form(_shape(step), options, unanswered, most)


def _shape(step: Step) -> Shape:
    match step.question:
        case People():
            return "people"
        case Pairs():
            return "pairs"
        case ChooseAny():
            return "any"
        case DateQuestion():
            return "date"
    return "link" if step.question.fills == _rows.LINK else "one"


def _options(step: Step) -> tuple[Code, ...]:
    match step.question:
        case Choice() | ChooseAny():
            return step.question.options
        case Scale(low=low, high=high, ends=ends):
            words = {low: f"{low} – {ends[0]}", high: f"{high} – {ends[1]}"}
            return _numbers(low, high, words)
        case Number(low=low, high=high):
            return _numbers(low, high, {})
    return ()


def _numbers(low: int, high: int, words: dict[int, str]) -> tuple[Code, ...]:
    return tuple(Code(str(n), words.get(n, str(n))) for n in range(low, high + 1))


def asked(step: Step) -> str:
    """What is asked, of the person who is meant."""
    text = step.question.text
    if step.person is None:
        return text
    named = f"Person {step.person}"
    return text.replace("Person 1", named) if "Person 1" in text else f"{named}: {text}"


def way(step: Step) -> str:
    """Which way is meant, where a question has two."""
    return WAYS.get(step.about, "")


def in_words(held: OpenSitting, step: Step) -> str:
    """What was said on a screen, for reading back."""
    answered = held.said.answers.get(step.key)
    if answered is None:
        return NOT_ASKED
    if step.private:
        return WITH_THE_LEAD
    if answered.unanswered:
        return LEFT_OPEN[answered.unanswered]
    if _shape(step) == "link":
        return NOT_SHOWN
    return _value(step, answered.value or "")


def _value(step: Step, value: str) -> str:
    parts = [] if value == NONE else value.split(BETWEEN)
    match step.question:
        case People():
            return listed([f"Person {n}" for n in parts]) if parts else "nobody"
        case Pairs():
            pairs = [each.split("-") for each in parts]
            return listed([f"{a} and {b}" for a, b in pairs]) if pairs else NO_PAIR
        case DateQuestion():
            read = step.question.read(value)
            return day(read) if isinstance(read, date) else "never"
        case Number(unit=unit):
            return f"{value} {unit}" if unit else value
    labels = {code.id: code.label for code in _options(step)}
    return listed([labels[each] for each in parts]) if parts else "none of these"


def sections(held: OpenSitting) -> tuple[Section, ...]:
    """The parts of a sitting in order, each with how many of its screens are done."""
    found = []
    for title, some in groupby(held.steps, key=section):
        steps = list(some)
        done = sum(step.key in held.said.answers for step in steps)
        found.append(Section(title, done, len(steps)))
    return tuple(found)


def section(step: Step) -> str:
    """The part of a sitting that a screen belongs to."""
    if step.private:
        return SURVEYS["private"].title
    if step.person is not None:
        return f"Person {step.person}"
    return SURVEYS[step.survey].title


def disclosed_kinds(step: Step) -> dict[str, str]:
    """What a private question may be about: code -> words."""
    return {kind: DISCLOSURES.label(kind) for kind in step.question.restricted}


def saved_words(held: OpenSitting) -> str:
    """When the last answer was saved, by the clock on the wall; nothing before one."""
    at = held.saved_at
    return f"saved {at.replace(tzinfo=UTC).astimezone(LONDON):%H:%M}" if at else ""
