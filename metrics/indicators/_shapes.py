"""The kinds of declaration: an Indicator about a person, and a Trend.

What an indicator shows to people, and what it is worth, stands beside its rule: title,
words, source and its strength, whom it was studied in, the next step, when it was
looked at last. How it becomes a question is `_question.py`; its threshold stands in its
file. A Trend has no threshold, nor a place for one.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from metrics.indicators._clause import Clause, Example


Strength = Literal["D", "S", "G", "J"]
STRENGTHS: dict[Strength, str] = {
    "D": "stated in the study this product rests on",
    "S": "stated in a public source, often an abstract or a summary",
    "G": "general knowledge, to be confirmed before use",
    "J": "our own default: no source sets it",
}
STATES = ("raised", "not raised", "not known")


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A rule about one person that says "ask or review", never "will".

    `raised` decides: true is raised, false not raised, null not known. `order` is the
    place in the one fixed order of reasons (pages.md); `dated` names the fact whose
    day, if in the last 28, puts the reason first. `ask` is what to ask where it is not
    known; None where its absence is not worth asking. `shows`: the facts said beside
    its title on a list, if not all that it reads; some may only be shown.
    """

    id: str
    title: str
    view: str
    raised: Clause
    order: int
    suggests: str
    ask: str | None
    why: str
    source: str
    strength: Strength
    reach: str
    reviewed: date
    next_review: date
    example: Example
    dated: str | None = None
    shows: tuple[str, ...] = ()

    words: ClassVar[tuple[str, str, str]] = ("raised", "not raised", "not known")

    def sql(self) -> str:
        """The condition over its view."""
        return self.raised.sql

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts that it reads."""
        return self.raised.inputs

    @property
    def told(self) -> tuple[str, ...]:
        """The facts that people read beside it: all that it reads, then what it shows."""
        return tuple(dict.fromkeys((*self.inputs, *self.shows)))

    def explain(self) -> str:
        """The sentence people read."""
        return f"People {self.raised.words}."

    def judge(self, decided: bool | None) -> str:
        """The word for what the database decided."""
        yes, no, unknown = self.words
        return unknown if decided is None else yes if decided else no


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Something recorded that is shown as it stands and as it went, and never flagged:
    no source sets a cut-off for it.

    `fact` is its name in the view; where it is the answer to a question, that has the
    same name and stands in `survey`. `unit` is what an axis says; `span` the lowest and
    highest that can be recorded, None where it is words or has no end. `better`: which
    way is good, None where neither is, or where the evidence does not say.
    """

    id: str
    title: str
    view: str
    fact: str
    words: str
    unit: str
    why: str
    source: str
    strength: Strength
    reach: str
    reviewed: date
    next_review: date
    span: tuple[int, int] | None = None
    survey: str | None = None
    better: Literal["higher", "lower"] | None = None

    def explain(self) -> str:
        """The sentence people read."""
        return f"Shown as recorded, and never flagged: {self.words}."


@dataclass(frozen=True)
class Tally:
    """How many clients stand in each state; the first three sum to all in scope."""

    raised: int
    not_raised: int
    not_known: int
    out_of_date: int
