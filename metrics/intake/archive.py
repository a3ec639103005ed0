"""Zip files, opened with care: a zip of CSVs, and what a workbook is made of.

Nothing is unpacked to a disk. An archive that would grow too large, leads out of
itself, holds another archive or cannot be read whole is refused before it is read.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from metrics.intake.catalogue import AGAIN, put_right, refused
from metrics.intake.sheet import UnreadableError, display_name
from metrics.problems import Problem


MOST_MEMBERS = 20_000
MOST_UNPACKED = 2_000_000_000
MOST_RATIO = 200
SMALL = 10_000_000  # under this a ratio says nothing
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".xlsx")
ZIP = b"PK\x03\x04"
EXPECTED = "a zip that holds CSV files directly, and nothing else."


def opened(data: bytes, unpacked: int = MOST_UNPACKED) -> zipfile.ZipFile:
    """The archive, if nothing speaks against reading it. Raises UnreadableError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableError(_damaged()) from None
    members = archive.infolist()
    total = sum(each.file_size for each in members)
    ratio = total / max(1, len(data))
    if len(members) > MOST_MEMBERS or total > unpacked:
        raise UnreadableError(_bomb())
    if total > SMALL and ratio > MOST_RATIO:
        raise UnreadableError(_bomb())
    if any(each.flag_bits & 1 for each in members):
        found = "this file is protected by a password."
        raise UnreadableError(refused("IMP-H03", found, EXPECTED, AGAIN))
    return archive


def contents(archive: zipfile.ZipFile, name: str) -> bytes:
    """One member, whole and with the right check sum. Raises UnreadableError."""
    declared = archive.getinfo(name).file_size
    try:
        with archive.open(name) as member:
            data = member.read(declared + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise UnreadableError(_damaged()) from None
    if len(data) != declared:
        raise UnreadableError(_bomb())
    return data


def tables(
    archive: zipfile.ZipFile, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """Each CSV of a zip by its name; what else lies in it is listed, not read."""
    members = [each for each in archive.infolist() if not each.is_dir()]
    for each in members:
        _require_plain(each)
    names = [each.filename for each in members if each.filename.endswith(".csv")]
    left = len(members) - len(names)
    if not names:
        found = "there is no CSV file in this zip."
        raise UnreadableError(refused("IMP-H02", found, EXPECTED, AGAIN))
    if left:
        found = f"{left} files in this zip are no CSV files; they were not read."
        problems.append(put_right("IMP-H12", found, EXPECTED))
    yield from ((name, contents(archive, name)) for name in sorted(names))


def _require_plain(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.suffix.lower() in ARCHIVES:
        found = "there is an archive or a workbook inside this archive."
    elif stat.S_ISLNK(member.external_attr >> 16):
        found = "there is a link inside this archive."
    elif path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        found = "a file of this archive leads out of it."
    else:
        return
    fix = "Put the CSV files themselves into one zip, or choose them one by one."
    raise UnreadableError(refused("IMP-H12", found, EXPECTED, fix))


def member_name(archive: str, member: str) -> str:
    """ "october.zip, client.csv" """
    return f"{archive}, {display_name(member)}"


def _bomb() -> Problem:
    found = "this file would grow far beyond what is read here."
    fix = "Divide it, or export it again."
    return refused("IMP-H04", found, "a file of a usual size.", fix)


def _damaged() -> Problem:
    found = "this file could not be read: it is damaged or not complete."
    return refused("IMP-H06", found, "a whole file.", AGAIN)
