"""The process that plans or proves, asked through a pipe by `process.py` only.

Reads one job from its standard input, writes lines of JSON to its standard output: how
far it is, and last the answer, a sentence of refusal, or where a fault of ours lies.
"""

import base64
import json
import os
import pickle
import resource
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Any, Final

from metrics.groups.bound import bound
from metrics.groups.easing import easiest
from metrics.groups.feasibility import clashes
from metrics.groups.plan import Bound, Clash, Plan
from metrics.groups.planner import built, enough, plan
from metrics.groups.request import Request
from metrics.groups.rules import Pair
from metrics.problems import UserError


LOW: Final = 10  # behind whatever serves people
LOWER: Final = 15  # and the proof behind the plan
MEMORY: Final = 4 << 30  # bytes; whatever runs away ends alone, and not the machine
LOOKING: Final = "Looking for a plan"
PROVING: Final = "Proving how good a plan can be"


def main() -> None:
    out, sys.stdout = sys.stdout, sys.stderr  # nothing but our lines may go there

    def say(**words: Any) -> None:
        print(json.dumps(words), file=out, flush=True)

    def watch(stage: str) -> Callable[[int, int], None]:
        return lambda done, of: say(stage=stage, done=done, of=of)

    try:
        job, asked = pickle.load(sys.stdin.buffer)
        os.nice(LOWER if job == "bound" else LOW)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        answer = JOBS[job](watch, **asked)
        say(answer=base64.b64encode(pickle.dumps(answer)).decode())
    except UserError as stop:
        say(refused=str(stop))
    except Exception as fault:
        last = extract_tb(fault.__traceback__)[-1]
        place = f"{Path(last.filename).name}, line {last.lineno}"
        say(fault=f"{type(fault).__name__} at {place}")


Watching = Callable[[str], Callable[[int, int], None]]


def look(
    watch: Watching,
    request: Request,
    seed: int,
    moves: int | None,
    until: float,
    separations: Iterable[Pair],
    names: Mapping[str, str],
) -> Plan:
    """A plan, or none and what clashes; refuses where there are too few."""
    enough(request, len(request.candidates))
    found = find_clashes(watch, request, names)
    if found:
        return replace(built(request, (), seed), clashes=found)
    return plan(
        request,
        seed=seed,
        moves=moves,
        seconds=until - monotonic(),
        separations=separations,
        watch=watch(LOOKING),
    )


def prove(watch: Watching, request: Request, until: float) -> Bound:
    return bound(request, until - monotonic(), watch(PROVING))


def find_clashes(
    _: Watching, request: Request, names: Mapping[str, str]
) -> tuple[Clash, ...]:
    return clashes(request, lambda code: names.get(code, code))


def ease(_: Watching, request: Request, names: Mapping[str, str]) -> str | None:
    return easiest(request, lambda code: names.get(code, code))


JOBS: Final[Mapping[str, Callable[..., Any]]] = {
    "plan": look,
    "bound": prove,
    "rules": find_clashes,
    "easing": ease,
}
