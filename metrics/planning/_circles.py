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
from metrics.planning._suitability import PersonOutcome, names_of, outcomes
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store, people
from metrics.store.circles import ConfirmedTie, confirmed_ties, couples
from metrics.store.people import Known


# Days bought together: only of so many people, and where so many have said.
ENOUGH_FOR_DAYS = 5


@dataclass(frozen=True)
class Member:
    """Somebody who agreed to network planning. `invitation`: what they said to being
    invited to a group, None where they were not asked.
    """

    label: str
    outcome: PersonOutcome
    invitation: str | None
    invitation_on: date | None


@dataclass(frozen=True)
class PlannedCircle:
    """A circle as planning sees it. `days`: the fewest and the most days of 28 that
    anybody in it reported, for a circle large enough to say so of nobody.
    """

    number: int
    members: tuple[Member, ...]
    ties: tuple[Pair, ...]
    couples: int
    how_sure: tuple[str, ...]
    pairs_not_checked: int
    days: tuple[int, int] | None


@dataclass(frozen=True)
class Circles:
    """Every circle, the picture of them all, and who agreed and is in none."""

    circles: tuple[PlannedCircle, ...]
    layout: Layout
    outside: tuple[Member, ...]
    women: int
    sex_not_recorded: int

    @property
    def inside(self) -> tuple[Member, ...]:
        """Those in a circle, by label."""
        found = (member for circle in self.circles for member in circle.members)
        return tuple(sorted(found, key=lambda each: each.label))

    @property
    def everybody(self) -> tuple[Member, ...]:
        """All who agreed, by label."""
        return tuple(sorted((*self.inside, *self.outside), key=lambda each: each.label))

    def of(self, kind: OutcomeKind) -> tuple[Member, ...]:
        """Those with this outcome, by label."""
        return tuple(each for each in self.everybody if each.outcome.kind is kind)


def circles(store: Store, on: date, scope: Scope) -> Circles:
    """The circles among those in scope who agreed to network planning.

    Needs `see_circles`, and `see_criteria_outcomes` for what it says of each member.
    """
    scope.require(Action.SEE_CIRCLES)
    agreed = scope.for_purpose(Purpose.NETWORK_PLANNING)
    known = people.facts(store, ["sex", "group_invitation"], on, agreed)
    members = {
        each.label: _member(each, known[client_id]["group_invitation"])
        for client_id, each in outcomes(store, on, scope).items()
    }
    ties = confirmed_ties(store, on, agreed)
    names = names_of(store, on, agreed, known)
    found = joined(store, on, agreed, names, ties)
    inside = {label for circle in found for label in circle.members}
    sexes = [each["sex"].value for each in known.values()]
    return Circles(
        circles=tuple(
            _planned(number, circle, members, _days(circle, names, ties))
            for number, circle in enumerate(found, start=1)
        ),
        layout=networks.arranged(found),
        outside=tuple(members[label] for label in sorted(members.keys() - inside)),
        women=sexes.count("female"),
        sex_not_recorded=sexes.count(None),
    )


def joined(
    store: Store,
    on: date,
    scope: Scope,
    names: Mapping[str, str],
    ties: Iterable[ConfirmedTie],
) -> tuple[Circle, ...]:
    """The circles that these ties make, by label, with the couples inside."""
    found = couples(store, on, scope)
    return networks.circles(
        [pair(names, tie) for tie in ties],
        [(names[a], names[b]) for a, b in found if a in names and b in names],
    )


def pair(names: Mapping[str, str], tie: ConfirmedTie) -> Pair:
    """The two of a tie by label, in the order of their labels."""
    one, other = sorted((names[tie.a], names[tie.b]))
    return one, other


def _member(outcome: PersonOutcome, invitation: Known) -> Member:
    return Member(outcome.label, outcome, invitation.value, invitation.on)


def _planned(
    number: int,
    circle: Circle,
    members: Mapping[str, Member],
    days: tuple[int, int] | None,
) -> PlannedCircle:
    return PlannedCircle(
        number=number,
        members=tuple(members[label] for label in circle.members),
        ties=circle.ties,
        couples=circle.couples,
        how_sure=circle.how_sure,
        pairs_not_checked=circle.pairs,
        days=days,
    )


def _days(
    circle: Circle, names: Mapping[str, str], ties: Iterable[ConfirmedTie]
) -> tuple[int, int] | None:
    inside = set(circle.ties)
    told = [day for tie in ties if pair(names, tie) in inside for day in tie.days]
    if circle.size < ENOUGH_FOR_DAYS or len(told) < ENOUGH_FOR_DAYS:
        return None
    return min(told), max(told)
