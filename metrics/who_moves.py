"""Who would move if a number in a rule were another: counts, before anything changes.

A rule itself changes in its declaration, with its words, its example and a new name of
the rule set. Here somebody sees first how many people that would touch (safety.md H16).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import sqlglot
from sqlglot import exp

from metrics.cohorts import COHORTS
from metrics.criteria import CRITERIA
from metrics.evaluation import raised_protected
from metrics.indicators import INDICATORS, Clause, Indicator
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import Store


NUMBER = re.compile(r"(?<![\w.'])\d+(?![\w.'])")
HIGHEST = 9999


@dataclass(frozen=True)
class Moves:
    """At one service: how many would newly be raised, and how many no longer."""

    joins: str
    leaves: str


def numbers_of(rule: Indicator) -> tuple[int, ...]:
    """The numbers that its SQL holds, smallest first."""
    return tuple(sorted({int(found) for found in NUMBER.findall(rule.sql())}))


def changeable() -> dict[str, tuple[int, ...]]:
    """Indicator id -> its numbers, where it has any."""
    found = {name: numbers_of(each) for name, each in INDICATORS.items()}
    return {name: numbers for name, numbers in found.items() if numbers}


def with_number(rule: str, was: int, becomes: int) -> Indicator:
    """The rule with another number in place of one that it holds, beside the rule.

    Raises UserError for a number that the rule does not hold.
    """
    if was not in changeable().get(rule, ()) or not 0 <= becomes <= HIGHEST:
        raise UserError("The rule holds no such number. Nothing was counted.")
    each = INDICATORS[rule]
    sql = NUMBER.sub(lambda n: str(becomes) if int(n[0]) == was else n[0], each.sql())
    clause = Clause(each.raised.words, sql)
    return replace(each, id=f"{rule}_proposed", raised=clause)


def same_number(rule: str, was: int) -> tuple[str, ...]:
    """The titles of other rules that hold a fact against the same number: they are not
    counted with this one, and would have to change with it.
    """
    here = _comparisons(INDICATORS[rule].sql(), was)
    others = (*INDICATORS.values(), *CRITERIA.values(), *COHORTS.values())
    return tuple(
        dict.fromkeys(
            each.title
            for each in others
            if each.id != rule and here & _comparisons(each.sql(), was)
        )
    )


@cache
def _comparisons(sql: str, number: int) -> frozenset[tuple[str, ...]]:
    """The facts that a rule holds against a number, comparison by comparison."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    literals = (
        each
        for each in tree.find_all(exp.Literal)
        if not each.is_string and each.name == str(number)
    )
    held = (each.find_ancestor(exp.Predicate) for each in literals)
    return frozenset(
        tuple(column.name for column in each.find_all(exp.Column))
        for each in held
        if each is not None
    )


def count_moves(
    store: Store,
    rule: str,
    numbers: tuple[int, int],
    service: str,
    on: date,
    scope: Scope,
) -> Moves:
    """What follows if the first of `numbers` became the second, at one service.

    Needs `see_rule_health` and `see_service_counts`. Raises UserError for a number that
    the rule does not hold.
    """
    scope.require(Action.SEE_RULE_HEALTH)
    if scope.services is not None and service not in scope.services:
        raise Refused("This service is not one of yours.")
    new, old = with_number(rule, *numbers).sql(), INDICATORS[rule].sql()
    joins = _only(rule, "joins", f"({new}) IS TRUE AND ({old}) IS NOT TRUE")
    leaves = _only(rule, "leaves", f"({old}) IS TRUE AND ({new}) IS NOT TRUE")
    here = replace(scope, services=frozenset({service}))
    found = raised_protected(store, (joins, leaves), on, here)
    return Moves(found[joins.id], found[leaves.id])


def _only(rule: str, kind: str, sql: str) -> Indicator:
    """Raised of those who move one way; everybody else is not raised."""
    each = INDICATORS[rule]
    return replace(each, id=f"{rule}_{kind}", raised=Clause(each.raised.words, sql))
