"""How much an attacker learns of who must not meet, who may look for plans as they like.

`python -m tests.properties.oracle [--pairs 1000] [--runs 50] [--people 40]` plays it out.
For each pair a coin decides whether they are separated. The attacker chooses candidates
and rules of every run, sees each plan that is offered, and then says which it is. They
are right 5 times in 10 by guessing; the target is at most 6 in 10 (issue 5, point 7).
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from metrics.groups import Plan, Request, Rules, Sizes
from metrics.groups.planner import searched
from metrics.groups.rules import Candidate, Pair, Tie, pair


MOVES_EACH = 60  # for each candidate: enough for a valid plan, and 50,000 of them
FEWEST = 12


def service(people: int, seed: int) -> Request:
    """Circles of four to nine, everybody a candidate."""
    rng, names, ties = Random(seed), [], set[Pair]()
    while len(names) < people:
        circle = [f"P{len(names) + at:03}" for at in range(rng.randint(4, 9))]
        ties |= {
            pair(who, rng.choice(circle[:at])) for at, who in enumerate(circle) if at
        }
        ties |= {pair(*rng.sample(circle, 2)) for _ in circle}
        names += circle
    known = tuple(Candidate(who, woman=rng.random() < 0.3) for who in names)
    return Request(known, tuple(Tie(*each) for each in sorted(ties)), Rules())


Choice = Callable[[Request, Pair, Random], Request]


def everybody(asked: Request, _: Pair, rng: Random) -> Request:
    """Everybody, under sizes of any kind: what a manager does who plans."""
    least = rng.randint(3, 6)
    sizes = Sizes(least, rng.randint(least + 2, 12))
    return replace(asked, rules=replace(asked.rules, sizes=sizes))


def as_few_as_may_be(asked: Request, two: Pair, rng: Random) -> Request:
    """The pair and ten others, and groups as large as may be: they can hardly but meet."""
    others = [who for who in asked.by_id if who not in two]
    chosen = {*two, *rng.sample(others, FEWEST - 2)}
    known = tuple(each for each in asked.candidates if each.client_id in chosen)
    rules = replace(asked.rules, sizes=Sizes(3, 12), no_lone_member=False)
    return replace(asked, candidates=known, rules=rules)


def together(plans: Sequence[Plan], two: Pair) -> int:
    return sum(set(two) <= set(each.members) for plan in plans for each in plan.groups)


@dataclass(frozen=True)
class Seen:
    """One pair: how often they shared a group, and whether they are separated."""

    shared: int
    separated: bool


def played(choice: Choice, pairs: int, runs: int, people: int) -> Iterator[Seen]:
    for number in range(pairs):
        rng = Random(f"{choice.__name__} {number}")
        asked = service(people, number)
        one, other = rng.sample(sorted(asked.by_id), 2)
        two, separated = pair(one, other), bool(number % 2)
        plans = []
        for run in range(runs):
            chosen = choice(asked, two, rng)
            moves = MOVES_EACH * len(chosen.candidates)
            plans.append(searched(chosen, run, moves, held=[two] if separated else []))
        yield Seen(together(plans, two), separated)


def best_guess(seen: Sequence[Seen]) -> float:
    """How often the attacker is right who says "separated" below the best threshold:
    chosen knowing the answers, so no real attacker does better by this count.
    """
    thresholds = range(max(each.shared for each in seen) + 2)
    return max(
        sum((each.shared < least) == each.separated for each in seen) / len(seen)
        for least in thresholds
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--people", type=int, default=40)
    given = parser.parse_args()
    for choice in (everybody, as_few_as_may_be):
        seen = list(played(choice, given.pairs, given.runs, given.people))
        right = best_guess(seen)
        print(
            f"{choice.__name__}: right {right:.1%} of {given.pairs} pairs, {given.runs} runs"
        )


if __name__ == "__main__":
    main()
