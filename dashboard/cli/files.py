"""The commands about files: check, load, profiles, batches, undo."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.cli._running import (
    DAY,
    OPERATOR,
    AnyStore,
    AsJson,
    Exit,
    StorePath,
    answer,
    progress,
    say,
    stopped_by_key,
    store_at,
    store_if_there,
)
from metrics import (
    ENCODINGS,
    SEPARATORS,
    Choices,
    Delivery,
    Loaded,
    Problem,
    Profile,
    Store,
    UserError,
    batches,
    check,
    load,
    preview,
    profiles,
    undo,
)


Files = Annotated[list[Path], typer.Argument(help="Files, or folders of files.")]
ProfileId = Annotated[
    str | None, typer.Option("--as", help="The profile; see `alongside profiles`.")
]
AsAt = Annotated[
    datetime | None,
    typer.Option("--as-at", formats=DAY, help="The day for which the files speak."),
]
KeyFile = Annotated[Path | None, typer.Option("--key", help="The file of the key.")]
Links = Annotated[
    Path | None, typer.Option("--links", help="Where to write the linking list.")
]
Reason = Annotated[
    str | None,
    typer.Option(
        "--save-rest", help="Why to save what is not held, or far fewer rows."
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help=f"If not UTF-8: {', '.join(ENCODINGS)}."),
]
Separator = Annotated[
    str, typer.Option("--separator", help=f"Of a CSV: {', '.join(SEPARATORS)}.")
]
Sheets = Annotated[
    list[str] | None,
    typer.Option("--sheet", help="A sheet of a workbook to read; may be repeated."),
]
Dropped = Annotated[
    bool,
    typer.Option(
        "--drop-identifiers",
        help="Take identifying columns out first, where the profile says how.",
    ),
]
DayFirst = Annotated[
    bool,
    typer.Option("--day-first", help="In dates such as 03/04/2026 the day is first."),
]
OlderToo = Annotated[
    bool,
    typer.Option(
        "--older-too",
        help="Load an older extract behind a newer one; newer records stand.",
    ),
]
Expected = Annotated[
    int | None,
    typer.Option("--expected", help="How many people the service has, all told."),
]


def check_files(
    files: Files,
    profile: ProfileId = None,
    as_at: AsAt = None,
    encoding: Encoding = None,
    separator: Separator = "comma",
    sheet: Sheets = None,
    drop_identifiers: Dropped = False,
    day_first: DayFirst = False,
    older_too: OlderToo = False,
    store: AnyStore = None,
    key: KeyFile = None,
    as_json: AsJson = False,
) -> Exit:
    """Say what is in files and what is wrong with them; save nothing."""
    with store_if_there(store) as held, stopped_by_key() as stop:
        choices = _chosen(encoding, separator, sheet, drop_identifiers, day_first)
        delivery = _checked(files, profile, as_at, held, choices, stop)
        found = preview(
            held,
            delivery,
            OPERATOR,
            key_file=key,
            older_confirmed=older_too,
            progress=progress,
            cancelled=stop,
        )
    _tell(found, as_json)
    return Exit.DONE if found.could_be_saved else Exit.REFUSED


def load_files(
    files: Files,
    store: StorePath,
    profile: ProfileId = None,
    as_at: AsAt = None,
    encoding: Encoding = None,
    separator: Separator = "comma",
    sheet: Sheets = None,
    drop_identifiers: Dropped = False,
    day_first: DayFirst = False,
    key: KeyFile = None,
    links: Links = None,
    save_rest: Reason = None,
    older_too: OlderToo = False,
    expected: Expected = None,
    as_json: AsJson = False,
) -> Exit:
    """Save files as one batch, or nothing of them; make the store if there is none."""
    with ExitStack() as stack:
        held = stack.enter_context(store_if_there(store))
        stop = stack.enter_context(stopped_by_key())
        choices = _chosen(encoding, separator, sheet, drop_identifiers, day_first)
        delivery = _checked(files, profile, as_at, held, choices, stop)
        if held is None and not delivery.could_be_saved(save_rest):
            done = preview(None, delivery, OPERATOR)
        else:
            held = held or stack.enter_context(store_at(store, create=True))
            done = load(
                held,
                delivery,
                OPERATOR,
                save_rest,
                key_file=key,
                links=links,
                older_confirmed=older_too,
                expected=expected,
                progress=progress,
                cancelled=stop,
            )
    _tell(done, as_json)
    _tell_links(done, links)
    return Exit.DONE if done.saved else Exit.REFUSED


def list_profiles(store: AnyStore = None, as_json: AsJson = False) -> Exit:
    """List the kinds of files that can be read, a store's own columns among them."""
    with store_if_there(store) as held:
        known = profiles(held, OPERATOR)
    listed = [
        {
            "id": each.id,
            "title": each.title,
            "files": [kind.named for kind in each.files],
            "may_be_empty": [kind.named for kind in each.files if kind.may_be_empty],
            "tables": dict(each.tables),
        }
        for each in known.values()
    ]
    lines = [line for each in known.values() for line in _told_of(each)]
    answer({"profiles": listed}, lines, as_json)
    return Exit.DONE


