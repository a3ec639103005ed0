"""The command `alongside`: what the pages do with files, for a scheduled job.

With --json one object goes to stdout and messages to stderr. Exit 0 is done, 2 refused or
held, 1 a fault of ours, which is named by an id and never by what the files hold. A
command acts as the operator of the machine. What a command does is `metrics`' to decide.
"""

import json
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from enum import IntEnum
from functools import wraps
from pathlib import Path
from traceback import extract_tb
from typing import Annotated, Any

import typer

from metrics import (
    INDICATORS,
    PROFILES,
    Delivery,
    Loaded,
    Problem,
    Profile,
    Scope,
    Store,
    UserError,
    batches,
    check,
    load,
    open_store,
    preview,
    tally,
    undo,
)


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    OUR_FAULT = 1
    REFUSED = 2


app = typer.Typer(
    help="Alongside: files in, facts and what they say out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
OPERATOR = Scope.operator()
NOT_SAVED: dict[str, Any] = {
    "saved": False,
    "batch": None,
    "files": [],
    "tables": {},
    "totals": {},
}
STORE = typer.Option("--store", envvar="ALONGSIDE_STORE", help="The store's file.")
DAY = ["%Y-%m-%d"]

Files = Annotated[list[Path], typer.Argument(help="Files, or folders of files.")]
StorePath = Annotated[Path, STORE]
AnyStore = Annotated[Path | None, STORE]
ProfileId = Annotated[
    str | None, typer.Option("--as", help="The profile; see `alongside profiles`.")
]
AsAt = Annotated[
    datetime | None,
    typer.Option("--as-at", formats=DAY, help="The day for which the files speak."),
]
KeyFile = Annotated[Path | None, typer.Option("--key", help="The file of the key.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def main() -> None:
    """The console command."""
    app()


def told(command: Callable[..., Exit]) -> Callable[..., None]:
    """Turn what a command meets into its exit: a sentence, or the id of a fault."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            code = command(**options)
        except UserError as stop:
            _say(str(stop))
            if options.get("as_json"):
                nothing = NOT_SAVED if "files" in options else {}
                _print({**nothing, "message": str(stop)})
            code = Exit.REFUSED
        except Exception as fault:
            _say(_fault(fault))
            code = Exit.OUR_FAULT
        raise typer.Exit(code)

    return run


@app.command("check")
@told
def check_files(
    files: Files,
    profile: ProfileId = None,
    as_at: AsAt = None,
    store: AnyStore = None,
    key: KeyFile = None,
    as_json: AsJson = False,
) -> Exit:
    """Say what is in files and what is wrong with them; save nothing."""
    with _store_if_there(store) as held:
        delivery = _checked(files, profile, as_at, held)
        found = preview(held, delivery, OPERATOR, key_file=key)
    _tell(found, as_json)
    return Exit.DONE if found.could_be_saved else Exit.REFUSED


@app.command("load")
@told
def load_files(
    files: Files,
    store: StorePath,
    profile: ProfileId = None,
    as_at: AsAt = None,
    key: KeyFile = None,
    links: Annotated[
        Path | None, typer.Option("--links", help="Where to write the linking list.")
    ] = None,
    save_rest: Annotated[
        str | None, typer.Option("--save-rest", help="Why the rest is to be saved.")
    ] = None,
    as_json: AsJson = False,
) -> Exit:
    """Save files as one batch, or nothing of them; make the store if there is none."""
    with _store_if_there(store) as there:
        delivery = _checked(files, profile, as_at, there)
        if there is None and not delivery.could_be_saved(save_rest):
            done = preview(None, delivery, OPERATOR)
        else:
            with _given_or_made(there, store) as held:
                done = load(
                    held,
                    delivery,
                    OPERATOR,
                    save_rest,
                    key_file=key,
                    links=links,
                    progress=_progress,
                )
    _tell(done, as_json)
    _tell_links(done, links)
    return Exit.DONE if done.saved else Exit.REFUSED


@app.command("profiles")
@told
def list_profiles(as_json: AsJson = False) -> Exit:
    """List the kinds of files that can be read."""
    listed = [
        {
            "id": each.id,
            "title": each.title,
            "files": [kind.named for kind in each.files],
            "tables": dict(each.tables),
        }
        for each in PROFILES.values()
    ]
    lines = [f"{each['id']}: {each['title']}" for each in listed]
    _answer({"profiles": listed}, lines, as_json)
    return Exit.DONE


@app.command("batches")
@told
def list_batches(store: StorePath, as_json: AsJson = False) -> Exit:
    """List every load of a store, the first one first."""
    with closing(open_store(store)) as held:
        found = batches(held, OPERATOR)
    listed = [
        {
            "id": each.id,
            "loaded_at": each.loaded_at.isoformat(timespec="seconds"),
            "as_at": each.as_at.isoformat(),
            "files": [file["name"] for file in each.files],
            "rows": each.rows,
            "undone": each.undone_at is not None,
        }
        for each in found
    ]
    lines = [
        f"{each['id']}: {each['rows']} rows as at {each['as_at']}"
        + (", undone" if each["undone"] else "")
        for each in listed
    ]
    _answer({"batches": listed}, lines, as_json)
    return Exit.DONE


@app.command("undo")
@told
def undo_batch(
    batch: Annotated[int, typer.Argument(help="Its number; see `alongside batches`.")],
    store: StorePath,
    as_json: AsJson = False,
) -> Exit:
    """Take a load away again; what it had replaced stands as before."""
    with closing(open_store(store)) as held:
        tables = undo(held, batch, OPERATOR)
    lines = [
        f"{name}: {counts['removed']} rows removed, {counts['restored']} restored"
        for name, counts in tables.items()
    ]
    _answer({"undone": batch, "tables": tables}, lines, as_json)
    return Exit.DONE


@app.command("indicators")
@told
def count_indicators(
    store: StorePath,
    on: Annotated[datetime | None, typer.Option(formats=DAY)] = None,
    as_json: AsJson = False,
) -> Exit:
    """Say for how many clients each indicator is raised, not raised or not known."""
    with closing(open_store(store)) as held:
        day = on.date() if on else held.today()
        found = tally(held, list(INDICATORS.values()), day, OPERATOR)
    listed = {
        id: {
            "raised": each.raised,
            "not_raised": each.not_raised,
            "not_known": each.not_known,
            "out_of_date": each.out_of_date,
        }
        for id, each in found.by_id.items()
    }
    lines = [
        f"{id}: {each.raised} raised, {each.not_raised} not raised, "
        f"{each.not_known} not known ({each.out_of_date} of them out of date)"
        for id, each in found.by_id.items()
    ]
    whole = {"on": day.isoformat(), "clients": found.clients, "indicators": listed}
    _answer(whole, [f"{found.clients} clients on {day}", *lines], as_json)
    return Exit.DONE


@contextmanager
def _store_if_there(path: Path | None) -> Iterator[Store | None]:
    if path is None or not path.exists():
        yield None
        return
    with closing(open_store(path)) as held:
        yield held


@contextmanager
def _given_or_made(there: Store | None, path: Path) -> Iterator[Store]:
    if there is not None:
        yield there
        return
    with closing(open_store(path, create=True)) as made:
        yield made


def _checked(
    files: list[Path],
    profile: str | None,
    as_at: datetime | None,
    store: Store | None,
) -> Delivery:
    delivery = check(
        files,
        OPERATOR,
        profile=_profile(profile) if profile else None,
        as_at=as_at.date() if as_at else None,
        store=store,
        progress=_progress,
    )
    if delivery.ignored:
        _say(f"Ignored: {', '.join(delivery.ignored)}.")
    return delivery


def _profile(wanted: str) -> Profile:
    if wanted not in PROFILES:
        raise UserError(f"There is no such profile. There are: {', '.join(PROFILES)}.")
    return PROFILES[wanted]


def _tell(done: Loaded, as_json: bool) -> None:
    whole = {
        "saved": done.saved,
        "batch": done.batch,
        "files": [
            {
                "name": each.name,
                "rows": each.rows,
                "problems": [_as_told(problem) for problem in each.problems],
            }
            for each in done.files
        ],
        "tables": done.tables,
        "totals": done.totals,
    }
    problems = [problem for each in done.files for problem in each.problems]
    lines = [f"{problem.outcome}: {problem.sentence()}" for problem in problems]
    lines += [
        f"{name}: " + ", ".join(f"{number} {word}" for word, number in counts.items())
        for name, counts in done.tables.items()
    ]
    _answer(whole, lines, as_json)
    _say(done.summary)


def _as_told(problem: Problem) -> dict[str, Any]:
    return {
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "outcome": str(problem.outcome),
        "found": problem.found,
        "expected": problem.expected,
        "fix": problem.fix,
    }


def _tell_links(done: Loaded, links: Path | None) -> None:
    made = len(done.links)
    if made and links:
        _say(
            f"The linking list of {made} new labels is in {links.name}. Only you can "
            "read it. Keep it in your case system, then delete the file."
        )
    elif made:
        _say(
            f"{made} new labels were made. Without --links FILE no linking list was "
            "written, and it cannot be made later."
        )


def _answer(whole: Mapping[str, Any], lines: list[str], as_json: bool) -> None:
    if as_json:
        _print(whole)
    else:
        print("\n".join(lines))


def _print(whole: Mapping[str, Any]) -> None:
    print(json.dumps(whole, ensure_ascii=False))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _progress(what: str, done: int, of: int) -> None:
    """Only for somebody who watches; a log would fill with it."""
    if sys.stderr.isatty():
        _say(f"{what} ({done} of {of})")


def _fault(fault: Exception) -> str:
    """The id and the place of a fault; its own message may hold what a file holds."""
    last = extract_tb(fault.__traceback__)[-1]
    place = f"{Path(last.filename).name}, line {last.lineno}"
    return (
        f"This went wrong on our side (fault {uuid.uuid4().hex[:8]}: "
        f"{type(fault).__name__} at {place}). Nothing more was saved."
    )
