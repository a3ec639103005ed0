"""The commands of a release: `report` makes one, `report attack` tries one alone.

A release is made for everybody to read, so the second opens no store.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli._running import (
    OPERATOR,
    AnyStore,
    AsJson,
    Exit,
    answer,
    store_at,
    told,
)
from metrics import Period, UserError, reports


Quarter = Annotated[
    str,
    typer.Option("--period", help="A closed quarter such as 2026-27-Q2, or latest."),
]
Folder = Annotated[
    Path | None, typer.Option("--to", help="The folder for the release.")
]
Released = Annotated[Path, typer.Argument(help="The folder of a release.")]

commands = typer.Typer(invoke_without_command=True)


@commands.callback()
def report(
    context: typer.Context,
    store: AnyStore = None,
    to: Folder = None,
    period: Quarter = "latest",
    as_json: AsJson = False,
) -> None:
    """Publish a closed quarter: protected, attacked, and written to a folder."""
    if context.invoked_subcommand is None:
        _MAKE(store=store, to=to, period=period, as_json=as_json)


def make_report(
    store: Path | None, to: Path | None, period: str, as_json: bool
) -> Exit:
    """Publish a closed quarter into a folder."""
    if store is None or to is None:
        raise UserError("Name the store with --store and the folder with --to.")
    with store_at(store) as held:
        statement = reports.release(held, _period(period), to, OPERATOR)
    release = reports.open_release(to / reports.FILE, OPERATOR)
    _draw(release, to)
    whole = {
        **asdict(statement),
        "period": release.face.period,
        "number": release.face.number,
        "files": sorted(each.name for each in to.iterdir()),
    }
    answer(whole, [f"{release.face.line()[0]}, into {to.name}."], as_json)
    return Exit.DONE


def _draw(release: reports.Release, to: Path) -> None:
    """The paper and the charts, beside the release that they are drawn from."""
    # Here, since they take a second to import and no other command needs them.
    from dashboard.components.board_paper import pictures, whole_paper

    (to / "report.pdf").write_bytes(whole_paper(release))
    for name, text in pictures(release).items():
        (to / name).write_text(text, encoding="utf-8")


def attack_release(folder: Released, as_json: AsJson = False) -> Exit:
    """Attack a release with nothing but it, and say how near its limits come."""
    found = reports.attack(folder, OPERATOR)
    nearest = _told(found.narrowest) if found.narrowest else None
    whole = {
        "sought": found.sought,
        "narrow": [_told(each) for each in found.narrow],
        "narrowest": nearest,
        "passes": not found.narrow,
    }
    lines = [f"{found.sought} cells and differences could be small."]
    if nearest:
        lines = [
            f"{lines[0]} The narrowest: {nearest['least']:g} to {nearest['most']:g}, "
            f"{_place(nearest)}."
        ]
    answer(whole, lines, as_json)
    return Exit.DONE


_MAKE = told(make_report)
commands.command("attack")(told(attack_release))


def _told(found: reports.Found) -> dict[str, object]:
    """A cell, or a group without a part of it, and between which numbers it lies."""
    return {
        "group": found.sought.group,
        "part": found.sought.part,
        "least": round(found.least, 6),
        "most": round(found.most, 6),
        "width": round(found.width, 6),
    }


def _place(nearest: dict[str, object]) -> str:
    without = f" without {nearest['part']}" if nearest["part"] else ""
    return f"{nearest['group']}{without}"


def _period(label: str) -> Period | None:
    try:
        return None if label == "latest" else Period.parse(label)
    except ValueError as wrong:
        raise UserError(str(wrong)) from None