def _told_of(profile: Profile) -> Iterator[str]:
    """What a profile expects: its files, which may be empty, and what each table is."""
    yield f"{profile.id}: {profile.title}"
    empty = " (may be empty)"
    named = (f"{k.named}{empty if k.may_be_empty else ''}" for k in profile.files)
    yield f"    files: {', '.join(dict.fromkeys(named))}"
    kept = (f"{name} {how}" for name, how in profile.tables.items())
    yield f"    tables: {', '.join(kept)}"


def list_batches(store: StorePath, as_json: AsJson = False) -> Exit:
    """List every load of a store, the first one first."""
    with store_at(store) as held:
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
        f"{', undone' if each['undone'] else ''}"
        for each in listed
    ]
    answer({"batches": listed}, lines, as_json)
    return Exit.DONE


def undo_batch(
    batch: Annotated[int, typer.Argument(help="Its number; see `alongside batches`.")],
    store: StorePath,
    as_json: AsJson = False,
) -> Exit:
    """Take a load away again; what it had replaced stands as before."""
    with store_at(store) as held:
        tables = undo(held, batch, OPERATOR)
    lines = [
        f"{name}: {counts['removed']} rows removed, {counts['restored']} restored"
        for name, counts in tables.items()
    ]
    answer({"undone": batch, "tables": tables}, lines, as_json)
    return Exit.DONE


def _checked(
    files: list[Path],
    profile: str | None,
    as_at: datetime | None,
    store: Store | None,
    choices: Choices,
    stop: Callable[[], bool],
) -> Delivery:
    delivery = check(
        files,
        OPERATOR,
        profile=_profile(profile, store) if profile else None,
        as_at=as_at.date() if as_at else None,
        store=store,
        choices=choices,
        progress=progress,
        cancelled=stop,
    )
    if delivery.ignored:
        say(f"Ignored: {', '.join(delivery.ignored)}.")
    return delivery


def _chosen(
    encoding: str | None,
    separator: str,
    sheets: list[str] | None,
    dropped: bool,
    day_first: bool,
) -> Choices:
    return Choices(
        encoding=encoding,
        separator=separator,
        sheets=tuple(sheets or ()),
        identifiers_dropped=dropped,
        day_first=day_first,
    )


def _profile(wanted: str, store: Store | None) -> Profile:
    known = profiles(store, OPERATOR)
    if wanted not in known:
        raise UserError(f"There is no such profile. There are: {', '.join(known)}.")
    return known[wanted]


def _tell(done: Loaded, as_json: bool) -> None:
    whole = {
        "saved": done.saved,
        "batch": done.batch,
        "files": [
            {
                "name": each.name,
                "rows": each.rows,
                "problems": [_as_object(problem) for problem in each.problems],
            }
            for each in done.files
        ],
        "tables": done.tables,
        "totals": done.totals,
    }
    lines = [*_summed(problem for each in done.files for problem in each.problems)]
    lines += [
        f"{name}: " + ", ".join(f"{number} {word}" for word, number in counts.items())
        for name, counts in done.tables.items()
    ]
    answer(whole, lines, as_json)
    if done.anonymity:
        say(done.anonymity.sentence)
    if done.for_a_person:
        say(done.for_a_person)
    say(done.summary)


def _summed(problems: Iterable[Problem]) -> Iterator[str]:
    """One line for each column and rule: its first row, and how many more there are."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for each in problems:
        rule = (each.outcome, each.file, each.column, each.code, each.found)
        alike.setdefault(rule, []).append(each)
    for first, *more in alike.values():
        others = f" ({len(more)} more rows like it)" if more else ""
        yield f"{first.outcome}: {first.sentence()}{others}"


def _as_object(problem: Problem) -> dict[str, Any]:
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
        say(
            f"The linking list of {made} new labels is in {links.name}, which only you "
            "can read. Keep it in your case system, then delete the file."
        )
    elif made:
        say(
            f"{made} new labels were made. Without --links FILE no linking list was "
            "written, and it cannot be made later."
        )
