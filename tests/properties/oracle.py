"""How much an attacker learns of who must not meet, who may look for plans as they like.

`python -m tests.properties.oracle [--pairs 1000] [--runs 50] [--people 42]` plays it out.
For each pair a coin decides whether they are separated. The attacker chooses candidates
and rules of every run, sees each plan that is offered, and then says which it is. They
are right 5 times in 10 by guessing; the target is at most 6 in 10 (issue 5, point 7).
Beside it stands the limit: of a pair in different parts nothing can be told, so that
nobody is right more often than who knows every other pair, and guesses these.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from metrics.groups import Plan, Request, Rules, Sizes, parts_of
from metrics.groups.planner import searched
from metrics.groups.rules import Candidate, Locked, Pair, Tie, pair


SERVICES = 100
MOVES_EACH = 60  # for each candidate: enough for a valid plan, and 50,000 of them
FEWEST = 12


@cache
def service(people: int, seed: int) -> Request:
    """Circles of four to nine, everybody a candidate, shared out into parts: these are
    the service's own, and stay as they are whatever is asked.
    """
    rng, names, ties = Random(seed), [], set[Pair]()
    while len(names) < people:
        circle = [f"P{len(names) + at:03}" for at in range(rng.randint(4, 9))]
        ties |= {
            pair(who, rng.choice(circle[:at])) for at, who in enumerate(circle) if at
        }
        ties |= {pair(*rng.sample(circle, 2)) for _ in circle}
        names += circle
    known = tuple(Candidate(who, woman=rng.random() < 0.3) for who in names)
    asked = Request(known, tuple(Tie(*each) for each in sorted(ties)), Rules())
    return replace(asked, parts=parts_of(asked))


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


def forced(asked: Request, two: Pair, rng: Random) -> Request:
    """One group, with one of the pair locked in it and the other brought by a friend."""
    few = as_few_as_may_be(asked, two, rng)
    friend = rng.choice([who for who in sorted(few.by_id) if who not in two])
    rules = replace(
        few.rules,
        groups=1,
        locked=(Locked(two[0], 0),),
        together=(frozenset({two[1], friend}),) * rng.randint(0, 1),
    )
    return replace(few, rules=rules)


CHOICES = (everybody, as_few_as_may_be, forced)


def together(plans: Sequence[Plan], two: Pair) -> int:
    return sum(set(two) <= set(each.members) for plan in plans for each in plan.groups)


@dataclass(frozen=True)
class Seen:
    """One pair: how often they shared a group, whether they are separated, and whether
    they share a part.
    """

    shared: int
    separated: bool
    one_part: bool


def played(
    choice: Choice, pairs: int, runs: int, people: int, every_pair: bool = True
) -> Iterator[Seen]:
    """Not `every_pair`: of two in different parts no plan is made, since a group lies
    in one part and each plan is the same with a separation and without (test_oracle.py).
    """
    for number in range(pairs):
        rng = Random(f"{choice.__name__} {number}")
        asked = service(people, number % SERVICES)
        one, other = rng.sample(sorted(asked.by_id), 2)
        # Each service has pairs of both kinds.
        two, separated = pair(one, other), bool((number + number // SERVICES) % 2)
        if not every_pair and asked.part_of[one] != asked.part_of[other]:
            yield Seen(0, separated, one_part=False)
            continue
        plans = []
        for run in range(runs):
            chosen = choice(asked, two, rng)
            moves = MOVES_EACH * len(chosen.candidates)
            plans.append(searched(chosen, run, moves, held=[two] if separated else []))
        one_part = asked.part_of[one] == asked.part_of[other]
        yield Seen(together(plans, two), separated, one_part)


def best_guess(seen: Sequence[Seen]) -> float:
    """How often the attacker is right who says "separated" below the best threshold:
    chosen knowing the answers, so no real attacker does better by this count.
    """
    thresholds = range(max(each.shared for each in seen) + 2)
    return max(
        sum((each.shared < least) == each.separated for each in seen) / len(seen)
        for least in thresholds
    )


def limit(seen: Sequence[Seen]) -> float:
    """No attacker is right more often, whatever they ask and however often: of each pair
    in one part, and of the others by one guess for all, the better of the two.
    """
    others = [each.separated for each in seen if not each.one_part]
    guessed = max(sum(others), len(others) - sum(others))
    return (len(seen) - len(others) + guessed) / len(seen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--people", type=int, default=42)
    parser.add_argument(
        "--every-pair",
        action="store_true",
        help="also make the plans of which nothing can be told: five times as long",
    )
    given = parser.parse_args()
    for choice in CHOICES:
        asked = (given.pairs, given.runs, given.people, given.every_pair)
        seen = list(played(choice, *asked))
        right = best_guess(seen)
        print(
            f"{choice.__name__}: right {right:.1%} of {given.pairs} pairs, "
            f"{given.runs} runs; {limit(seen):.1%} at most, of any number of runs"
        )


if __name__ == "__main__":
    main()
