"""The commands that say what the records add up to: indicators, criteria, circles."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from dashboard.cli._running import (
    DAY,
    OPERATOR,
    AsJson,
    Exit,
    Reason,
    StorePath,
    answer,
    only_counts,
    store_at,
)
from metrics import (
    INDICATORS,
    circles_told,
    counted,
    criteria_told,
    tally,
)


On = Annotated[
    datetime | None, typer.Option("--on", formats=DAY, help="Today if none.")
]


def count_indicators(store: StorePath, on: On = None, as_json: AsJson = False) -> Exit:
    """Say for how many clients each indicator is raised, not raised or not known."""
    with store_at(store) as held:
        day = on.date() if on else held.today()
        found = tally(held, list(INDICATORS.values()), day, OPERATOR)
    whole = {
        "on": day.isoformat(),
        "clients": found.clients,
        "indicators": {name: asdict(each) for name, each in found.by_id.items()},
    }
    lines = [f"{found.clients} clients on {day}"] + [
        f"{name}: {each.raised} raised, {each.not_raised} not raised, "
        f"{each.not_known} not known ({each.out_of_date} of them out of date)"
        for name, each in found.by_id.items()
    ]
    answer(whole, lines, as_json)
    return Exit.DONE


def list_criteria(
    store: StorePath, on: On = None, reason: Reason = None, as_json: AsJson = False
) -> Exit:
    """Say of each client who agreed to network planning which criteria are met."""
    with store_at(store) as held:
        counted_only = only_counts(held, "criteria", reason)
        found = criteria_told(held, on.date() if on else held.today(), OPERATOR)
    if counted_only:
        outcomes = Counter(str(each["outcome"]) for each in found["clients"])
        counts = [f"{outcome}: {number}" for outcome, number in outcomes.items()]
        answer({"outcomes": dict(outcomes)}, counts, as_json)
        return Exit.DONE
    lines = [f"{each['id']}: {each['outcome']}" for each in found["clients"]]
    answer(found, lines or ["Nobody has agreed to network planning."], as_json)
    return Exit.DONE


def list_circles(
    store: StorePath, on: On = None, reason: Reason = None, as_json: AsJson = False
) -> Exit:
    """Say which clients are joined by confirmed buying ties."""
    with store_at(store) as held:
        counted_only = only_counts(held, "circles", reason)
        found = circles_told(held, on.date() if on else held.today(), OPERATOR)
    if counted_only:
        sizes = [len(each["members"]) for each in found["circles"]]
        counts = [f"{counted(len(sizes), 'circle')} of {sum(sizes)} people."]
        answer({"circles": len(sizes), "people": sum(sizes)}, counts, as_json)
        return Exit.DONE
    lines = [
        f"{counted(len(each['members']), 'person')}: {', '.join(each['members'])}"
        for each in found["circles"]
    ]
    answer(found, lines or ["No confirmed ties."], as_json)
    return Exit.DONE
