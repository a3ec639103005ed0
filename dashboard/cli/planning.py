"""The command `plan`: groups that keep ties together, from a bare edge list."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli._running import AsJson, Exit, answer, progress
from metrics import Plan, Sizes, UserError, counted, kept_words, plan_edges, plan_json


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


def plan_groups(
    ties: Ties = None,
    size: SizeOfGroups = "6-10",
    groups: AtMost = None,
    seconds: Seconds = 10.0,
    seed: Seed = 0,
    moves: Moves = None,
    rules: RulesFile = None,
    as_json: AsJson = False,
) -> Exit:
    """Form groups that keep as many ties together as any found, and say how good."""
    if ties is None:
        raise UserError("Name an edge list with --ties.")
    made = plan_edges(
        _text(ties, "edge list"),
        sizes=Sizes.parse(size),
        groups_at_most=groups,
        rules=None if rules is None else _text(rules, "rules file"),
        seed=seed,
        moves=moves,
        seconds=seconds,
        progress=progress,
    )
    answer(plan_json(made), _lines(made), as_json)
    return Exit.DONE if made.groups else Exit.REFUSED


def _text(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"The {what} is not text in UTF-8. Save it so.") from None
    except OSError:
        raise UserError(f"There is no {what} called {path.name}.") from None


def _lines(made: Plan) -> list[str]:
    if not made.groups:
        return [clash.words for clash in made.clashes]
    groups = [
        f"{number}: {', '.join(group.members)}"
        for number, group in enumerate(made.groups, start=1)
    ]
    left = [f"{each.client_id}: {each.reason}" for each in made.unplaced]
    again = f"Made again by --seed {made.seed} --moves {made.moves}."
    people = counted(made.placed, "person")
    return [*groups, *left, f"{people} placed. {kept_words(made, 'ties')}. {again}"]
