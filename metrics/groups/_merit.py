"""What breaks a tie between equally good plans, in the order of evidence.md 4f.

1 client preference, 2 reciprocated ties, 4 goals alike, 5 longest wait, 6 travel and
access. (3, more mutual ties, is what plans are compared by first.) Never predicted
success, severity, profile, ethnicity, sex or cost: none of them is read here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from metrics.groups._instance import Instance
from metrics.groups.plan import Meeting
from metrics.groups.request import Request


Worth = tuple[int, ...]


class Merit:
    """Numbers to compare plans by, the first that differs deciding."""

    def __init__(self, request: Request, given: Instance) -> None:
        self.request = request
        self.units = given.units
        self.mutual = {tie.pair for tie in request.ties if tie.reciprocated}
        self._known: dict[frozenset[int], Worth] = {}

    def of_all(self, groups: Iterable[Sequence[int]]) -> Worth:
        each = [self.of(units) for units in groups if units]
        return tuple(sum(column) for column in zip(*each, strict=True))

    def of(self, units: Iterable[int]) -> Worth:
        """Of one group; the same people are looked at once."""
        key = frozenset(units)
        if key not in self._known:
            members = [who for unit in key for who in self.units[unit]]
            self._known[key] = self._worth(sorted(members))
        return self._known[key]

    def _worth(self, members: list[str]) -> Worth:
        inside = set(members)
        people = [self.request.by_id[who] for who in members]
        meeting = best_meeting(self.request, members)
        goals = Counter(each.goal for each in people if each.goal is not None)
        return (
            sum(len(each.wanted & inside) for each in people)
            + sum(meeting.slot in each.prefers for each in people),
            sum(one in inside and other in inside for one, other in self.mutual),
            max(goals.values(), default=0) - goals.total(),
            sum(each.days_waiting for each in people),
            sum(meeting.venue in each.near for each in people),
        )


def best_meeting(request: Request, members: Sequence[str]) -> Meeting:
    """The time and place that suit most, among those that all can make; of equals the
    one that the rules name first.
    """

    def suits(meeting: Meeting) -> tuple[int, int]:
        people = [request.by_id[who] for who in members]
        return (
            sum(meeting.slot in each.prefers for each in people),
            sum(meeting.venue in each.near for each in people),
        )

    possible = [
        each
        for each in request.meetings
        if all(request.can_make(who, each) for who in members)
    ]
    return max(possible, key=suits, default=Meeting())
