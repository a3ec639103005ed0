"""Evaluating indicators and criteria for people, on a day, under a scope.

The roads out of the store for numbers about people: `evaluate` (states, a row a client)
and `tally` (how many in each state). What a state rests on is read with `records`;
counts for reports go through `reports`. Nothing here draws.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metrics import indicators as rules
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import (
    ALL,
    Cell,
    Counted,
    Place,
    Status,
    protect,
    shown,
)
from metrics.indicators import Indicator, Tally
from metrics.scope import Action, Scope
from metrics.store import Store, parameters, question
from metrics.store.reading import Reading


# Planning a question grows faster than its facts: 37 indicators over 54 of them at once
# took 1.7 s of a processor, in four questions 0.7 s (600 clients).
FACTS_A_QUESTION = 16
TOO_FEW = "too few to show"  # most parts of a table are small: none is shown


@dataclass(frozen=True)
class State:
    """What an indicator says of one client: true raised, false not raised, None not
    known; `out_of_date` where something it reads is past its last usable day.
    """

    decided: bool | None
    out_of_date: bool


@dataclass(frozen=True)
class Tallies:
    """How many clients are in scope, and in which state, by indicator id."""

    clients: int
    by_id: dict[str, Tally]


def evaluate(
    store: Store, indicators: Iterable[Indicator], on: date, scope: Scope
) -> dict[str, dict[str, State]]:
    """client_id -> indicator id -> State, for every client in scope on a day.

    Needs `see_caseload`. Same store version, rules and day: the same answer.
    """
    scope.require(Action.SEE_CASELOAD)
    found: dict[str, dict[str, State]] = {}
    for view, group in _by_view(indicators):
        sql = question(view, rules.inputs(group), rules.states(group))
        for row in store.rows(sql, parameters(on, scope)):
            found.setdefault(row["client_id"], {}).update(
                {
                    each.id: State(row[each.id], bool(row[f"{each.id}__out_of_date"]))
                    for each in group
                }
            )
    return found


def states_in(
    reading: Reading, indicators: Sequence[Indicator]
) -> dict[str, dict[str, State]]:
    """The same from facts that were read together with these indicators."""
    return {
        row["client_id"]: {
            each.id: State(row[each.id], bool(row[f"{each.id}__out_of_date"]))
            for each in indicators
        }
        for row in reading.judged
    }


@dataclass(frozen=True)
class Protected:
    """The same of people whose rows the reader may not open, in words: "about 40",
    "7 or fewer", "too few to show". Every total is rounded on its own.
    """

    everybody: str
    raised: str
    not_raised: str
    not_known: str


def tally(
    store: Store, indicators: Iterable[Indicator], on: date, scope: Scope
) -> Tallies:
    """How many clients stand in each state; needs `evaluate_all`.

    raised + not raised + not known = everyone in scope; out of date is part of not
    known.
    """
    scope.require(Action.EVALUATE_ALL)
    return _tally(store, indicators, on, scope)


def tally_protected(
    store: Store, indicators: Iterable[Indicator], on: date, scope: Scope
) -> dict[str, Protected]:
    """Indicator id -> how many clients in scope stand in each state, through the one
    disclosure policy; needs `see_service_counts`.
    """
    scope.require(Action.SEE_SERVICE_COUNTS)
    found = _tally(store, indicators, on, scope)
    return {
        name: _protected(name, on, found.clients, each)
        for name, each in found.by_id.items()
    }


def raised_protected(
    store: Store, indicators: Iterable[Indicator], on: date, scope: Scope
) -> dict[str, str]:
    """Indicator id -> of how many clients in scope it is raised, in rounded words;
    needs `see_service_counts`.
    """
    scope.require(Action.SEE_SERVICE_COUNTS)
    found = _tally(store, indicators, on, scope)
    return {name: rounded(each.raised) for name, each in found.by_id.items()}


def rounded(count: int) -> str:
    """A count of people whose rows the reader may not open: "about 40"."""
    number = shown(count)
    return POLICY.low if number is None else f"about {number:,}"


def _protected(name: str, on: date, clients: int, each: Tally) -> Protected:
    counts: dict[Place, int] = {
        (ALL,): clients,
        ("raised",): each.raised,
        ("not_raised",): each.not_raised,
        ("not_known",): each.not_known,
    }
    cells = protect(Counted(name, on.isoformat(), ("state",), counts)).cells
    return Protected(*(_in_words(cell) for cell in cells))


def _in_words(cell: Cell) -> str:
    if cell.count is not None:
        return f"about {cell.count:,}"
    return POLICY.low if cell.status is Status.LOW else TOO_FEW


def _tally(
    store: Store, indicators: Iterable[Indicator], on: date, scope: Scope
) -> Tallies:
    asked = tuple(indicators)
    clients, by_id = 0, {}
    for view, group in _by_view(asked):
        sql = question(view, rules.inputs(group), rules.tallies(group))
        (row,) = store.read(sql, parameters(on, scope))
        clients, numbers = row[0], row[1:]
        for place, each in enumerate(group):
            by_id[each.id] = Tally(*numbers[4 * place : 4 * place + 4])
    return Tallies(clients, {each.id: by_id[each.id] for each in asked})


def _by_view(
    indicators: Iterable[Indicator],
) -> Iterable[tuple[str, Sequence[Indicator]]]:
    """Indicators of one view together, as many as one question may ask for: each goes
    where it adds the fewest facts.
    """
    groups: list[list[Indicator]] = []
    for each in indicators:
        fitting = [group for group in groups if _fits(group, each)]
        if fitting:
            min(fitting, key=lambda group: _added(group, each)).append(each)
        else:
            groups.append([each])
    return [(group[0].view, group) for group in groups]


def _fits(group: Sequence[Indicator], each: Indicator) -> bool:
    facts = rules.inputs([*group, each])
    return group[0].view == each.view and len(facts) <= FACTS_A_QUESTION


def _added(group: Sequence[Indicator], each: Indicator) -> int:
    return len(rules.inputs([*group, each])) - len(rules.inputs(group))
