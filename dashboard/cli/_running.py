"""How a command starts, speaks and ends.

With --json one object goes to stdout and messages to stderr. Exit 0 is done, 2 refused
or held, 1 a fault of ours, named by an id and never by what a file or a store holds. A
command acts as the operator of the machine. Where a server holds the store, the command
runs there instead, and speaks here (`_handing.py`).
"""

import json
import signal
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from functools import wraps
from pathlib import Path
from threading import Event
from traceback import extract_tb
from typing import Annotated, Any

import typer

from dashboard.cli import _handing
from metrics import (
    Action,
    AuditEvent,
    Scope,
    Store,
    StoreBusy,
    UserError,
    open_store,
)


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    OUR_FAULT = 1
    REFUSED = 2


OPERATOR = Scope.operator()
BAR = 20  # signs of a bar that says how far something is
DAY = ["%Y-%m-%d"]
_STORE = typer.Option("--store", envvar="ALONGSIDE_STORE", help="The store's file.")
StorePath = Annotated[Path, _STORE]
AnyStore = Annotated[Path | None, _STORE]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Reason = Annotated[
    str | None,
    typer.Option(help="Why people are listed, on a store that people work in."),
]
Command = Callable[..., Exit]
# Every command by its function's name: what a server may be asked to run.
_KNOWN: dict[str, Command] = {}
_NOT_SAVED: dict[str, Any] = {
    "saved": False,
    "batch": None,
    "files": [],
    "tables": {},
    "totals": {},
}


@dataclass(frozen=True)
class Handed:
    """A command that was handed to this process, which holds its store."""

    store: Store
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)


_HANDED: ContextVar[Handed | None] = ContextVar("handed", default=None)


def told(command: Command) -> Callable[..., None]:
    """Turn what a command meets into its exit: a sentence, or the id of a fault."""
    _KNOWN[command.__name__] = command

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            code = command(**options)
        except StoreBusy as busy:
            code = _handed_over(command, options, busy)
        except Exception as stop:
            code = _stopped(stop, options)
        raise typer.Exit(code)

    return run


@contextmanager
def taking_commands(store: Store) -> Iterator[None]:
    """While a server holds a store, run here what commands ask of it."""

    def run(name: str, options: Mapping[str, Any]) -> _handing.Said:
        handed = Handed(store)
        _HANDED.set(handed)
        try:
            code = _KNOWN[name](**options)
        except Exception as stop:
            code = _stopped(stop, options)
        return _handing.Said("\n".join(handed.out), "\n".join(handed.err), int(code))

    with _handing.listening(store.path, run):
        yield


def _handed_over(command: Command, options: Mapping[str, Any], busy: StoreBusy) -> Exit:
    """Ask the server that holds the store, and say what it says; or that it is held."""
    store = options.get("store")
    try:
        said = _handing.ask(store, command.__name__, options) if store else None
    except UserError as gone:
        return _stopped(gone, options)
    if said is None:
        return _stopped(busy, options)
    for text, to in ((said.err, sys.stderr), (said.out, sys.stdout)):
        if text:
            print(text, file=to)
    return Exit(said.code)


def _stopped(stop: Exception, options: Mapping[str, Any]) -> Exit:
    if not isinstance(stop, UserError):
        say(_fault(stop))
        return Exit.OUR_FAULT
    say(str(stop))
    if options.get("as_json"):
        nothing = _NOT_SAVED if "files" in options else {}
        answer({**nothing, "message": str(stop)}, [], as_json=True)
    return Exit.REFUSED


def answer(whole: Mapping[str, Any], lines: list[str], as_json: bool) -> None:
    """What was asked for, on stdout: one object, or lines to read."""
    text = json.dumps(whole, ensure_ascii=False) if as_json else "\n".join(lines)
    if (handed := _HANDED.get()) is not None:
        handed.out.append(text)
    else:
        print(text)


def say(sentence: str) -> None:
    """Something beside the answer, on stderr."""
    if (handed := _HANDED.get()) is not None:
        handed.err.append(sentence)
    else:
        print(sentence, file=sys.stderr)


def only_counts(held: Store, what: str, reason: str | None) -> bool:
    """Whether a list of people gives way to counts: a store in which people work says
    whom only with a reason, and that somebody asked is written down.
    """
    event = AuditEvent(
        OPERATOR.actor, "operator", Action.EVALUATE_ALL, about=what, why=reason
    )
    held.audit.note(event)
    if held.is_served and not reason:
        say("Counts only: people work in this store. To list them, say why: --reason.")
        return True
    return False


def progress(what: str, done: int, of: int) -> None:
    """Only for somebody who watches; a log would fill with it."""
    if _HANDED.get() is None and sys.stderr.isatty():
        filled = BAR * min(done, of) // max(of, 1)
        say(f"[{'#' * filled}{'.' * (BAR - filled)}] {what}")


@contextmanager
def stopped_by_key() -> Iterator[Callable[[], bool]]:
    """Whether somebody has pressed Ctrl-C in this block: work that is asked to stop
    leaves nothing half done. A second time ends the command as it always does. What was
    handed to a server goes on there: whoever pressed has left already.
    """
    stop = Event()
    if _HANDED.get() is not None:
        yield stop.is_set
        return

    def ask(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        say("Stopping ...")
        stop.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def store_at(path: Path, *, create: bool = False) -> Iterator[Store]:
    """The store, open for the length of a command; the server's own, where it runs
    there.
    """
    if (handed := _HANDED.get()) is not None:
        yield handed.store
        return
    with closing(open_store(path, create=create)) as held:
        yield held


def require_no_server() -> None:
    """Raise UserError in a command for which nobody may be at work in the store."""
    if _HANDED.get() is not None:
        raise UserError(
            "This puts a new file in the place of the store. Stop the server first, "
            "then try again. Nothing was changed."
        )


@contextmanager
def store_if_there(path: Path | None) -> Iterator[Store | None]:
    """The store, or None where there is none yet."""
    if path is None or not path.exists():
        yield None
        return
    with store_at(path) as held:
        yield held


def _fault(fault: Exception) -> str:
    """The id and the place of a fault; its own message may hold what a file holds."""
    last = extract_tb(fault.__traceback__)[-1]
    place = f"{Path(last.filename).name}, line {last.lineno}"
    return (
        f"This went wrong on our side (fault {uuid.uuid4().hex[:8]}: "
        f"{type(fault).__name__} at {place}). Nothing more was saved."
    )
