"""From the states of the criteria to the outcome for a person (evidence.md section 4).

A pure function of what is met, not met and not known: no score, no rank, and nobody is
included or excluded by it. What the worker reads names the reason; what a manager reads
never does, so both sets of words stand here, side by side.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.criteria._criterion import Criterion, Step
from metrics.phrases import day, listed


States = Mapping[str, bool | None]
OWN_CARE = "not now: own care comes first, until"


class OutcomeKind(StrEnum):
    """What may be said of a person. The value is permanent: commands print it."""

    CRITERIA_MET = "criteria_met"
    NOT_NOW = "not_now"
    NOT_ENOUGH_INFORMATION = "not_enough_information"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True)
class Outcome:
    """What the criteria add up to, and what led there.

    `because`: the criteria that decided. `until`: the day on which all of them are looked
    at again, where each has one. `ask`: the one next question. `check`: what has to be
    answered before a place, though not before a discussion.
    """

    kind: OutcomeKind
    because: tuple[Criterion, ...] = ()
    until: date | None = None
    again_on: tuple[date | None, ...] = ()
    ask: str | None = None
    check: tuple[Criterion, ...] = ()

    @property
    def words(self) -> str:
        """As the person's own worker reads it."""
        match self.kind:
            case OutcomeKind.CRITERIA_MET:
                return "criteria met: could be discussed"
            case OutcomeKind.NOT_NOW:
                return f"not now ({self._waits_for()})"
            case OutcomeKind.NOT_ENOUGH_INFORMATION:
                asked = f"ask: {self.ask}" if self.ask else "see the care record"
                return f"not enough information ({asked})"
            case OutcomeKind.NOT_LISTED:
                return "not listed this time"

    @property
    def words_for_planning(self) -> str:
        """As a manager reads it: no reason, clinical or other. A different offer says
        that somebody stopped using, so it is not told from any other wait.
        """
        match self.kind:
            case OutcomeKind.CRITERIA_MET:
                return "could be discussed"
            case OutcomeKind.NOT_NOW if self.until:
                return f"{OWN_CARE} {day(self.until)}"
            case OutcomeKind.NOT_NOW:
                return f"{OWN_CARE} their worker has looked again"
            case OutcomeKind.NOT_ENOUGH_INFORMATION:
                return "not enough information: their worker sees what to ask"
            case OutcomeKind.NOT_LISTED:
                return "not listed this time"

    @property
    def check_words(self) -> str | None:
        """What stands beside the outcome; None where there is nothing to check."""
        asks = [each.ask for each in self.check if each.ask]
        return f"check before a place: {'; '.join(asks)}" if asks else None

    def _waits_for(self) -> str:
        if any(each.until and each.until.different_offer for each in self.because):
            return "a different offer"
        waits = zip(self.because, self.again_on, strict=True)
        return listed([*dict.fromkeys(f"until {_wait(*each)}" for each in waits)])


def decide(
    criteria: Iterable[Criterion],
    states: States,
    again_on: Mapping[str, date | None] = {},
) -> Outcome:
    """The outcome for a person: the first that holds, in this order.

    `states`: criterion id -> met (True), not met (False) or not known (None).
    `again_on`: of a met deferral, the day on which it is looked at again.
    """
    known = [each for each in criteria if each.id in states]
    check = tuple(_of(known, states, None, Step.EXCLUSION, Step.DEFERRAL))
    if found := tuple(_of(known, states, True, Step.EXCLUSION)):
        return Outcome(OutcomeKind.NOT_LISTED, found)
    if found := tuple(_of(known, states, True, Step.DEFERRAL)):
        return _not_now(found, again_on, check)
    core = [each for each in known if not each.for_place]
    if found := tuple(_of(core, states, False, Step.CORE)):
        return Outcome(OutcomeKind.NOT_LISTED, found)
    if found := tuple(_of(core, states, None, Step.CORE)):
        ask = next((each.ask for each in found if each.ask), None)
        return Outcome(OutcomeKind.NOT_ENOUGH_INFORMATION, found, ask=ask, check=check)
    return Outcome(OutcomeKind.CRITERIA_MET, check=check)


def _of(
    criteria: Iterable[Criterion], states: States, state: bool | None, *steps: Step
) -> Iterator[Criterion]:
    return (
        each for each in criteria if each.step in steps and states[each.id] is state
    )


def _not_now(
    found: tuple[Criterion, ...],
    again_on: Mapping[str, date | None],
    check: tuple[Criterion, ...],
) -> Outcome:
    """A different offer comes before any wait, since waiting would not change it."""
    other = tuple(each for each in found if each.until and each.until.different_offer)
    if other:
        return Outcome(OutcomeKind.NOT_NOW, other, None, (None,) * len(other))
    days = tuple(again_on.get(each.id) for each in found)
    dated = [each for each in days if each is not None]
    until = max(dated) if len(dated) == len(days) else None
    return Outcome(OutcomeKind.NOT_NOW, found, until, days, check=check)


def _wait(criterion: Criterion, again_on: date | None) -> str:
    if again_on:
        return day(again_on)
    return criterion.until.words if criterion.until else "their worker has looked again"
