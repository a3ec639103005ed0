"""Which questions a sitting asks, in order, given what was said so far.

A question about people becomes one step a kind of contact; a question about each person
one step a person. What makes no sense is not asked: days alone of no using days, who
knows whom of one person. How a step is drawn, and what is stored, do not belong here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from metrics.contracts.sitting import Answered
from metrics.interviews._kinds import Kind
from metrics.surveys import Question
from metrics.surveys._question import BETWEEN, NONE, Number, Pairs, People


Key = tuple[str, str, str]  # survey, question, about
SECONDS_A_STEP = 12
PEOPLE_EXPECTED = 5
# Asked only where this question had an answer that is not none, and not nought.
AFTER = {"alone_days": "using_days", "naloxone_near": "q8"}


@dataclass(frozen=True)
class Step:
    """One screen. `about`: the number of a person, a kind of contact, or nothing."""

    survey: str
    question: Question
    about: str = ""

    @property
    def key(self) -> Key:
        return self.survey, self.question.id, self.about

    @property
    def private(self) -> bool:
        return bool(self.question.restricted)

    @property
    def person(self) -> int | None:
        return int(self.about) if self.about.isdigit() else None


@dataclass(frozen=True)
class Said:
    """What was said in a sitting, by its keys; of the restricted, only that it was."""

    answers: Mapping[Key, Answered]

    def value(self, survey: str, question: str, about: str = "") -> str | None:
        found = self.answers.get((survey, question, about))
        return found.value if found else None

    def parts(self, survey: str, question: str, about: str = "") -> tuple[str, ...]:
        """The several answers to a question: people, or pairs, by number."""
        told = self.value(survey, question, about)
        return tuple(told.split(BETWEEN)) if told and told != NONE else ()

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody mentioned, by number, the lowest first."""
        named = {
            int(number)
            for (survey, _, _), answer in self.answers.items()
            if survey == "network" and answer.value and answer.question in GENERATORS
            for number in self.parts(*answer_key(answer))
        }
        return tuple(sorted(named))


GENERATORS = frozenset({f"q{n}" for n in range(1, 10)})


def answer_key(answer: Answered) -> Key:
    return answer.survey, answer.question, answer.about


def steps(
    kind: Kind, said: Said, *, alone: bool, longer: bool, may_link: bool
) -> tuple[Step, ...]:
    """Every screen of the sitting as things stand: the private ones first, and only
    where the client is alone.
    """
    asked = kind.questions(longer)
    private = [each for each in asked if each[1].restricted]
    general = [
        each for each in asked if not each[1].restricted and not of_a_person(each[1])
    ]
    found = [Step(*each) for each in private if alone]
    for survey, question in general:
        if _applies(question, survey, said):
            found += [Step(survey, question, about) for about in _kinds_asked(question)]
    each_person = [each for each in asked if of_a_person(each[1])]
    for number in said.people:
        found += [
            Step(survey, question, str(number))
            for survey, question in each_person
            if _applies_to(question, number, said) and (may_link or not question.needs)
        ]
    return tuple(found)


def of_a_person(question: Question) -> bool:
    """Whether it is asked of each person mentioned."""
    return question.fills.startswith(("person.", "tie.days"))


def _kinds_asked(question: Question) -> tuple[str, ...]:
    """Of "which way?", each way by itself."""
    several = isinstance(question, People) and len(question.kinds) > 1
    return question.kinds if several else ("",)


def _applies(question: Question, survey: str, said: Said) -> bool:
    if isinstance(question, Pairs):
        return len(said.people) > 1
    before = AFTER.get(question.id)
    return before is None or said.value(survey, before) not in {None, NONE, "0"}


def _applies_to(question: Question, number: int, said: Said) -> bool:
    """Days of a kind of contact: only with whom there is such contact."""
    if not isinstance(question, Number) or not question.kinds:
        return True
    return str(number) in said.parts("network", generator(question.kinds[0]))


def generator(kind: str) -> str:
    """The question that a kind of contact is asked by, where it asks for no other."""
    return {"buys_with": "q1", "uses_with": "q5"}[kind]


def minutes_left(kind: Kind, asked: tuple[Step, ...], said: Said) -> int:
    """About how long it still takes, five people expected while nobody was named."""
    left = sum(step.key not in said.answers for step in asked)
    if kind.id == "network" and not said.people:
        left += 4 * PEOPLE_EXPECTED
    return ceil(left * SECONDS_A_STEP / 60)


def on_paper(kind: Kind) -> tuple[Step, ...]:
    """What a paper form of the sitting asks; of each person, as of Person 1.

    Left out are the private questions, which stand on no paper (design.md rule 13), and
    who somebody is: a sheet that is lost would tell it.
    """
    asked = [
        Step(survey, question, about)
        for survey, question in kind.questions(longer=False)
        for about in (("1",) if of_a_person(question) else _kinds_asked(question))
        if not question.restricted and not question.needs
    ]
    return tuple(sorted(asked, key=lambda step: step.person is not None))
