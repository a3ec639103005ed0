"""The rules as a CP-SAT model: for proof and for finding which rules clash.

Each rule is written once more here, apart from the search and from the check, and can
be switched by a literal of its own. Separations are not in it (design.md section 6).
What is asked of the model stands in `bound.py` and `feasibility.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from ortools.sat.python import cp_model

from metrics.groups.request import Request
from metrics.groups.rules import in_force


class Model:
    """Who is in which of so many groups. `switched`: rules can be assumed or not."""

    def __init__(
        self, request: Request, people: Sequence[str], groups: int, *, switched: bool
    ) -> None:
        self.request = request
        self.people = tuple(people)
        self.groups = range(groups)
        self.cp = cp_model.CpModel()
        self.inside: dict[tuple[str, int], Any] = {
            (who, group): self.cp.new_bool_var("")
            for who in people
            for group in self.groups
        }
        self.used = [self.cp.new_bool_var("") for _ in self.groups]
        self.switches: dict[str, Any] = {}
        self._rule: Any = None
        self._shape()
        for rule in in_force(request.rules):
            self._rule = self.cp.new_bool_var(rule.id) if switched else None
            if switched:
                self.switches[rule.id] = self._rule
            if rule.id in WRITTEN:
                WRITTEN[rule.id](self)

    def row(self, group: int) -> list[Any]:
        return [self.inside[who, group] for who in self.people]

    def held(self, limit: Any) -> None:
        """Add a limit of the rule that is being written."""
        added = self.cp.add(limit)
        if self._rule is not None:
            added.only_enforce_if(self._rule)

    def never(self, *literals: Any) -> None:
        """Not all of these."""
        self.held(sum(literals) <= len(literals) - 1)

    def _shape(self) -> None:
        """What is no rule: one group at most for each, and no group without people."""
        for who in self.people:
            self.cp.add_at_most_one(self.inside[who, group] for group in self.groups)
        for group in self.groups:
            for literal in self.row(group):
                self.cp.add_implication(literal, self.used[group])
            self.cp.add_bool_or([*self.row(group), self.used[group].negated()])


def _sizes(model: Model) -> None:
    sizes = model.request.rules.sizes
    for group in model.groups:
        people = sum(model.row(group))
        model.held(people >= sizes.least * model.used[group])
        model.held(people <= sizes.most * model.used[group])


def _groups(model: Model) -> None:
    model.held(sum(model.used) <= (model.request.rules.groups or 0))


def _meets(model: Model, offered: Sequence[str], chosen: str) -> None:
    """One of the times (or places) for each group, that all in it can make."""
    for group in model.groups:
        meets = [model.cp.new_bool_var("") for _ in offered]
        model.held(sum(meets) == 1)
        for who in model.people:
            can = getattr(model.request.by_id[who], chosen) or ()
            for each, literal in zip(offered, meets, strict=True):
                if each not in can:
                    model.never(model.inside[who, group], literal)


def _slots(model: Model) -> None:
    _meets(model, model.request.rules.slots, "slots")


def _venues(model: Model) -> None:
    _meets(model, model.request.rules.venues, "venues")


def _nowhere(model: Model, who: str) -> None:
    for group in model.groups:
        model.held(model.inside[who, group] == 0)


def _women_only(model: Model) -> None:
    for who in model.people:
        if not model.request.by_id[who].woman:
            _nowhere(model, who)


def _hub_share(model: Model) -> None:
    for who in model.people:
        if model.request.to_review(who):
            _nowhere(model, who)


def _not_alone(model: Model, people: Sequence[str]) -> None:
    """Of these people never exactly one in a group."""
    for group in model.groups:
        inside = sum(model.inside[who, group] for who in people)
        some = model.cp.new_bool_var("")
        model.held(inside <= len(people) * some)
        model.held(inside >= 2 * some)


def _no_lone_woman(model: Model) -> None:
    by_id = model.request.by_id
    _not_alone(model, [who for who in model.people if by_id[who].woman])


def _no_lone_member(model: Model) -> None:
    circles: dict[int, list[str]] = {}
    for who in model.people:
        circles.setdefault(model.request.circle_of[who], []).append(who)
    for members in circles.values():
        _not_alone(model, members)


def _together(model: Model) -> None:
    for wish in model.request.rules.together:
        asked = sorted(wish & set(model.people))
        for one, other in pairwise(asked):
            for group in model.groups:
                model.held(model.inside[one, group] == model.inside[other, group])


def _apart_pairs(model: Model, sets: Sequence[frozenset[str]]) -> None:
    for wish in sets:
        for group in model.groups:
            model.held(
                sum(model.inside[who, group] for who in wish & set(model.people)) <= 1
            )


def _apart(model: Model) -> None:
    _apart_pairs(model, model.request.rules.apart)


def _earlier(model: Model) -> None:
    _apart_pairs(model, model.request.rules.earlier)


def _couples_apart(model: Model) -> None:
    parted = [frozenset(each.pair) for each in model.request.couples_parted]
    _apart_pairs(model, parted)
    allowed = {each.pair for each in model.request.couples_allowed}
    known = [each for each in sorted(allowed) if set(each) <= set(model.people)]
    for group in model.groups:
        both = []
        for one, other in known:
            shared = model.cp.new_bool_var("")
            inside = (model.inside[one, group], model.inside[other, group])
            model.cp.add_bool_or([shared, *(each.negated() for each in inside)])
            both.append(shared)
        if len(both) > 1:
            model.held(sum(both) <= 1)


def _locked(model: Model) -> None:
    people = set(model.people)
    known = [each for each in model.request.rules.locked if each.client_id in people]
    numbers = sorted({each.group for each in known})
    for each in known:
        group = numbers.index(each.group)
        model.held(model.inside[each.client_id, group] == 1)


def _everyone(model: Model) -> None:
    for who in model.people:
        model.held(sum(model.inside[who, group] for group in model.groups) == 1)


WRITTEN: Final[Mapping[str, Callable[[Model], None]]] = {
    "sizes": _sizes,
    "groups": _groups,
    "slots": _slots,
    "venues": _venues,
    "women_only": _women_only,
    "no_lone_woman": _no_lone_woman,
    "no_lone_member": _no_lone_member,
    "together": _together,
    "apart": _apart,
    "couples_apart": _couples_apart,
    "hub_share": _hub_share,
    "earlier": _earlier,
    "locked": _locked,
    "everyone": _everyone,
}
