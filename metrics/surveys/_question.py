"""What a survey question is, and each kind of it.

A question says what is asked, what an answer may be, where the answer is kept and how
long it may be used. It reads one stored text into a typed value, or says what is wrong.
"Asked, not answered" is a state beside the value, never a value: every question may be
skipped. What answers add up to does not belong here; wording stands in each survey.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from itertools import combinations
from typing import Literal

from metrics.contracts import ASKED_NOT_ANSWERED, Code, CodeList
from metrics.contracts._lists import STATES
from metrics.problems import Outcome, Problem
from metrics.settings import NETWORK_ANSWER, Limit


Value = str | int | date | tuple[str, ...]
NONE = "none"  # asked, and there is none: an answer, unlike an empty cell
BETWEEN = ";"  # stands between several answers to one question
PEOPLE = range(1, 11)  # the numbers of those mentioned: ten at most, evidence.md 2e [J]


def options_of(codes: CodeList) -> tuple[Code, ...]:
    """A contract's codes as options, without "asked, not answered": that is a state."""
    return tuple(code for code in codes if code.id != ASKED_NOT_ANSWERED)


YES_NO = options_of(STATES)
NOT_SURE = Code("not_sure", "not sure")


@dataclass(frozen=True)
class Question(ABC):
    """One question. Its id is permanent: a changed meaning is a new id, and a question
    no longer asked stays, marked `retired`, so that old answers still read.

    `code`: its name in the evidence. `reverse`: agreeing points the other way.
    `short_form`: asked also when time is short. `needs`: asked only where this
    permission stands. `fills`: the column that holds the answer; `kinds`: the kinds of
    row it makes. `restricted`: an answer, whatever it is, becomes a disclosure of one
    of these kinds and is held nowhere else: were only a yes moved, a gap would tell.
    """

    id: str
    text: str
    _: KW_ONLY
    code: str = ""
    theme: str = ""
    note: str = ""
    reverse: bool = False
    short_form: bool = False
    asked_of: Literal["client", "worker"] = "client"
    needs: str = ""
    restricted: tuple[str, ...] = ()
    fills: str = "answer.value"
    kinds: tuple[str, ...] = ()
    limit: Limit = NETWORK_ANSWER
    retired: date | None = None

    @property
    @abstractmethod
    def expects(self) -> str:
        """What an answer should be, in words."""
        ...

    @abstractmethod
    def _parse(self, text: str) -> Value | None:
        """The typed value; None where the text is not an answer to this question."""
        ...

    def read(self, text: str, asked_on: date | None = None) -> Value | Problem:
        """The typed value of a stored text, or what is wrong with it.

        `asked_on` is the day it was asked: a date asked for cannot lie after it.
        """
        value = self._parse(text)
        if value is None:
            return self._problem("IMP-D04", "this is not an answer to the question.")
        if isinstance(value, date) and asked_on and value > asked_on:
            return self._problem("IMP-C17", "this day is after the day it was asked.")
        return value

    def _problem(self, code: str, found: str) -> Problem:
        fix = (
            "Correct it. If they were asked and did not answer, leave the value empty "
            f'and write "{ASKED_NOT_ANSWERED}" under state.'
        )
        return Problem(code, Outcome.HOLD, found, f"{self.expects}.", fix)


@dataclass(frozen=True)
class Choice(Question):
    """One of some options."""

    options: tuple[Code, ...] = field(kw_only=True)

    @property
    def expects(self) -> str:
        return "one of " + ", ".join(option.id for option in self.options)

    def _parse(self, text: str) -> str | None:
        return text if any(option.id == text for option in self.options) else None


@dataclass(frozen=True)
class _Whole(Question):
    """A whole number from `low` to `high`, both included."""

    low: int = field(kw_only=True)
    high: int = field(kw_only=True)

    def _parse(self, text: str) -> int | None:
        plain = re.fullmatch(r"0|[1-9][0-9]{0,8}", text)
        return int(text) if plain and self.low <= int(text) <= self.high else None


@dataclass(frozen=True)
class Number(_Whole):
    """How many, in a unit."""

    unit: str = field(kw_only=True)

    @property
    def expects(self) -> str:
        return f"a whole number from {self.low} to {self.high} ({self.unit})"


@dataclass(frozen=True)
class Scale(_Whole):
    """How much, from `low` to `high`, with words at both ends only."""

    ends: tuple[str, str] = field(kw_only=True)

    @property
    def expects(self) -> str:
        low, high = self.ends
        return f"a whole number from {self.low} ({low}) to {self.high} ({high})"

    def scored(self, answer: int) -> int:
        """The answer as it counts: of 1 to 5, 6 - answer where the item is reversed."""
        return self.low + self.high - answer if self.reverse else answer


@dataclass(frozen=True)
class DateQuestion(Question):
    """A day, or none where it never happened."""

    @property
    def expects(self) -> str:
        return f"a date as 2026-11-02, or {NONE}"

    def _parse(self, text: str) -> str | date | None:
        if text == NONE:
            return text
        try:
            plain = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
            return date.fromisoformat(text) if plain else None
        except ValueError:
            return None


@dataclass(frozen=True)
class ChooseAny(Question):
    """Any of some options, or none of them."""

    options: tuple[Code, ...] = field(kw_only=True)

    @property
    def expects(self) -> str:
        listed = ", ".join(option.id for option in self.options)
        return f'any of {listed}, with "{BETWEEN}" between them, or {NONE}'

    def _parse(self, text: str) -> tuple[str, ...] | None:
        return _several(text, [option.id for option in self.options], len(self.options))


@dataclass(frozen=True)
class People(Question):
    """Name-generator: which people, by number, never by name. Each makes a tie of a
    kind in `kinds`; where there are several kinds, it is asked which.
    """

    most: int = field(kw_only=True, default=5)

    @property
    def expects(self) -> str:
        return f'up to {self.most} people by number, as "1{BETWEEN}3", or {NONE}'

    def _parse(self, text: str) -> tuple[str, ...] | None:
        return _several(text, [str(person) for person in PEOPLE], self.most)


@dataclass(frozen=True)
class Pairs(Question):
    """Which of the people already mentioned are joined, the lower number first."""

    most: int = field(kw_only=True, default=10)

    @property
    def expects(self) -> str:
        return f'up to {self.most} pairs by number, as "1-2{BETWEEN}1-3", or {NONE}'

    def _parse(self, text: str) -> tuple[str, ...] | None:
        pairs = [f"{one}-{other}" for one, other in combinations(PEOPLE, 2)]
        return _several(text, pairs, self.most)


def _several(text: str, allowed: Sequence[str], most: int) -> tuple[str, ...] | None:
    """Each named once, at most so many; () where it is none."""
    if text == NONE:
        return ()
    named = tuple(text.split(BETWEEN))
    fits = len(named) <= most and len(set(named)) == len(named)
    return named if fits and set(named) <= set(allowed) else None


AGREEMENT = ("strongly disagree", "strongly agree")


def statement(
    code: str,
    text: str,
    theme: str,
    *,
    reverse: bool = False,
    short_form: bool = False,
    limit: Limit = NETWORK_ANSWER,
) -> Scale:
    """A statement, answered from 1 strongly disagree to 5 strongly agree.

    Its id is its code in small letters.
    """
    return Scale(
        code.lower(),
        text,
        code=code,
        theme=theme,
        reverse=reverse,
        short_form=short_form,
        limit=limit,
        low=1,
        high=5,
        ends=AGREEMENT,
    )
