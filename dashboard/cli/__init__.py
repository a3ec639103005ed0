"""The command `alongside`: what the pages do with files, for a scheduled job.

A command is a function in the module of its topic, and is listed here as the help does.
How a command starts and ends is `_running.py`. What it does is `metrics`' to decide.
"""

from collections.abc import Callable

import typer

from dashboard.cli import (
    figures,
    files,
    keeping,
    planning,
    posts,
    releases,
    serving,
)
from dashboard.cli._running import Exit, told


COMMANDS: dict[str, Callable[..., Exit]] = {
    "demo": serving.open_demo,
    "serve": serving.open_real,
    "check": files.check_files,
    "load": files.load_files,
    "profiles": files.list_profiles,
    "batches": files.list_batches,
    "undo": files.undo_batch,
    "indicators": figures.count_indicators,
    "criteria": figures.list_criteria,
    "circles": figures.list_circles,
    "backup": keeping.back_up_store,
    "restore": keeping.restore_store,
    "erase": keeping.erase_client,
    "plan": planning.plan_groups,
}
app = typer.Typer(
    help="Alongside: files in, facts and what they say out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# Commands of two words, under their first.
GROUPS: dict[str, tuple[str, dict[str, Callable[..., Exit]]]] = {
    "audit": (
        "The audit trail: is it whole, and taking it out as a file.",
        {"verify": keeping.verify_audit, "export": keeping.export_audit},
    ),
    "staff": (
        "Which sign-in opens which caseload, and ending sign-ins.",
        {
            "list": posts.list_staff,
            "appoint": posts.appoint_staff,
            "leave": posts.staff_leaves,
            "sign-out": posts.end_sign_ins,
        },
    ),
}
for name, command in COMMANDS.items():
    app.command(name)(told(command))
for first, (about, commands) in GROUPS.items():
    group = typer.Typer(help=about, no_args_is_help=True)
    for name, command in commands.items():
        group.command(name)(told(command))
    app.add_typer(group, name=first)
app.add_typer(releases.commands, name="report")


def main() -> None:
    """The console command."""
    app()
