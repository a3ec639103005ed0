"""Changes proposed to rules: kept before they are made, so that everybody reads whom
they would move (safety.md H16).

A proposal changes nothing that a rule says. The rule itself changes in its declaration,
with its words, its example and a new name of the rule set; then its proposal stands no
longer. Counting is `who_moves.py`; a worker's own people, `metrics/records/`.
"""

from dataclasses import dataclass
from datetime import date

from metrics.contracts.safety import RuleProposal
from metrics.indicators import INDICATORS, Indicator
from metrics.problems import UserError
from metrics.rule_health import rule_services
from metrics.safety import LONGEST_WHY, require_words
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, record
from metrics.store import safety as asked
from metrics.who_moves import (
    Moves,
    changeable,
    count_moves,
    same_number,
    with_number,
)


@dataclass(frozen=True)
class Proposal:
    """Another number in place of one that a rule holds, since when, and why."""

    rule: str
    was: int
    becomes: int
    why: str
    since: date

    @property
    def now(self) -> Indicator:
        """The rule as it stands."""
        return INDICATORS[self.rule]

    @property
    def proposed(self) -> Indicator:
        """The rule as it would be, under an id of its own."""
        return with_number(self.rule, self.was, self.becomes)

    @property
    def not_counted(self) -> tuple[str, ...]:
        """The titles of other rules that hold the same number of the same fact."""
        return same_number(self.rule, self.was)


def proposed_rules(store: Store, on: date, scope: Scope) -> tuple[Proposal, ...]:
    """Every proposal that stands on a day, for everybody to read. Needs `see_help`.

    One whose number the rule holds no longer has been made, or overtaken.
    """
    scope.require(Action.SEE_HELP)
    found = [
        Proposal(
            row["rule"],
            row["number_now"],
            row["number_proposed"],
            row["why"],
            row["proposed_at"].date(),
        )
        for row in asked.proposals(store, on)
        if not row["taken_back"]
        and row["number_now"] in changeable().get(row["rule"], ())
    ]
    return tuple(sorted(found, key=lambda each: (each.now.order, each.rule, each.was)))


def moves_by_service(
    store: Store, proposal: Proposal, on: date, scope: Scope
) -> dict[str, Moves]:
    """Service -> how many people would move there, rounded, for each service in scope.

    Needs `see_rule_health` and `see_service_counts`.
    """
    scope.require(Action.SEE_RULE_HEALTH)
    numbers = (proposal.was, proposal.becomes)
    return {
        service: count_moves(store, proposal.rule, numbers, service, on, scope)
        for service in rule_services(store, on, scope)
    }


def propose_rule(
    store: Store,
    rule: str,
    numbers: tuple[int, int],
    why: str,
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Propose the second of `numbers` in place of the first, in place of any other
    proposal for it. Needs `propose_rule`.

    Raises UserError for words that hold a pseudonym, and for a number that the rule
    does not hold.
    """
    scope.require(Action.PROPOSE_RULE)
    require_words(why, LONGEST_WHY)
    with_number(rule, *numbers)
    if numbers[0] == numbers[1]:
        raise UserError("This is the number that the rule holds. Nothing was saved.")
    _write(store, rule, numbers, why.strip(), False, scope, event)


def take_back_proposal(
    store: Store, proposal: Proposal, scope: Scope, event: AuditEvent
) -> None:
    """Let a proposal stand no longer. Needs `propose_rule`."""
    scope.require(Action.PROPOSE_RULE)
    if proposal not in proposed_rules(store, store.today(), scope):
        raise UserError("This proposal stands no longer. Nothing was changed.")
    numbers = (proposal.was, proposal.becomes)
    _write(store, proposal.rule, numbers, proposal.why, True, scope, event)


def _write(
    store: Store,
    rule: str,
    numbers: tuple[int, int],
    why: str,
    taken_back: bool,
    scope: Scope,
    event: AuditEvent,
) -> None:
    now = store.now()
    row = RuleProposal(
        rule=rule,
        number_now=numbers[0],
        number_proposed=numbers[1],
        taken_back=taken_back,
        why=why,
        proposed_by=scope.actor,
        proposed_at=now,
    )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, row, now)
