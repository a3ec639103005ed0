"""Interviews out of a Network Canvas export, whichever exporter wrote it.

The three generations name and fill their columns differently, and number people anew
when sessions are merged; here that is put right, and every name that an export carries
is replaced. Names stand in `Mentioned` only, which never leaves the reader. Which
variables become which columns of ours is the profile's.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from metrics.intake.catalogue import refused, warned
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.problems import Problem


FILE = re.compile(
    r"^(?P<prefix>.*)_(?P<part>ego|attributelist|edgelist|adjacencymatrix)"
    r"(?:_(?P<type>.*))?\.csv$",
    re.I,
)
EGO, OWN = "networkcanvasegouuid", "networkcanvasuuid"
SOURCE, END = "networkcanvassourceuuid", "networkcanvastargetuuid"
QUOTED = re.compile(r"^'(?=[=+\-@\t\r])")
WHOLE = "all files of an export, as its program wrote them."
EXPORT = "Export the interviews again, and select all files of the export."
Cells = Mapping[str, str | None]


@dataclass(frozen=True)
class Place:
    """Where something stands: the number of its sheet, and its row there."""

    sheet: int
    row: int


@dataclass(frozen=True)
class Mentioned:
    """Somebody mentioned in one interview. `label` is what is kept of them."""

    at: Place
    uuid: str
    cells: Cells = field(repr=False)

    @property
    def label(self) -> str:
        """The same for one entry of a roster in every interview of a client, another
        for everybody typed in. It can be taken for nobody's reference or number.
        """
        return "k" + hashlib.sha256(self.uuid.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Connection:
    """Two people whom one client mentioned, and the kind of edge between them."""

    at: Place
    kind: str
    one: str
    other: str


@dataclass(frozen=True)
class Interview:
    """One session: the client's own row, people mentioned, and edges between them."""

    at: Place
    cells: Cells = field(repr=False)
    people: list[Mentioned] = field(default_factory=list, repr=False)
    connections: list[Connection] = field(default_factory=list, repr=False)

    @property
    def session(self) -> str | None:
        return self.cells.get("networkcanvassessionid")


@dataclass(frozen=True)
class Export:
    """Every interview of a delivery, and what is wrong with the files, by sheet."""

    interviews: list[Interview]
    problems: Mapping[int, list[Problem]]


def part_of(sheet: Sheet) -> tuple[str, str, str] | None:
    """The prefix, the part and the type of a file, by its name."""
    found = FILE.match(sheet.called[0])
    if not found:
        return None
    return found["prefix"], found["part"].lower(), found["type"] or ""


def is_export(sheet: Sheet) -> bool:
    """Whether a sheet is a file of an export that is read."""
    part = part_of(sheet)
    return part is not None and part[1] != "adjacencymatrix"


def export(sheets: Sequence[Sheet]) -> Export:
    """The interviews of all files, put together by prefix and by session."""
    return _Reading(sheets).export()


class _Reading:
    """One delivery as it is put together."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._parts = [part_of(sheet) for sheet in sheets]
        self._problems: dict[int, list[Problem]] = {}
        self._by_prefix: dict[str, list[Interview]] = {}

    def export(self) -> Export:
        for number, _, cells, row in self._rows("ego"):
            prefix = self._prefix(number)
            interview = Interview(Place(number, row), cells)
            self._by_prefix.setdefault(prefix, []).append(interview)
        self._require_whole()
        for number, _, cells, row in self._rows("attributelist"):
            found = self._interview(number, cells, row)
            if found:
                uuid = cells.get(OWN) or ""
                found.people.append(Mentioned(Place(number, row), uuid, cells))
        for number, kind, cells, row in self._rows("edgelist"):
            found = self._interview(number, cells, row)
            if found:
                self._connect(found, Place(number, row), kind, cells)
        interviews = [each for found in self._by_prefix.values() for each in found]
        return Export(interviews, self._problems)

    def _rows(self, wanted: str) -> Iterator[tuple[int, str, Cells, int]]:
        for number, (sheet, part) in enumerate(
            zip(self._sheets, self._parts, strict=True)
        ):
            if part and part[1] == wanted:
                for cells, row in _rows_of(sheet):
                    yield number, part[2], cells, row

    def _prefix(self, number: int) -> str:
        part = self._parts[number]
        assert part
        return part[0]

    def _interview(self, number: int, cells: Cells, row: int) -> Interview | None:
        """By the file's prefix where that holds one interview, else by the client's
        own id: some programs give one such id to several interviews.
        """
        found = self._by_prefix.get(self._prefix(number), [])
        if len(found) > 1:
            found = [each for each in found if each.cells.get(EGO) == cells.get(EGO)]
        if len(found) == 1:
            return found[0]
        words = "this row belongs to no interview, or to several, of these files."
        self._say(number, refused("IMP-F02", words, WHOLE, EXPORT, row=row))
        return None

    def _connect(
        self, interview: Interview, at: Place, kind: str, cells: Cells
    ) -> None:
        known = {each.uuid: each.label for each in interview.people}
        ends = [cells.get(SOURCE) or "", cells.get(END) or ""]
        if not set(ends) <= set(known):
            words = "an end of this tie is nobody mentioned in the same interview."
            self._say(at.sheet, refused("IMP-F02", words, WHOLE, EXPORT, row=at.row))
            return
        one, other = sorted(known[each] for each in ends)
        interview.connections.append(Connection(at, kind, one, other))

    def _require_whole(self) -> None:
        """Each set has the client's own file and a list of people, if only a header."""
        there: dict[str, dict[str, int]] = {}
        for number, part in enumerate(self._parts):
            if part:
                there.setdefault(part[0], {})[part[1]] = number
        for parts in there.values():
            missing = {"ego", "attributelist", "edgelist"} - set(parts)
            if missing:
                named = ", ".join(sorted(missing))
                words = f"files of this set are missing: {named}."
                first = min(parts.values())
                self._say(first, refused("IMP-J05", words, WHOLE, EXPORT))

    def _say(self, number: int, problem: Problem) -> None:
        self._problems.setdefault(number, []).append(problem)


def _rows_of(sheet: Sheet) -> Iterator[tuple[Cells, int]]:
    cells = sheet.cells.drop_columns([SHEET_ROW])
    cells = cells.rename_columns([canonical(name) for name in cells.column_names])
    rows = sheet.cells[SHEET_ROW].to_pylist()
    for row, each in zip(rows, cells.to_pylist(), strict=True):
        yield {name: _plain(cell) for name, cell in each.items()}, row


def _plain(cell: str | None) -> str | None:
    """Without the apostrophe that one generation puts before what a sheet would run."""
    return cell and QUOTED.sub("", cell)


def left_out(
    sheets: Sequence[Sheet], kept: Mapping[str, frozenset[str]]
) -> dict[int, list[Problem]]:
    """The variables that are not kept, each listed where it stands first, by sheet."""
    found: dict[str, tuple[int, str]] = {}
    for number, sheet in enumerate(sheets):
        part = part_of(sheet)
        for name in sheet.header if part else ():
            known = canonical(name)
            if part and known not in kept[part[1]] and known != "null":
                found.setdefault(known, (number, name))
    problems: dict[int, list[Problem]] = {}
    for number, name in found.values():
        words = "this variable of the export is not ours; it was left out."
        expected = "the variables that the help names."
        fix = "Nothing to do. Names and notes are never stored."
        said = warned("IMP-B11", words, expected, fix, row=1, column=name)
        problems.setdefault(number, []).append(said)
    return problems
