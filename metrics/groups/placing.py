"""Why people are where they are: ties kept and cut, and what else a group holds.

Counts of confirmed ties only, since a single report is never counted (design.md section
6). What a plan keeps as a whole stands in `plan.py`; how sure a circle is, in
`metrics/networks`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from metrics.groups.plan import Group, Plan, kept_in
from metrics.groups.request import Request
from metrics.groups.rules import Pair
from metrics.phrases import counted


# From here on a group needs a facilitator's plan of its own (safety.md H03): as many
# pairs who use together as it has members.
USE_LIMIT: Final = 1.0


@dataclass(frozen=True)
class Placing:
    """One person's ties to other candidates: inside their group, and cut."""

    client_id: str
    group: int | None
    inside: int
    cut: int

    @property
    def words(self) -> str:
        """ "2 of 3 ties kept", or that there is none to keep."""
        if not self.inside + self.cut:
            return "no tie to these people"
        return f"{self.inside} of {counted(self.inside + self.cut, 'tie')} kept"


def placings(plan: Plan, request: Request) -> tuple[Placing, ...]:
    """Everyone's, by name order."""
    return tuple(_placing(plan, request, who) for who in sorted(request.by_id))


def _placing(plan: Plan, request: Request, client_id: str) -> Placing:
    own = [each for each in request.pairs if client_id in each]
    inside = kept_in((group.members for group in plan.groups), own)
    return Placing(client_id, plan.group_of(client_id), inside, len(own) - inside)


@dataclass(frozen=True)
class SharedUse:
    """Pairs of a group who both said that they use together."""

    pairs: int
    of: int
    flagged: bool

    @property
    def words(self) -> str:
        found = f"{self.pairs} of {counted(self.of, 'pair')} use together"
        return f"{found}: name a facilitator's plan for it" if self.flagged else found


def shared_use(group: Group, use: Iterable[Pair]) -> SharedUse:
    """`use`: pairs of whom each said so of the other; nothing less counts."""
    pairs = kept_in([group.members], set(use))
    of = group.size * (group.size - 1) // 2
    return SharedUse(pairs, of, pairs >= USE_LIMIT * group.size > 0)
