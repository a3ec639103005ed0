"""What the criteria say of each person: an outcome to planning, each line to a worker.

What states add up to is `metrics/criteria/outcome.py`; here they are asked for under a
scope, and handed on to two readers who may not know the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metrics.criteria import CRITERIA, Criterion, Outcome, OutcomeKind
from metrics.planning._judging import Judged, judge, names_of, outcome_of
from metrics.saying import Said, say
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store, view


FOR_A_DISCUSSION = tuple(each for each in CRITERIA.values() if not each.for_place)
FOR_A_WORKER = tuple(each for each in CRITERIA.values() if not each.tells_of_others)


@dataclass(frozen=True)
class PersonOutcome:
    """What planning is told of somebody: a label, an outcome and its day. No reason."""

    label: str
    kind: OutcomeKind
    until: date | None
    words: str


@dataclass(frozen=True)
class Line:
    """One criterion for one client, with the recorded facts behind it."""

    criterion: Criterion
    state: bool | None
    out_of_date: bool
    facts: tuple[Said, ...]

    @property
    def word(self) -> str:
        return self.criterion.judge(self.state)

    @property
    def dated(self) -> date | None:
        """The day of the newest fact behind it."""
        return max((fact.on for fact in self.facts if fact.on), default=None)


@dataclass(frozen=True)
class Suitability:
    """What a worker reads of one of their clients: the outcome, and every line."""

    client_id: str
    label: str
    outcome: Outcome
    lines: tuple[Line, ...]


def suitability(store: Store, on: date, scope: Scope) -> list[PersonOutcome]:
    """The outcome for everybody in scope who agreed to network planning, by label.

    Needs `see_criteria_outcomes`. No reason, clinical or other.
    """
    scope.require(Action.SEE_CRITERIA_OUTCOMES)
    agreed = scope.for_purpose(Purpose.NETWORK_PLANNING)
    judged = judge(store, FOR_A_DISCUSSION, on, agreed)
    names = names_of(store, on, agreed, judged)
    found = [outcome_for_planning(names[who], each, on) for who, each in judged.items()]
    return sorted(found, key=lambda each: each.label)


def suitability_with_facts(store: Store, on: date, scope: Scope) -> list[Suitability]:
    """Every line with its facts, for the clients of a worker, by label.

    Needs `see_client`. For the purpose that the scope names: in their own care somebody
    who was never asked about network planning is a line to ask, not a gap. What would
    tell of another client is left out; what stands between two was never in.
    """
    scope.require(Action.SEE_CLIENT)
    return in_full(store, FOR_A_WORKER, on, scope)


def outcome_for_planning(label: str, judged: Judged, on: date) -> PersonOutcome:
    """The outcome of one person without the reason."""
    found = outcome_of(FOR_A_DISCUSSION, judged, on)
    return PersonOutcome(label, found.kind, found.until, found.words_for_planning)


def in_full(
    store: Store, criteria: Sequence[Criterion], on: date, scope: Scope
) -> list[Suitability]:
    """Every line of these criteria for everybody in scope, by label."""
    judged = judge(store, criteria, on, scope)
    names = names_of(store, on, scope, judged)
    found = [
        Suitability(
            client_id,
            names[client_id],
            outcome_of(criteria, each, on),
            tuple(_line(criterion, each, on) for criterion in criteria),
        )
        for client_id, each in judged.items()
    ]
    return sorted(found, key=lambda each: each.label)


def _line(criterion: Criterion, judged: Judged, on: date) -> Line:
    facts = view(criterion.view).facts
    return Line(
        criterion=criterion,
        state=judged.states[criterion.id],
        out_of_date=judged.out_of_date[criterion.id],
        facts=tuple(say(facts[name], judged.known, on) for name in criterion.inputs),
    )
