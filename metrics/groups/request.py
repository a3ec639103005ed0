"""What a planner is asked: who, their ties, the rules, and what follows for each.

One object for the planner, the bound, the clash of rules and the changes by hand. It
never holds a separation, so that whatever is computed from it alone cannot tell of one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Final

from metrics.groups.plan import NO_PLACE, Meeting
from metrics.groups.rules import Candidate, Couple, Pair, Rules, Sizes, Tie, pair
from metrics.networks import circles
from metrics.problems import UserError


WOMEN_ONLY: Final = "these groups are for women only"
SEX_NOT_RECORDED: Final = "these groups are for women only, and sex is not recorded"
TIMES_NOT_ASKED: Final = "not asked which times suit"
PLACES_NOT_KNOWN: Final = "not known which places suit"


@dataclass(frozen=True)
class Request:
    """Candidates, ties and couples may name people who are no candidates: a circle is
    one circle also where it runs through somebody else. `parts`: the planner puts
    people of one part together only (`parts.py`); none: anybody. `bare`: an edge list
    and no people, of whom nothing could be told.
    """

    candidates: tuple[Candidate, ...]
    ties: tuple[Tie, ...]
    rules: Rules
    couples: tuple[Couple, ...] = ()
    parts: tuple[frozenset[str], ...] = ()
    bare: bool = False

    def __post_init__(self) -> None:
        if len(self.by_id) != len(self.candidates):
            raise UserError("Somebody stands twice among the candidates.")

    @classmethod
    def of_edges(
        cls, pairs: Iterable[Pair], sizes: Sizes, groups: int | None = None
    ) -> "Request":
        """A bare edge list: everyone in it is placed, and sizes are the only rule."""
        joined = sorted({pair(*each) for each in pairs if each[0] != each[1]})
        people = sorted({who for each in joined for who in each})
        rules = Rules(
            sizes=sizes,
            groups=groups,
            no_lone_woman=False,
            no_lone_member=False,
            couples_apart=False,
            hub_share=None,
            everyone=True,
        )
        ties = tuple(Tie(*each) for each in joined)
        return cls(tuple(Candidate(who) for who in people), ties, rules, bare=True)

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        return {each.client_id: each for each in self.candidates}

    @cached_property
    def part_of(self) -> Mapping[str, int]:
        """The part of each candidate; one for all where there are no parts."""
        at = {who: number for number, part in enumerate(self.parts) for who in part}
        return {who: at.get(who, len(self.parts)) for who in self.by_id}

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """The ties that a plan may keep: those between two candidates."""
        return frozenset(
            tie.pair for tie in self.ties if tie.a in self.by_id and tie.b in self.by_id
        )

    @cached_property
    def circle_of(self) -> Mapping[str, int]:
        """Which circle each candidate is from; who has no tie is a circle alone."""
        found = circles(tie.pair for tie in self.ties)
        joined = {who: at for at, circle in enumerate(found) for who in circle.members}
        alone = (who for who in self.by_id if who not in joined)
        return joined | {who: len(found) + at for at, who in enumerate(alone)}

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every time at every place that the rules offer; one unknown where none is."""
        slots: tuple[str | None, ...] = self.rules.slots or (None,)
        venues: tuple[str | None, ...] = self.rules.venues or (None,)
        return tuple(Meeting(*each) for each in product(slots, venues))

    def can_make(self, client_id: str, meeting: Meeting) -> bool:
        """Whether they said that they can come then and there."""
        who = self.by_id[client_id]
        return (meeting.slot is None or meeting.slot in (who.slots or ())) and (
            meeting.venue is None or meeting.venue in (who.venues or ())
        )

    def hindrance(self, client_id: str) -> str | None:
        """Why the rules give them no place whatever others do; None if they may."""
        who, rules = self.by_id[client_id], self.rules
        if rules.women_only and not who.woman:
            return SEX_NOT_RECORDED if who.woman is None else WOMEN_ONLY
        if rules.slots and who.slots is None:
            return TIMES_NOT_ASKED
        if rules.venues and who.venues is None:
            return PLACES_NOT_KNOWN
        if self.to_review(client_id) or not self._can_come(client_id):
            return NO_PLACE
        return None

    def to_review(self, client_id: str) -> bool:
        """Whether a facilitator looks first, since they hold much of their circle."""
        who, limit = self.by_id[client_id], self.rules.hub_share
        if limit is None or who.hub_share is None or who.reviewed:
            return False
        return who.hub_share >= limit

    def _can_come(self, client_id: str) -> bool:
        return any(self.can_make(client_id, each) for each in self.meetings)

    @cached_property
    def remaining(self) -> tuple[str, ...]:
        """Whom the rules could give a place, each alone considered."""
        return tuple(who for who in sorted(self.by_id) if not self.hindrance(who))

    @cached_property
    def apart(self) -> frozenset[Pair]:
        """Pairs that a rule keeps apart; separations are not among them."""
        sets = (*self.rules.apart, *self.rules.earlier)
        found = {each for one in sets for each in combinations(sorted(one), 2)}
        return frozenset(found) | {each.pair for each in self.couples_parted}

    @property
    def couples_parted(self) -> tuple[Couple, ...]:
        """Couples who did not each say, asked alone, that they want to share."""
        couples = self.couples if self.rules.couples_apart else ()
        return tuple(each for each in couples if not each.both_want)

    @property
    def couples_allowed(self) -> tuple[Couple, ...]:
        """Couples who may share a group, one in each at most."""
        couples = self.couples if self.rules.couples_apart else ()
        return tuple(each for each in couples if each.both_want)
