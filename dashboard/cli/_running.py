"""How a command starts, speaks and ends.

With --json one object goes to stdout and messages to stderr. Exit 0 is done, 2 refused
or held, 1 a fault of ours, named by an id and never by what a file or a store holds. A
command acts as the operator of the machine.
"""

import json
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from enum import IntEnum
from functools import wraps
from pathlib import Path
from traceback import extract_tb
from typing import Annotated, Any

import typer

from metrics import Action, AuditEvent, Scope, Store, UserError, open_store


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    OUR_FAULT = 1
    REFUSED = 2


OPERATOR = Scope.operator()
DAY = ["%Y-%m-%d"]
_STORE = typer.Option("--store", envvar="ALONGSIDE_STORE", help="The store's file.")
StorePath = Annotated[Path, _STORE]
AnyStore = Annotated[Path | None, _STORE]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Reason = Annotated[
    str | None,
    typer.Option(help="Why people are listed, on a store that people work in."),
]
_NOT_SAVED: dict[str, Any] = {
    "saved": False,
    "batch": None,
    "files": [],
    "tables": {},
    "totals": {},
}


def told(command: Callable[..., Exit]) -> Callable[..., None]:
    """Turn what a command meets into its exit: a sentence, or the id of a fault."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            code = command(**options)
        except UserError as stop:
            say(str(stop))
            if options.get("as_json"):
                nothing = _NOT_SAVED if "files" in options else {}
                answer({**nothing, "message": str(stop)}, [], as_json=True)
            code = Exit.REFUSED
        except Exception as fault:
            say(_fault(fault))
            code = Exit.OUR_FAULT
        raise typer.Exit(code)

    return run


def answer(whole: Mapping[str, Any], lines: list[str], as_json: bool) -> None:
    """What was asked for, on stdout: one object, or lines to read."""
    print(json.dumps(whole, ensure_ascii=False) if as_json else "\n".join(lines))


def say(sentence: str) -> None:
    """Something beside the answer, on stderr."""
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
    if sys.stderr.isatty():
        say(f"{what} ({done} of {of})")


@contextmanager
def store_at(path: Path, *, create: bool = False) -> Iterator[Store]:
    """The store, open for the length of a command."""
    with closing(open_store(path, create=create)) as held:
        yield held


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
