"""What is said of a circle as a whole, from what both of two people said.

Of a small circle less is said, since what is said of it is soon said of somebody: days
and lending only of five people or more. Nobody is marked. How sure a circle is stands
in `metrics/networks/circles.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metrics.networks import Circle, Pair
from metrics.store.circles import Between, ConfirmedTie


ENOUGH = 5  # people in a circle of which days, lending and counts of goals are said
BOTH_WAYS = "both ways, wherever two people both told of it"
ONE_WAY = "one way only, wherever two people both told of it"
MIXED = "both ways between some, one way only between others"
NOT_TOLD = "no two people both told of it"
GOALS = {
    "stop": "to stop",
    "cut_down": "to cut down",
    "neither": "neither",
    None: "not known",
}


@dataclass(frozen=True)
class Inside:
    """`couples`, `use_together`: pairs of whom both said so, tied or not. `goals`: what
    people want for themselves, as a spread in words. `days`: the fewest and the most
    days of 28 that anybody reported. None: not said of this circle.
    """

    couples: int
    use_together: int
    goals: str
    lending: str | None
    days: tuple[int, int] | None


def inside(
    circle: Circle,
    goals: Mapping[str, str | None],
    ties: Mapping[Pair, ConfirmedTie],
    between: Mapping[Pair, Between],
) -> Inside:
    """All by label: goals of people, ties and what was said by pair."""
    members = set(circle.members)
    told = [each for pair, each in between.items() if set(pair) <= members]
    return Inside(
        couples=circle.couples,
        use_together=sum(each.use_together for each in told),
        goals=spread([goals.get(label) for label in circle.members]),
        lending=_lending(told) if circle.size >= ENOUGH else None,
        days=_days([ties[pair] for pair in circle.ties], circle.size),
    )


def spread(goals: list[str | None]) -> str:
    """Own goals in words; counted only of a circle large enough."""
    counts = Counter(goals)
    if len(goals) >= ENOUGH:
        return ", ".join(f"{counts[goal]} {words}" for goal, words in GOALS.items())
    told = {goal for goal in goals if goal}
    unknown = "; not known of everybody" if counts[None] else ""
    if not told:
        return "not known"
    if "neither" not in told:
        return f"to stop or cut down{unknown}"
    return f"not everybody's is to stop or cut down{unknown}"


def _lending(told: Iterable[Between]) -> str:
    ways = {
        each.one_lends and each.other_lends
        for each in told
        if each.one_lends or each.other_lends
    }
    if not ways:
        return NOT_TOLD
    if len(ways) == 2:
        return MIXED
    return BOTH_WAYS if ways == {True} else ONE_WAY


def _days(ties: Iterable[ConfirmedTie], size: int) -> tuple[int, int] | None:
    told = [day for tie in ties for day in tie.days]
    if size < ENOUGH or len(told) < ENOUGH:
        return None
    return min(told), max(told)
