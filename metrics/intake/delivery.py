"""Checking a delivery: files in, problems and typed rows out. It never writes.

One delivery is all the files that belong together, read through one profile. What is
wrong with a file is found in `reader.py`, `characters.py`, `gate.py` and `headers.py`,
with a row in `store/judge.py`; what the rows do to a store is `loading.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from metrics.contracts import IMPORTED
from metrics.intake import manifest, scanning
from metrics.intake._profile import FileKind, Fills, Profile
from metrics.intake.answers import for_the_lead, unreadable
from metrics.intake.characters import read_through
from metrics.intake.choices import NONE, Choices
from metrics.intake.codes import unknown_codes
from metrics.intake.dates import day_first, days_of_moments, whole_columns
from metrics.intake.free_text import without_telling
from metrics.intake.gate import at_the_gate
from metrics.intake.headers import matched, staged
from metrics.intake.own_columns import profiles
from metrics.intake.reader import read
from metrics.intake.selection import chosen, recognised
from metrics.intake.sheet import Sheet, display_name
from metrics.intake.watch import Progress, Watch, rows_of
from metrics.periods import today
from metrics.phrases import counted
from metrics.problems import Outcome, Problem, UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store
from metrics.store.judge import Bench, without
from metrics.store.room import require_room, size_of
from metrics.store.rules import RULES, Rule
from metrics.store.stopping import Cancelled


TIMES_ITS_SIZE = 3  # the room that a load is asked for, in sizes of its files


@dataclass(frozen=True)
class FileReport:
    """A file of the delivery as a person is told of it."""

    name: str
    sha256: str
    rows: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Delivery:
    """Files as checked. `rows` are typed and still bear local references, so a delivery
    is never stored, logged or shown. `held` counts the rows that stand back, by table;
    `unknown` the codes that the profile does not know, by column; `for_the_lead` the
    answers that only the safeguarding lead may see: they are counted, and never kept.
    """

    profile: Profile
    as_at: date
    as_at_given: bool
    sheets: tuple[Sheet, ...] = field(repr=False)
    rows: Mapping[str, pa.Table] = field(repr=False)
    held: Mapping[str, int]
    problems: tuple[Problem, ...] = field(repr=False)
    ignored: tuple[str, ...] = ()
    unknown: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    choices: Choices = NONE
    for_the_lead: int = 0

    @property
    def is_refused(self) -> bool:
        return _any(self.problems, Outcome.REFUSE)

    @property
    def is_held(self) -> bool:
        return _any(self.problems, Outcome.HOLD)

    def could_be_saved(self, reason: str | None) -> bool:
        """Whether nothing is refused, and nothing held unless there is a reason."""
        return not self.is_refused and (not self.is_held or bool(reason))

    def files(self, more: Iterable[Problem] = ()) -> tuple[FileReport, ...]:
        """Each file with its problems, in the order in which they stand in it."""
        problems = sorted(
            [*self.problems, *more], key=lambda each: (each.row or 0, each.code)
        )
        return tuple(
            FileReport(
                sheet.name,
                sheet.sha256,
                sheet.rows,
                tuple(each for each in problems if each.file == sheet.name),
            )
            for sheet in self.sheets
        )


def check(
    paths: Sequence[Path],
    scope: Scope,
    *,
    profile: Profile | None = None,
    as_at: date | None = None,
    store: Store | None = None,
    choices: Choices = NONE,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    event: AuditEvent | None = None,
) -> Delivery:
    """Read and judge files; needs `check_files`, and writes nothing anywhere.

    Without a profile it is recognised from names and headers. `store` says which day is
    today, a demonstration's takes only its own files, and its audit trail is told of a
    file in which something harmful was found. Raises UserError where there is nothing
    to read, or the day for which the files speak is needed and not given; Stopped where
    `cancelled` says that nobody waits for it any more.
    """
    scope.require(Action.CHECK_FILES)
    watch = Watch(progress, cancelled)
    day = store.today() if store else today()
    if profile:
        _require_day(profile, as_at, day)
    known = profiles(store, scope)
    files, ignored = chosen(paths, profile, known)
    if store is not None:
        require_room(store.path.parent, TIMES_ITS_SIZE * size_of(files))
        if store.is_demo:
            manifest.require(files)
    sheets: list[Sheet] = []
    for done, path in enumerate(files):
        watch.tell(f"Reading {display_name(path.name)}", done, len(files))
        sheets += [_apart(each, sheets) for each in read(path, choices)]
    harmful = _harmful(sheets)
    if harmful and store is not None:
        noted = event or AuditEvent(scope.actor, "operator", Action.CHECK_FILES)
        about = ", ".join(dict.fromkeys(each.file for each in harmful))
        store.audit.note(replace(noted, about=about, why=harmful[0].found), "refused")
    if harmful and profile is None:
        raise UserError(harmful[0].sentence())
    profile = profile or recognised(sheets, known)
    _require_day(profile, as_at, day)
    if profile.reshape and not any(sheet.is_refused for sheet in sheets):
        sheets = profile.reshape(sheets, choices, as_at or day)
    return _Checking(profile, as_at, day, watch, choices).judged(sheets, ignored)


def _harmful(sheets: Sequence[Sheet]) -> list[Problem]:
    """What an antivirus program, or we, found harmful in a file."""
    return [
        replace(each, file=sheet.name)
        for sheet in sheets
        for each in sheet.problems
        if each.code == scanning.CODE
    ]


def _apart(sheet: Sheet, before: Sequence[Sheet]) -> Sheet:
    """With a name of its own, where two folders hold a file of the same name."""
    names = [each.name for each in before]
    alike = sum(n == sheet.name or n.startswith(f"{sheet.name} (") for n in names)
    return replace(sheet, name=f"{sheet.name} ({alike + 1})") if alike else sheet


def _require_day(profile: Profile, as_at: date | None, day: date) -> None:
    if profile.needs_as_at and as_at is None:
        raise UserError(
            f"The files of “{profile.title}” carry no dates. Say for which day they "
            "speak, as in --as-at 2026-11-02. Nothing was read."
        )
    if as_at and as_at > day:
        raise UserError("The as-at date lies in the future. Nothing was read.")


class _Checking:
    """One check as it goes along."""

    def __init__(
        self,
        profile: Profile,
        as_at: date | None,
        day: date,
        watch: Watch,
        choices: Choices,
    ) -> None:
        self._profile, self._as_at, self._day = profile, as_at, day
        self._watch, self._choices = watch, choices
        self._bench = Bench(day, as_at)
        self._problems: list[Problem] = []
        self._sheets: list[Sheet] = []
        self._kinds: dict[int, FileKind] = {}
        self._unknown: dict[str, Counter[str]] = {}
        self._for_the_lead = 0

    def judged(self, sheets: Sequence[Sheet], ignored: Sequence[str]) -> Delivery:
        with closing(self._bench), self._bench.stopped_by(self._watch.cancelled):
            for number, sheet in enumerate(sheets):
                words = f"Looking through {sheet.name}, {counted(sheet.rows, 'row')}"
                self._watch.tell(words, number, len(sheets))
                self._sheets.append(self._let_in(number, sheet))
            rows, held = self._tables()
        for number in self._kinds:
            self._problems += whole_columns(self._sheets[number], self._problems)
        return Delivery(
            self._profile,
            self._as_at or self._day,
            self._as_at is not None,
            tuple(sheet.without_cells() for sheet in self._sheets),
            rows,
            held,
            tuple(_once(self._problems)),
            tuple(ignored),
            self._unknown,
            self._choices,
            self._for_the_lead,
        )

    def _tables(self) -> tuple[dict[str, pa.Table], dict[str, int]]:
        """The rows of each table that nothing speaks against, and how many it holds."""
        fills = {name: self._fills(name) for name in IMPORTED}
        filled = {name: found for name, found in fills.items() if found}
        rows, held = {}, {}
        pa.default_memory_pool().release_unused()  # what reading the files took
        for done, (name, found) in enumerate(filled.items()):
            read = sum(self._sheets[number].rows for number in {n for n, _ in found})
            self._watch.tell(f"Checking {rows_of(name, read)}", done, len(filled))
            rows[name], held[name] = self._table(name, found)
        return rows, held

    def _let_in(self, number: int, sheet: Sheet) -> Sheet:
        """What is wrong with the file as a whole; only a sound one is staged."""
        kind = self._profile.kind_of(sheet.called, sheet.header)
        problems = list(sheet.problems)
        if not sheet.is_refused:
            problems += matched(sheet, kind)
        if kind and not _any(problems, Outcome.REFUSE):
            sheet = days_of_moments(read_through(sheet, kind), kind)
            sheet = without_telling(sheet, kind)
            if self._choices.day_first:
                sheet = day_first(sheet, kind)
            problems = [*problems, *sheet.problems, *at_the_gate(sheet, kind)]
            self._kinds[number] = kind
            cells = staged(sheet, kind)
            self._bench.put(f"sheet_{number}", cells)
            problems += self._unknown_codes(cells, kind)
            problems += self._findings(number, kind)
        self._problems += [replace(each, file=sheet.name) for each in problems]
        return sheet

    def _unknown_codes(self, cells: pa.Table, kind: FileKind) -> list[Problem]:
        counts, problems = unknown_codes(cells, kind)
        for column, found in counts.items():
            self._unknown.setdefault(column, Counter()).update(found)
        return problems

    def _findings(self, number: int, kind: FileKind) -> list[Problem]:
        return [
            Problem(
                each.code,
                each.outcome,
                each.found,
                each.expected,
                each.fix,
                row=row,
                column=each.column,
            )
            for each in kind.findings
            for row in self._bench.rows_where(f"sheet_{number}", each.when)
        ]

    def _fills(self, name: str) -> list[tuple[int, Fills]]:
        return [
            (number, fills)
            for number, kind in self._kinds.items()
            for fills in kind.fills
            if fills.table == name
        ]

    def _table(self, name: str, fills: list[tuple[int, Fills]]) -> tuple[pa.Table, int]:
        text = "\nUNION ALL\n".join(
            each.staged(f"sheet_{number}", number) for number, each in fills
        )
        table = IMPORTED[name]
        judged = self._bench.judge(table, text, self._rules(name))
        problems = judged.problems
        back: set[int] = set()
        if name == "answer":
            self._for_the_lead = for_the_lead(judged.rows)
            for problem, line in unreadable(judged.rows):
                problems.append(problem)
                back.add(line)
        self._problems += [self._placed(each) for each in problems]
        back |= self._held_before(judged.rows)
        return without(judged.rows, back), judged.held + len(back)

    def _rules(self, name: str) -> list[Rule]:
        lowered = self._profile.lowered
        return [
            replace(rule, outcome=lowered.get(rule.code, rule.outcome))
            for rule in RULES
            if rule.table == name
        ]

    def _placed(self, problem: Problem) -> Problem:
        """With the file's own name, and its own name for the column."""
        number = int(problem.file)
        column = self._kinds[number].ours(problem.table or "", problem.column)
        return replace(problem, file=self._sheets[number].name, column=column)

    def _held_before(self, rows: pa.Table) -> set[int]:
        """The lines of rows that the gate, a character or a finding holds."""
        held = Counter(
            (each.file, each.row)
            for each in self._problems
            if each.outcome is Outcome.HOLD and each.row is not None
        )
        if not held:
            return set()
        names = [sheet.name for sheet in self._sheets]
        places = rows.select(["line", "file_number", "sheet_row"]).to_pylist()
        return {
            each["line"]
            for each in places
            if (names[each["file_number"]], each["sheet_row"]) in held
        }


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """A cell that fills several tables is told of once."""
    seen: dict[tuple[object, ...], Problem] = {}
    for each in problems:
        place = (each.file, each.row, each.column, each.code, each.outcome)
        seen.setdefault(place, each)
    return list(seen.values())


def _any(problems: Iterable[Problem], outcome: Outcome) -> bool:
    return any(each.outcome is outcome for each in problems)
