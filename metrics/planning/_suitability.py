"""What the criteria say of each person: an outcome to planning, each line to a worker.

What states add up to is `metrics/criteria/outcome.py`; here they are asked for under a
scope, and handed on to two readers who may not know the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from metrics import indicators as rules
from metrics.criteria import CRITERIA, Criterion, Outcome, OutcomeKind, decide
from metrics.saying import DOSE_PARTS, Said, say
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store, parameters, people, question, view
from metrics.store.people import Known


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


@dataclass(frozen=True)
class _Judged:
    """What was decided of one client, and the facts that it was decided from."""

    states: dict[str, bool | None]
    out_of_date: dict[str, bool]
    known: dict[str, Known]


def suitability(store: Store, on: date, scope: Scope) -> list[PersonOutcome]:
    """The outcome for everybody in scope who agreed to network planning, by label.

    Needs `see_criteria_outcomes`. No reason, clinical or other.
    """
    return sorted(outcomes(store, on, scope).values(), key=lambda each: each.label)


def suitability_with_facts(store: Store, on: date, scope: Scope) -> list[Suitability]:
    """Every line with its facts, for the clients of a worker, by label.

    Needs `see_client`. For the purpose that the scope names: in their own care somebody
    who was never asked about network planning is a line to ask, not a gap. What would
    tell of another client is left out; what stands between two was never in.
    """
    scope.require(Action.SEE_CLIENT)
    return in_full(store, FOR_A_WORKER, on, scope)


def outcomes(store: Store, on: date, scope: Scope) -> dict[str, PersonOutcome]:
    """The same as `suitability`, by client."""
    scope.require(Action.SEE_CRITERIA_OUTCOMES)
    agreed = scope.for_purpose(Purpose.NETWORK_PLANNING)
    judged = _judge(store, FOR_A_DISCUSSION, on, agreed)
    names = names_of(store, on, agreed, judged)
    return {
        client_id: PersonOutcome(
            names[client_id], found.kind, found.until, found.words_for_planning
        )
        for client_id, each in judged.items()
        for found in [_outcome(FOR_A_DISCUSSION, each, on)]
    }


def in_full(
    store: Store, criteria: Sequence[Criterion], on: date, scope: Scope
) -> list[Suitability]:
    """Every line of these criteria for everybody in scope, by label."""
    judged = _judge(store, criteria, on, scope)
    names = names_of(store, on, scope, judged)
    found = [
        Suitability(
            client_id,
            names[client_id],
            _outcome(criteria, each, on),
            tuple(_line(criterion, each, on) for criterion in criteria),
        )
        for client_id, each in judged.items()
    ]
    return sorted(found, key=lambda each: each.label)


def names_of(
    store: Store, on: date, scope: Scope, clients: Iterable[str]
) -> dict[str, str]:
    """client_id -> label. No two are alike, or two people would be drawn as one."""
    found = people.labels(store, on, scope)
    return {
        client_id: found.get(client_id, f"no label {number}")
        for number, client_id in enumerate(sorted(clients), start=1)
    }


def _judge(
    store: Store, criteria: Sequence[Criterion], on: date, scope: Scope
) -> dict[str, _Judged]:
    """Every client in scope: one question a view for the states, one for the facts."""
    found: dict[str, _Judged] = {}
    for name, group in groupby(sorted(criteria, key=_view_of), key=_view_of):
        some = list(group)
        facts = rules.inputs(some)
        sql = question(name, facts, rules.states(some))
        known = people.facts(store, _with_dose(facts), on, scope, name)
        for row in store.rows(sql, parameters(on, scope)):
            client_id = row["client_id"]
            judged = found.setdefault(client_id, _Judged({}, {}, {}))
            for each in some:
                judged.states[each.id] = row[each.id]
                judged.out_of_date[each.id] = bool(row[f"{each.id}__out_of_date"])
            judged.known.update(known[client_id])
    return found


def _view_of(criterion: Criterion) -> str:
    return criterion.view


def _with_dose(facts: Iterable[str]) -> list[str]:
    """A dose is said with all its parts or not at all."""
    parts = DOSE_PARTS if "daily_mg" in facts else ()
    return list(dict.fromkeys((*facts, *parts)))


def _outcome(criteria: Sequence[Criterion], judged: _Judged, on: date) -> Outcome:
    again = {each.id: _again_on(each, judged, on) for each in criteria if each.until}
    return decide(criteria, judged.states, again)


def _again_on(criterion: Criterion, judged: _Judged, on: date) -> date | None:
    """The day on which a deferral is looked at again, from the newest yes behind it."""
    facts = (judged.known[name] for name in criterion.inputs)
    days = [each.on for each in facts if each.value is True and each.usable(on)]
    newest = max((day for day in days if day), default=None)
    if newest is None or criterion.until is None or criterion.until.days is None:
        return None
    return newest + timedelta(days=criterion.until.days)


def _line(criterion: Criterion, judged: _Judged, on: date) -> Line:
    facts = view(criterion.view).facts
    return Line(
        criterion=criterion,
        state=judged.states[criterion.id],
        out_of_date=judged.out_of_date[criterion.id],
        facts=tuple(say(facts[name], judged.known, on) for name in criterion.inputs),
    )
