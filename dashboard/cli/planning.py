"""The command `plan`: groups that keep ties together, from a bare edge list or from a
store. Of a store's own clients it gives counts, unless a reason is given to name them.
"""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli._running import (
    OPERATOR,
    AnyStore,
    AsJson,
    Exit,
    answer,
    progress,
    store_at,
)
from metrics import AuditEvent, UserError, counted
from metrics.planning import (
    Plan,
    PlanAsked,
    kept_words,
    plan_clients,
    plan_edges,
    plan_json,
)


SizeOfGroups = Annotated[
    str, typer.Option("--size", help="The fewest and the most of a group, as 6-10.")
]
AtMost = Annotated[
    int | None, typer.Option("--groups", min=1, help="At most so many groups.")
]
Seconds = Annotated[
    float, typer.Option("--seconds", min=1, help="A ceiling; the moves are recorded.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Another seed, another plan.")]
Moves = Annotated[
    int | None,
    typer.Option("--moves", min=1, help="So many moves, to make a plan again."),
]
RulesFile = Annotated[
    Path | None, typer.Option("--rules", help="A JSON file of more rules.")
]
Ties = Annotated[
    Path | None,
    typer.Option("--ties", help="A CSV with the columns from and to; all are placed."),
]


Reason = Annotated[
    str | None, typer.Option("--reason", help="Why people are named; it is audited.")
]


def plan_groups(
    ties: Ties = None,
    store: AnyStore = None,
    size: SizeOfGroups = "6-10",
    groups: AtMost = None,
    seconds: Seconds = 10.0,
    seed: Seed = 0,
    moves: Moves = None,
    rules: RulesFile = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> Exit:
    """Form groups that keep as many ties together as any found, and say how good."""
    if (ties is None) == (store is None):
        raise UserError("Name either an edge list with --ties or a store with --store.")
    asked = PlanAsked(
        sizes=size,
        groups=groups,
        rules=None if rules is None else _text(rules, "rules file"),
        seed=seed,
        moves=moves,
        seconds=seconds,
    )
    if ties is not None:
        made = plan_edges(_text(ties, "edge list"), asked, progress=progress)
        answer(plan_json(made), _lines(made), as_json)
        return Exit.DONE if made.groups else Exit.REFUSED
    assert store is not None
    with store_at(store) as held:
        event = AuditEvent(OPERATOR.actor, "operator", "plan_groups", why=reason)
        made = plan_clients(held, asked, OPERATOR, event, progress=progress)
        # The demonstration names nobody who exists.
        named = reason is not None or held.is_demo
    answer(plan_json(made, named=named), _lines(made, named=named), as_json)
    return Exit.DONE if made.groups else Exit.REFUSED


def _text(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"The {what} is not text in UTF-8. Save it so.") from None
    except OSError:
        raise UserError(f"There is no {what} called {path.name}.") from None


def _lines(made: Plan, *, named: bool = True) -> list[str]:
    if not made.groups:
        return [clash.words for clash in made.clashes]
    groups = [
        f"{number}: "
        f"{', '.join(each.members) if named else counted(each.size, 'person')}"
        for number, each in enumerate(made.groups, start=1)
    ]
    left = [f"{each.client_id}: {each.reason}" for each in made.unplaced if named]
    left += [] if named else [f"{counted(len(made.unplaced), 'person')} not placed"]
    again = f"Made again by --seed {made.seed} --moves {made.moves}."
    people = counted(made.placed, "person")
    return [*groups, *left, f"{people} placed. {kept_words(made, 'ties')}. {again}"]
