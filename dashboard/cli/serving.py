"""The commands that open the app: demo, serve."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli._running import AnyStore, Exit


Port = Annotated[int | None, typer.Option(help="The port; any free one if none.")]
Headless = Annotated[bool, typer.Option("--headless", help="Open no browser.")]
Config = Annotated[Path, typer.Option(help="The configuration of the real thing.")]


def open_demo(
    port: Port = None, headless: Headless = False, store: AnyStore = None
) -> Exit:
    """Open the app on the sample data, and build its store if need be."""
    # Here, since it takes a second to import and no other command needs it.
    from dashboard.server import demo

    demo(store, port, headless)
    return Exit.DONE


def open_real(config: Config) -> Exit:
    """Open the app on a service's own store, behind sign-in."""
    from dashboard.server import serve

    serve(config)
    return Exit.DONE
