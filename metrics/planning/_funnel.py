"""Whom to ask what: from everybody in treatment to those for whom a place is possible.

People whose rows a manager may not open are counted only, through the one disclosure
policy. From "said yes" on they are listed, since they agreed to be; each step says what
could be asked of those who stand before it, and by whom. Never why somebody waits.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from metrics.criteria import OutcomeKind
from metrics.planning._agreed import PLACES, TIMES, Agreed, Standing, agreed
from metrics.planning._counts import Counts, counts_of
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store
from metrics.store.asked import people_by_permission
from metrics.store.circles import confirmed_ties


TIED_AMONG = "have a confirmed buying tie with another of them"


@dataclass(frozen=True)
class Waiting:
    """Those who stand before a step for one reason that may be said, and what could be
    asked of them next.
    """

    words: str
    people: tuple[Agreed, ...]


@dataclass(frozen=True)
class FunnelStep:
    """A step: who has come as far, and who of the step before has not."""

    words: str
    people: tuple[Agreed, ...]
    before: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class Funnel:
    """`outcomes`: of those who said yes. `times`, `places`: when and where those of the
    step about times could come, the most first; `nowhere_known`: how many of them did
    not say where.
    """

    counts: Counts
    said_yes: tuple[Agreed, ...]
    outcomes: dict[OutcomeKind, tuple[Agreed, ...]]
    steps: tuple[FunnelStep, ...]
    times: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    nowhere_known: int


def funnel(store: Store, on: date, scope: Scope) -> Funnel:
    """Whom to ask what next, in scope. Needs `see_criteria_outcomes` for those who
    agreed, and `see_service_counts` for how many others there are.
    """
    scope.require(Action.SEE_CRITERIA_OUTCOMES)
    scope.require(Action.SEE_SERVICE_COUNTS)
    direct_care = scope.for_purpose(Purpose.DIRECT_CARE)
    people = agreed(store, on, scope)
    planning = scope.for_purpose(Purpose.NETWORK_PLANNING)
    ties = [(tie.a, tie.b) for tie in confirmed_ties(store, on, planning)]
    steps = _steps(people, ties)
    coming = steps[-2].people
    times = Counter(time for each in coming for time in each.times)
    places = Counter(place for each in coming for place in each.venues or ())
    everybody = _by_label(people.values())
    return Funnel(
        counts=counts_of(people_by_permission(store, on, direct_care)),
        said_yes=everybody,
        outcomes={
            kind: tuple(each for each in everybody if each.outcome.kind is kind)
            for kind in OutcomeKind
        },
        steps=steps,
        times=tuple((TIMES[time], number) for time, number in times.most_common()),
        places=tuple((PLACES[each], number) for each, number in places.most_common()),
        nowhere_known=sum(each.venues is None for each in coming),
    )


def _steps(
    people: dict[str, Agreed], ties: Iterable[tuple[str, str]]
) -> tuple[FunnelStep, ...]:
    """Each step holds those of the step before of whom one thing more is so."""
    could = _only(people, lambda who: who.outcome.kind is OutcomeKind.CRITERIA_MET)
    talked = _only(could, lambda who: who.standing is not Standing.COULD_BE_DISCUSSED)
    wanting = _only(talked, lambda who: who.wants is True)
    pairs = [two for two in ties if set(two) <= wanting.keys()]
    tied = {who for two in pairs for who in two}
    joined = {who: each for who, each in wanting.items() if who in tied}
    coming = _only(joined, lambda who: bool(who.times))
    placed = _only(coming, lambda who: who.standing is Standing.PLACE_POSSIBLE)
    return (
        FunnelStep("could be discussed", _by_label(could.values())),
        _step("were talked to about it", talked, could, _TALK),
        _step("want a place", wanting, talked, _WANT, (_wants_none, _SAID_NO)),
        _step(TIED_AMONG, joined, wanting, _TIE, (_tied_elsewhere, _TIED)),
        _step("named a time when they can come", coming, joined, _TIME),
        _step("have answered all that a place needs", placed, coming, _CHECK),
    )


_TALK = "their worker could talk with them about a group."
_WANT = "their worker could ask, alone and in private, whether they want a place."
_SAID_NO = (
    "another offer. They do not want a place, and nobody is asked twice in a row."
)
_TIED = "a confirmed tie is there, with somebody who has not come as far yet."
_TIE = (
    "an interview about the people around them, held in the last 90 days with each, "
    "may confirm a tie. Mutual aid, and bringing people they choose, need no tie."
)
_TIME = "their worker could ask which times of the week they can come."
_CHECK = "their worker sees what is still to be answered before a place."


def _step(
    words: str,
    reached: dict[str, Agreed],
    before: dict[str, Agreed],
    ask: str,
    apart: tuple[Callable[[Agreed], bool], str] | None = None,
) -> FunnelStep:
    """`apart`: who of those before it is told of in other words."""
    left = [each for who, each in before.items() if who not in reached]
    other = [each for each in left if apart and apart[0](each)]
    rest = [each for each in left if each not in other]
    waiting = [Waiting(ask, _by_label(rest))]
    if apart:
        waiting.append(Waiting(apart[1], _by_label(other)))
    some = tuple(each for each in waiting if each.people)
    return FunnelStep(words, _by_label(reached.values()), some)


def _wants_none(who: Agreed) -> bool:
    return who.wants is False


def _tied_elsewhere(who: Agreed) -> bool:
    return who.tied


def _only(
    people: dict[str, Agreed], which: Callable[[Agreed], bool]
) -> dict[str, Agreed]:
    return {who: each for who, each in people.items() if which(each)}


def _by_label(people: Iterable[Agreed]) -> tuple[Agreed, ...]:
    return tuple(sorted(people, key=lambda each: each.label))
