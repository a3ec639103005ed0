"""Cohorts of shared need over the own caseload: who is on each list, and whom to ask.

Counts for a manager, who opens no row, are `evaluation.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics import indicators as rules
from metrics import safety
from metrics.cohorts import COHORTS, Cohort
from metrics.evaluation import evaluate
from metrics.indicators import Indicator
from metrics.records._people import VIEW, shown_of
from metrics.saying import DOSE_PARTS, Said, say
from metrics.scope import Action, Scope
from metrics.store import Store, people, view
from metrics.store.people import Known


@dataclass(frozen=True)
class Member:
    """One person on a list, with the recorded facts that put them there."""

    client_id: str
    label: str
    facts: tuple[Said, ...]


@dataclass(frozen=True)
class CohortList:
    """One cohort: who is on it, who is not, and of whom it is not known; the three
    together are everybody.
    """

    cohort: Cohort
    members: tuple[Member, ...]
    not_on_it: int
    to_ask: tuple[Member, ...]


def cohorts(store: Store, on: date, scope: Scope) -> tuple[CohortList, ...]:
    """Every cohort over the clients in scope, people by label.

    Needs `see_cohorts` and `see_caseload`. What tells of people around somebody is left
    out of a scope that may not read it.
    """
    scope.require(Action.SEE_COHORTS)
    shown = [each for each in COHORTS.values() if shown_of(each, scope)]
    every = safety.still_on(store, shown, on)
    states = evaluate(store, every, on, scope)
    names = dict.fromkeys((*rules.inputs(every), *DOSE_PARTS))
    known = people.facts(store, names, on, scope)
    labels = people.labels(store, on, scope)
    ordered = sorted(states, key=lambda client: (labels.get(client, ""), client))
    found = []
    for each in every:
        where: dict[bool | None, list[Member]] = {True: [], False: [], None: []}
        for client in ordered:
            label = labels.get(client, "no label")
            member = Member(client, label, facts_behind(each, known[client], on))
            where[states[client][each.id].decided].append(member)
        to_ask = tuple(where[None])
        found.append(CohortList(each, tuple(where[True]), len(where[False]), to_ask))
    return tuple(found)


def facts_behind(
    rule: Indicator, known: Mapping[str, Known], on: date
) -> tuple[Said, ...]:
    """What is recorded and may be used of what a rule shows, in its order."""
    facts = view(VIEW).facts
    said = (say(facts[n], known, on) for n in rule.shows or rule.inputs)
    return tuple(each for each in said if each.standing == "known")
