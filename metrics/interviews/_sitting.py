"""A sitting as it stands, and what may be answered in it.

Plain values: nothing is asked of the store here, and nothing is written.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from metrics.contracts.sitting import UNANSWERED, Sitting
from metrics.interviews import _rows
from metrics.interviews._kinds import KINDS, Kind
from metrics.interviews._steps import Said, Step, minutes_left
from metrics.problems import Problem, UserError
from metrics.surveys._question import PEOPLE


NOTED = "noted"  # all that is kept of whether somebody mentioned is a client
NOT_SAVED = "Nothing was saved."


@dataclass(frozen=True)
class Reply:
    """What was answered: a value as the question declares it, or how it was left
    unanswered. `kinds` and `person`: of a private question, what it is about, and the
    number of whom. `reference`: of A6, the service's own number; never kept.
    """

    value: str | None = None
    unanswered: str | None = None
    kinds: tuple[str, ...] = ()
    person: int | None = None
    reference: str = ""


@dataclass(frozen=True)
class OpenSitting:
    """A sitting as it stands: what was said, and every screen that it has."""

    sitting: Sitting
    said: Said
    steps: tuple[Step, ...]

    @property
    def kind(self) -> Kind:
        return KINDS[self.sitting.kind]

    @property
    def next(self) -> Step | None:
        """The first screen without an answer; None where all have one."""
        return next((s for s in self.steps if s.key not in self.said.answers), None)

    @property
    def minutes_left(self) -> int:
        return minutes_left(self.kind, self.steps, self.said)

    @property
    def saved_at(self) -> datetime | None:
        return max((a.said_at for a in self.said.answers.values()), default=None)

    @property
    def done(self) -> int:
        """How many of its screens have an answer."""
        return sum(step.key in self.said.answers for step in self.steps)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Every two of the people mentioned, the lower number first."""
        return list(combinations(self.said.people, 2))

    def before(self, step: Step) -> Step | None:
        """The screen before this one that may be gone back to: none that is private."""
        place = self.steps.index(step)
        earlier = [each for each in self.steps[:place] if not each.private]
        return earlier[-1] if earlier else None

    def named(self, step: Step) -> list[int]:
        """Whom an earlier answer to the same screen named."""
        return [int(number) for number in self.said.parts(*step.key)]

    def choices(self, most: int) -> list[int]:
        """Whom a question about people offers: everybody mentioned, and as many new
        people as it takes, ten in all.
        """
        known = self.said.people
        new = [number for number in PEOPLE if number not in known]
        return sorted({*known, *new[:most]})

    @property
    def may_ask_more(self) -> bool:
        return self.kind.longer and self.sitting.longer != "yes"


@dataclass(frozen=True)
class LeftOpen:
    """A sitting that was begun and not closed, for whoever may go on with it."""

    client_id: str
    label: str
    title: str
    began_at: datetime


def require_answer(held: OpenSitting, step: Step, reply: Reply) -> None:
    if reply.unanswered is not None:
        if reply.unanswered not in UNANSWERED or reply.value is not None:
            raise UserError(f"This is not an answer. {NOT_SAVED}")
        return
    asked_on = held.sitting.began_at.date()
    read = step.question.read(reply.value or "", asked_on)
    if isinstance(read, Problem):
        raise UserError(f"Expected {step.question.expects}. {NOT_SAVED}")
    if step.private and reply.value == "yes" and not reply.kinds:
        raise UserError(f"Choose what it is about. {NOT_SAVED}")
    if step.question.id == "alone_days":
        using = held.said.value("network", "using_days")
        if using and isinstance(read, int) and read > int(using):
            raise UserError(
                f"Expected {using} days at most: they told of {using} using days. "
                f"{NOT_SAVED}"
            )


def kept(step: Step, reply: Reply) -> str | None:
    """What the open sitting keeps: nothing of what is restricted, nor who they are."""
    if step.private:
        return None
    if step.question.fills == _rows.LINK and reply.unanswered is None:
        return NOTED
    return reply.value
