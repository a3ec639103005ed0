"""The commands that open the app: demo, serve."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli._running import AnyStore, Exit, taking_commands
from metrics import UserError


Port = Annotated[int | None, typer.Option(help="The port; any free one if none.")]
Headless = Annotated[bool, typer.Option("--headless", help="Open no browser.")]
Config = Annotated[
    Path | None, typer.Option(help="The configuration of the real thing.")
]
Release = Annotated[
    Path | None, typer.Option(help="One release file, and nothing else.")
]
OnlyMe = Annotated[
    bool, typer.Option("--only-me", help="A pilot: one person, this computer only.")
]
KeyFile = Annotated[
    Path | None, typer.Option("--key", help="The file of the key (--only-me).")
]
USUAL_PORT = 8501


def open_demo(
    port: Port = None, headless: Headless = False, store: AnyStore = None
) -> Exit:
    """Open the app on the sample data, and build its store if need be."""
    # Here, since it takes a second to import and no other command needs it.
    from dashboard.server import demo

    demo(store, port, headless, taking_commands)
    return Exit.DONE


def open_real(
    config: Config = None,
    release: Release = None,
    only_me: OnlyMe = False,
    store: AnyStore = None,
    key: KeyFile = None,
    port: Port = None,
) -> Exit:
    """Open the app on a service's own store, behind sign-in; or on one release."""
    from dashboard import live

    at = port or USUAL_PORT
    if only_me and store and not config and not release:
        if not store.exists():
            raise UserError(f"There is no store at {store.name}.")
        live.serve_only_me(store, key, at, _chosen(store), taking_commands)
    elif release and not only_me:
        live.serve_release(release, config, at)
    elif config and not only_me:
        live.serve(config, taking_commands)
    else:
        raise UserError(
            "Real records are never shown without sign-in. Name a configuration "
            "(--config), a release (--release), or a store for one person (--only-me "
            "--store). For the sample data: alongside demo."
        )
    return Exit.DONE


def _chosen(store: Path) -> str | None:
    """The passphrase that is chosen at the first start; None where there is one."""
    from dashboard.live import needs_passphrase

    if not needs_passphrase(store):
        return None
    return str(
        typer.prompt(
            "Choose a passphrase (four words do)",
            hide_input=True,
            confirmation_prompt=True,
            err=True,
        )
    )
