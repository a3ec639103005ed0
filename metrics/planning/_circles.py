"""The circles of those who agreed, as a manager sees them: labels, and no reason.

Which ties are confirmed is `store/views/circle_tie_on.sql`; what they add up to,
`metrics/networks/`. Nobody is marked: what is said of how sure a circle is, is said of
all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from metrics import networks
from metrics.criteria import OutcomeKind
from metrics.networks import Circle, Layout, Pair
from metrics.planning._agreed import Agreed, agreed
from metrics.planning._inside import Inside, inside
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store
from metrics.store.circles import Between, ConfirmedTie, between, confirmed_ties


@dataclass(frozen=True)
class PlannedCircle:
    """A circle as planning sees it: who is in it, and what is said of it as a whole."""

    number: int
    members: tuple[Agreed, ...]
    ties: tuple[Pair, ...]
    how_sure: tuple[str, ...]
    pairs: int
    inside: Inside


@dataclass(frozen=True)
class Circles:
    """Every circle, the picture of them all, and who agreed and is in none."""

    circles: tuple[PlannedCircle, ...]
    layout: Layout
    outside: tuple[Agreed, ...]

    @property
    def members(self) -> tuple[Agreed, ...]:
        """Those in a circle, by label."""
        found = (member for circle in self.circles for member in circle.members)
        return tuple(sorted(found, key=lambda each: each.label))

    @property
    def everybody(self) -> tuple[Agreed, ...]:
        """All who agreed, by label."""
        every = (*self.members, *self.outside)
        return tuple(sorted(every, key=lambda each: each.label))

    def of(self, kind: OutcomeKind) -> tuple[Agreed, ...]:
        """Those with this outcome, by label."""
        return tuple(each for each in self.everybody if each.outcome.kind is kind)


def circles(store: Store, on: date, scope: Scope) -> Circles:
    """The circles among those in scope who agreed to network planning.

    Needs `see_circles`, and `see_criteria_outcomes` for what it says of each member.
    """
    scope.require(Action.SEE_CIRCLES)
    planning = scope.for_purpose(Purpose.NETWORK_PLANNING)
    people = agreed(store, on, scope)
    names = {who: each.label for who, each in people.items()}
    members = {each.label: each for each in people.values()}
    ties = {pair(names, tie): tie for tie in confirmed_ties(store, on, planning)}
    told = between_by_label(store, on, planning, names)
    found = joined(ties, told)
    goals = {label: each.goal for label, each in members.items()}
    inside_any = {label for circle in found for label in circle.members}
    return Circles(
        circles=tuple(
            PlannedCircle(
                number=number,
                members=tuple(members[label] for label in circle.members),
                ties=circle.ties,
                how_sure=circle.how_sure,
                pairs=circle.pairs,
                inside=inside(circle, goals, ties, told),
            )
            for number, circle in enumerate(found, start=1)
        ),
        layout=networks.arranged(found),
        outside=tuple(members[label] for label in sorted(members.keys() - inside_any)),
    )


def joined(ties: Iterable[Pair], told: Mapping[Pair, Between]) -> tuple[Circle, ...]:
    """The circles that these ties make, by label, with the couples inside."""
    return networks.circles(ties, [two for two, each in told.items() if each.couple])


def between_by_label(
    store: Store, on: date, scope: Scope, names: Mapping[str, str]
) -> dict[Pair, Between]:
    """What both of two people said of each other, by their labels."""
    return {
        _sorted(names[each.one], names[each.other]): each
        for each in between(store, on, scope)
        if each.one in names and each.other in names
    }


def pair(names: Mapping[str, str], tie: ConfirmedTie) -> Pair:
    """The two of a tie by label, in the order of their labels."""
    return _sorted(names[tie.a], names[tie.b])


def _sorted(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)
