"""Which files a delivery consists of, and which profile reads them.

Of a folder only the data files directly in it are taken; the rest is listed, and no
sub-folder is entered. What stands in a file is not looked at here.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from metrics.intake._profile import FileKind, Profile
from metrics.intake.profiles import PROFILES
from metrics.intake.reader import SUFFIXES
from metrics.intake.sheet import Sheet, display_name
from metrics.problems import UserError


def chosen(
    paths: Sequence[Path],
    profile: Profile | None,
    known: Mapping[str, Profile] = PROFILES,
) -> tuple[list[Path], list[str]]:
    """The files to read, each once, and the names of what was ignored in folders."""
    files: dict[Path, Path] = {}
    ignored: list[str] = []
    for path in paths:
        if path.is_dir():
            taken, left = _of_folder(path, [profile] if profile else known.values())
            ignored += left
        elif path.is_file():
            taken = [path]
        else:
            raise UserError(f"There is no file {display_name(path.name)}.")
        files.update({each.resolve(): each for each in taken})
    if not files:
        raise UserError("There is no data file to read here. Nothing was read.")
    return list(files.values()), ignored


def _of_folder(
    folder: Path, profiles: Iterable[Profile]
) -> tuple[list[Path], list[str]]:
    kinds = [kind for each in profiles for kind in each.files]
    inside = sorted(folder.iterdir())
    taken = [
        path
        for path in inside
        if path.is_file()
        and path.suffix.lower() in SUFFIXES
        and _is_expected(path, kinds)
    ]
    left = [display_name(path.name) for path in inside if path not in taken]
    return taken, left


def _is_expected(path: Path, kinds: Sequence[FileKind]) -> bool:
    """A workbook or a zip may hold anything; of a table the name must fit."""
    if path.suffix.lower() in (".xlsx", ".zip"):
        return True
    return any(kind.is_named(f"{path.stem}.csv") for kind in kinds)


def recognised(
    sheets: Sequence[Sheet], known: Mapping[str, Profile] = PROFILES
) -> Profile:
    """The one profile to which every file belongs: by its columns, else by some of
    them, else by its name. Raises UserError where that leaves none, or two.
    """
    for fits in (FileKind.recognises, FileKind.takes, FileKind.is_named_so):
        fitting = [
            profile
            for profile in known.values()
            if all(
                any(
                    fits(kind, name, sheet.header)
                    for kind in profile.files
                    for name in sheet.called
                )
                for sheet in sheets
            )
        ]
        if len(fitting) == 1:
            return fitting[0]
    raise UserError(
        "Which profile these files follow is not certain. Choose one: "
        f"{', '.join(known)}. Nothing was read."
    )
