"""The planner: the real Hartford network in three sizes, and a service of 300."""

import os
import subprocess
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, process_time

from metrics.groups import (
    Request,
    broken_rules,
    by_hand,
    parts_of,
    read_ties,
    solve,
)
from metrics.groups.planner import plan
from metrics.groups.process import CHILD
from metrics.groups.rules import Candidate, Rules, Sizes, Tie, pair
from tests.benchmarks._row import Measured, Row, plain_python, timed


HARTFORD = Path("data/hartford/edges.csv")
# It lies beside the checkout, and is not ours to hand on.
SHARED = Path(os.environ.get("ALONGSIDE_SHARED", Path(__file__).parents[3] / "shared"))
SECONDS = 30.0


def hartford(sizes: str, target: int) -> Measured:
    """Everyone placed, as `alongside plan --ties` does it; the floor is reading it."""
    path = SHARED / HARTFORD
    if not path.exists():
        return Measured(0, None, f"no {HARTFORD} in {SHARED}", met=False)
    text = path.read_text(encoding="utf-8")
    start = perf_counter()
    asked = Request.of_edges(read_ties(text), Sizes.parse(sizes))
    made = solve(asked, seed=0, seconds=SECONDS)
    seconds = perf_counter() - start
    valid = bool(made.groups) and not broken_rules(asked, made)
    words = (
        f"{made.kept} of {made.ties} ties kept, at most {made.bound} can be; "
        f"{made.moves} moves; {'valid' if valid else 'NOT VALID'}"
    )
    met = valid and made.kept >= target and seconds <= SECONDS + 1
    return Measured(seconds, plain_python(), words, met)


@cache
def service() -> Request:
    """300 candidates in circles of five to twelve, times, couples and all usual rules."""
    rng, people, ties = Random(0), [], set()
    while len(people) < 300:
        circle = [f"c{len(people) + at:03}" for at in range(rng.randint(5, 12))]
        for at, who in enumerate(circle[1:], start=1):
            ties.add(pair(who, circle[rng.randrange(at)]))
        for _ in circle:
            ties.add(pair(*rng.sample(circle, 2)))
        people += circle
    people = people[:300]
    slots = ("tue_evening", "thu_afternoon")
    candidates = tuple(
        Candidate(
            who,
            woman=rng.random() < 0.3,
            slots=frozenset(rng.sample(slots, rng.randint(1, 2))),
            days_waiting=rng.randrange(90),
        )
        for who in people
    )
    inside = set(people)
    known = tuple(Tie(*each) for each in sorted(ties) if inside.issuperset(each))
    return Request(candidates, known, Rules(slots=slots))


def first_plan() -> Measured:
    """Sharing everybody out into parts, and then a few moves for each, as the planner's
    process makes them: more would only keep more ties. Processor time, since nobody
    else's work is ours; what is reported is without the start of an interpreter.
    """
    asked = service()
    start = process_time()
    parted = replace(asked, parts=parts_of(asked))
    made = plan(parted, seed=0, moves=FIRST_MOVES)
    seconds = process_time() - start
    valid = bool(made.groups) and not broken_rules(asked, made)
    words = (
        f"{made.placed} placed, {made.kept} of {made.ties} ties kept; "
        f"{seconds + started():.1f} s with the start of an interpreter"
    )
    return Measured(seconds, plain_python(), words, valid and seconds <= 2)


def started() -> float:
    """The processor time of a child that has nothing to plan."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(CHILD, check=True, input=b"", capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def recheck() -> Measured:
    """One move by hand in a plan of 300, every rule looked at again."""
    asked = service()
    draft = by_hand.Draft(asked, plan(asked, seed=0, moves=FIRST_MOVES))
    who = draft.plan.groups[0].members[0]
    found: list[int] = []

    def move() -> None:
        found.append(len(by_hand.move(draft, who, 1).broken))

    seconds = timed(move, 5)
    words = f"{found[0]} rules found broken"
    return Measured(seconds, plain_python(), words, seconds <= 0.1)


FIRST_MOVES = 300 * 50
STEPS = "a million plain steps of Python"
TARGETS = {"6-12": 223, "6-10": 216, "3-6": 190}

ROWS = (
    *(
        Row(
            f"hartford-{sizes}",
            f"212 people, 284 ties, groups of {sizes}",
            STEPS,
            f"{target} ties or more in 30 s",
            partial(hartford, sizes, target),
        )
        for sizes, target in TARGETS.items()
    ),
    Row(
        "plan-300",
        "300 candidates, first valid plan, parts included, of processor time",
        STEPS,
        "2 s",
        first_plan,
    ),
    Row("recheck-300", "300 candidates, a move rechecked", STEPS, "0.1 s", recheck),
)
