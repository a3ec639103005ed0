"""The commands that keep a store well: audit trail, backup, restore, erasure."""

from dataclasses import asdict
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
    require_no_server,
    say,
    store_at,
)
from metrics import Action, AuditEvent, counted, export_acts, verify_trail
from metrics.keeping import back_up, erase, restore


KeyFile = Annotated[Path | None, typer.Option("--key", help="The file of the key.")]
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


def back_up_store(
    to: Annotated[Path, typer.Argument(help="A new folder for the backup.")],
    store: StorePath,
    as_json: AsJson = False,
) -> Exit:
    """Copy a store, its trail and its suppression list into a new folder."""
    event = AuditEvent(OPERATOR.actor, "operator", Action.KEEP_STORE, about="backup")
    with store_at(store) as held:
        made = back_up(held, to, OPERATOR, event)
    lines = [
        f"Backed up into {to.name}: {counted(len(made.files), 'file')}, each with its "
        "hash.",
        f"It asks for the key {made.key}, which is not in it." if made.key else "",
    ]
    answer(asdict(made), [line for line in lines if line], as_json)
    return Exit.DONE


def restore_store(
    backup: Annotated[Path, typer.Argument(help="The folder of a backup.")],
    store: StorePath,
    key: KeyFile = None,
    as_json: AsJson = False,
) -> Exit:
    """Put a backup back where no store stands; what was taken back since stays so."""
    event = AuditEvent(OPERATOR.actor, "operator", Action.KEEP_STORE, about="restore")
    made = restore(backup, store, key, OPERATOR, event)
    answer(asdict(made), [f"Restored as it was on {made.made_at} (UTC)."], as_json)
    return Exit.DONE


def erase_client(
    client: Annotated[str, typer.Argument(help="The pseudonym, such as RV-0148.")],
    store: StorePath,
    reason: Annotated[str, typer.Option(help="Why; it stands in the audit trail.")],
    as_json: AsJson = False,
) -> Exit:
    """Take a client out of a store, to the last byte. It cannot be undone."""
    event = AuditEvent(OPERATOR.actor, "operator", Action.KEEP_STORE, why=reason)
    require_no_server()
    with store_at(store) as held:
        gone = erase(held, client, OPERATOR, event)
    lines = [f"{name}: {counted(rows, 'row')} gone" for name, rows in gone.items()]
    answer({"erased": gone}, lines, as_json)
    say(
        "Erased. Backups made before now hold this person still: destroy them, or make "
        "sure that they run out. The linking list is yours to correct."
    )
    return Exit.DONE
