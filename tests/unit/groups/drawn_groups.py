"""Requests drawn in a few words: "ABC" are three candidates, "AB BC" two ties."""

from collections.abc import Iterable
from dataclasses import replace

from metrics.groups.plan import Plan
from metrics.groups.planner import built
from metrics.groups.request import Request
from metrics.groups.rules import Candidate, Couple, Rules, Sizes, Tie


LAX = Rules(sizes=Sizes(2, 4), no_lone_woman=False, no_lone_member=False)


def request(
    people: str,
    ties: str = "",
    rules: Rules = LAX,
    *known: Candidate,
    couples: str = "",
) -> Request:
    """`known` candidates replace those of whom nothing is known."""
    by_id = {who: Candidate(who) for who in people}
    by_id |= {each.client_id: each for each in known}
    return Request(
        tuple(by_id.values()),
        tuple(Tie(*pair) for pair in ties.split()),
        rules,
        tuple(Couple(pair[0], pair[1], pair.endswith("!")) for pair in couples.split()),
    )


def ruled(asked: Request, **rules: object) -> Request:
    """The same request under changed rules."""
    return replace(asked, rules=replace(asked.rules, **rules))  # type: ignore[arg-type]


def sets(words: str) -> tuple[frozenset[str], ...]:
    """ "AB CD" as two sets of people."""
    return tuple(frozenset(each) for each in words.split())


def plan_of(asked: Request, groups: str) -> Plan:
    """ "ABC DE" as a plan of two groups; everyone else is unplaced."""
    return built(asked, [sorted(each) for each in groups.split()])


def groups_of(plan: Plan) -> set[str]:
    return {"".join(group.members) for group in plan.groups}


def ring(people: Iterable[str]) -> str:
    """Ties from each to the next, and from the last to the first."""
    names = list(people)
    return " ".join(
        one + other for one, other in zip(names, names[1:] + names[:1], strict=True)
    )
