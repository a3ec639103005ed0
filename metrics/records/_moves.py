"""The own people whom a proposed change to a rule would move, each with what is
recorded.

The rule as it stands and as it is proposed are asked side by side; counts for a
manager, who opens no row, are `metrics/proposals.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metrics import safety
from metrics.evaluation import evaluate
from metrics.indicators import Indicator
from metrics.proposals import Proposal, proposed_rules
from metrics.records._cohorts import Member, facts_behind
from metrics.records._people import shown_of
from metrics.saying import DOSE_PARTS
from metrics.scope import Action, Scope
from metrics.store import Store, people


@dataclass(frozen=True)
class RuleChange:
    """A proposal: for whom the rule would newly be raised, and for whom no longer."""

    proposal: Proposal
    joins: tuple[Member, ...]
    leaves: tuple[Member, ...]


def rule_changes(store: Store, on: date, scope: Scope) -> tuple[RuleChange, ...]:
    """Every proposal over the clients in scope, people by label. Needs `see_caseload`.

    A rule that is turned off, or that this scope may not read of a client, is left out.
    """
    scope.require(Action.SEE_CASELOAD)
    readable = [
        each for each in proposed_rules(store, on, scope) if shown_of(each.now, scope)
    ]
    on_now = {each.id for each in safety.still_on(store, _now(readable), on)}
    return tuple(
        _change(store, each, on, scope) for each in readable if each.rule in on_now
    )


def _now(proposals: Sequence[Proposal]) -> list[Indicator]:
    return [each.now for each in proposals]


def _change(store: Store, proposal: Proposal, on: date, scope: Scope) -> RuleChange:
    now, proposed = proposal.now, proposal.proposed
    states = evaluate(store, (now, proposed), on, scope)
    known = people.facts(store, (*now.told, *DOSE_PARTS), on, scope)
    labels = people.labels(store, on, scope)
    moving: dict[bool, list[Member]] = {True: [], False: []}
    for client in sorted(states, key=lambda client: (labels.get(client, ""), client)):
        before, after = (states[client][each.id].decided for each in (now, proposed))
        if (before is True) is not (after is True):
            label = labels.get(client, "no label")
            member = Member(client, label, facts_behind(now, known[client], on))
            moving[after is True].append(member)
    return RuleChange(proposal, tuple(moving[True]), tuple(moving[False]))
