"""The commands that keep a store well: the audit trail."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli._running import (
    DAY,
    OPERATOR,
    AsJson,
    Exit,
    StorePath,
    answer,
    store_at,
)
from metrics import Action, AuditEvent, counted, export_acts, verify_trail


ToFile = Annotated[Path, typer.Option("--to", help="A new file, .csv or .jsonl.")]
Since = Annotated[datetime | None, typer.Option(formats=DAY, help="From this day on.")]
Until = Annotated[
    datetime | None, typer.Option(formats=DAY, help="Up to this day, inclusive.")
]
User = Annotated[str | None, typer.Option(help="Only acts of this user.")]
Person = Annotated[
    str | None, typer.Option(help="Only acts on this person, by pseudonym.")
]


def verify_audit(store: StorePath, as_json: AsJson = False) -> Exit:
    """Follow the audit trail from its first line to its last."""
    with store_at(store) as held:
        found = verify_trail(held, OPERATOR)
    whole = {
        "whole": found.is_whole,
        "lines": found.lines,
        "head": found.head,
        "broken_at": found.broken_at,
        "cut_short": found.cut_short,
    }
    lines = [f"{counted(found.lines, 'line')}. The last one reads {found.head[:16]}."]
    if found.broken_at is not None:
        lines.append(f"Line {found.broken_at} was changed, or the one before it.")
    if found.cut_short:
        lines.append("Lines that the store knows of are missing, or are not the same.")
    lines.append("The trail is whole." if found.is_whole else "The trail is NOT whole.")
    answer(whole, lines, as_json)
    return Exit.DONE if found.is_whole else Exit.REFUSED


def export_audit(
    store: StorePath,
    to: ToFile,
    since: Since = None,
    until: Until = None,
    user: User = None,
    person: Person = None,
    as_json: AsJson = False,
) -> Exit:
    """Write acts to a file that only you can read: a period, a user or a person."""
    event = AuditEvent(
        OPERATOR.actor, "operator", Action.SEE_AUDIT, about=f"export to {to.suffix}"
    )
    with store_at(store) as held:
        written = export_acts(
            held,
            to,
            OPERATOR,
            event,
            label=person,
            who=user,
            since=since.date() if since else None,
            until=until.date() if until else None,
        )
    answer({"acts": written}, [f"{counted(written, 'act')} in {to.name}."], as_json)
    return Exit.DONE
