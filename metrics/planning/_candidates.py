"""Who may be placed, from the records: the request that a planner is asked.

Candidates are those of whom a place is possible (`_agreed.py`); a circle may also run
through others who agreed. People are called by their labels throughout, so that no
client's id leaves the store. Separations are handed out by `kept_apart` alone, beside
the request and never inside it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from metrics.groups import Candidate, Couple, Request, Rules, Tie, parts_of
from metrics.groups.rules import Pair, pair
from metrics.networks import circles
from metrics.planning._agreed import Agreed, Standing, agreed
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store
from metrics.store.apart import Wanted, separated, wanted
from metrics.store.circles import between, confirmed_pairs


ENOUGH_FOR_A_HUB = 5  # in a smaller circle nearly everybody holds half of it


@dataclass(frozen=True)
class Candidates:
    """A request without rules of its own, and the ids behind its labels."""

    request: Request
    ids: Mapping[str, str]

    def under(self, rules: Rules) -> Request:
        return replace(self.request, rules=rules)

    def in_parts(self, rules: Rules) -> Request:
        """As the planner is asked, which puts people of one part together only."""
        return replace(self.under(rules), parts=parts_of(self.request))


def candidates(store: Store, on: date, scope: Scope) -> Candidates:
    """Everybody in scope of whom a place is possible. Needs `plan_groups`."""
    scope.require(Action.PLAN_GROUPS)
    planning = scope.for_purpose(Purpose.NETWORK_PLANNING)
    known = agreed(store, on, scope)
    names = {client_id: each.label for client_id, each in known.items()}
    ties = [
        pair(names[a], names[b])
        for a, b in confirmed_pairs(store, on, planning)
        if a in names and b in names
    ]
    said = [
        each
        for each in wanted(store, on, planning)
        if each.client_id in names and each.other_id in names
    ]
    placeable = {
        client_id: each
        for client_id, each in known.items()
        if each.standing is Standing.PLACE_POSSIBLE
    }
    found = {each.label for each in placeable.values()}
    shares = _hub_shares(ties)
    wishes = _wishes(said, names)
    request = Request(
        candidates=tuple(
            _candidate(each, wishes.get(each.label, set()) & found, shares, on)
            for each in sorted(placeable.values(), key=lambda each: each.label)
        ),
        # What both of two people reported is reciprocated by its definition.
        ties=tuple(Tie(*each, reciprocated=True) for each in sorted(ties)),
        rules=Rules(),
        couples=tuple(_couples(store, on, planning, names, found, said)),
    )
    return Candidates(request, {label: who for who, label in names.items()})


def kept_apart(
    store: Store, on: date, scope: Scope, ids: Mapping[str, str]
) -> frozenset[Pair]:
    """Pairs, by label, whom the planner never puts together: separations, and a
    client's own no to somebody. For the planner alone: no page is told of one.
    """
    scope.require(Action.PLAN_GROUPS)
    planning = scope.for_purpose(Purpose.NETWORK_PLANNING)
    label = {client_id: name for name, client_id in ids.items()}
    nos = (
        (each.client_id, each.other_id)
        for each in wanted(store, on, planning)
        if not each.yes
    )
    return frozenset(
        pair(label[one], label[other])
        for one, other in (*separated(store, on, planning), *nos)
        if one in label and other in label
    )


def input_print(request: Request) -> str:
    """A fingerprint of candidates, ties and rules. It knows of no separation, since it
    stands where a manager reads it.
    """
    told = json.dumps(_plain(asdict(request)), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """What JSON can hold, sets in one order."""
    match value:
        case dict():
            return {str(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case set() | frozenset():
            return sorted(map(_plain, value), key=str)
    return value


def _candidate(
    each: Agreed, wishes: Iterable[str], shares: Mapping[str, float], on: date
) -> Candidate:
    waiting = (on - each.invitation_on).days if each.invitation_on else 0
    return Candidate(
        client_id=each.label,
        woman=None if each.sex is None else each.sex == "female",
        slots=frozenset(each.times) if each.times else None,
        venues=None if each.venues is None else frozenset(each.venues),
        goal=each.goal,
        days_waiting=waiting,
        wanted=frozenset(wishes),
        hub_share=shares.get(each.label),
    )


def _wishes(said: Iterable[Wanted], names: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in said:
        if each.yes:
            found.setdefault(names[each.client_id], set()).add(names[each.other_id])
    return found


def _hub_shares(ties: Iterable[Pair]) -> dict[str, float]:
    """Of each person in a circle large enough: how much of its ties is theirs."""
    shares: dict[str, float] = {}
    for circle in circles(ties):
        if circle.size >= ENOUGH_FOR_A_HUB:
            own = Counter(who for tie in circle.ties for who in tie)
            shares |= {who: many / len(circle.ties) for who, many in own.items()}
    return shares


def _couples(
    store: Store,
    on: date,
    scope: Scope,
    names: Mapping[str, str],
    found: set[str],
    said: Iterable[Wanted],
) -> Iterable[Couple]:
    """Couples among the candidates; both want it where each said so, asked alone."""
    yes = {
        (each.client_id, each.other_id)
        for each in said
        if each.yes and each.asked_alone
    }
    for each in between(store, on, scope):
        one, other = each.one, each.other
        if each.couple and {names.get(one), names.get(other)} <= found:
            both = {(one, other), (other, one)} <= yes
            yield Couple(*pair(names[one], names[other]), both_want=both)
