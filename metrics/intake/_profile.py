"""What a profile is: which files it expects, and how their columns become ours.

A mapping is SQL over the file's columns, all of them text; it is compiled here into
the staged text that `store/judge.py` judges. Each change that it makes to what stands
in a cell is listed (safety.md INV4). The profiles themselves stand in `profiles/`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from typing import Literal

from metrics.contracts import TABLES
from metrics.intake.choices import Choices
from metrics.intake.sheet import Sheet, canonical
from metrics.problems import Outcome
from metrics.store.judge import stage


Kept = Literal["snapshot", "additions"]
Reshape = Callable[[Sequence[Sheet], Choices, date], list[Sheet]]
AS_AT = "$as_at"


@dataclass(frozen=True)
class Mapped:
    """Where one of our columns comes from: `sql` over the file's columns.

    `column` is the file's own column, named in problems. `changes` lists the spellings
    whose code is another word than the file's: each such cell is told to the user.
    """

    sql: str
    column: str | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something to tell of every row of a file for which `when` (SQL) is true."""

    code: str
    outcome: Outcome
    column: str
    when: str
    found: str
    expected: str
    fix: str


@dataclass(frozen=True)
class Fills:
    """One of our tables, from one kind of file; several may fill the same table.

    `once`: rows that say the same are one, where the file repeats what it says.
    `newest`: (date, who): only the rows of each one's latest date.
    """

    table: str
    columns: Mapping[str, Mapped]
    where: str = "true"
    once: bool = False
    newest: tuple[str, str] | None = None

    def staged(self, source: str, number: int) -> str:
        """The staged text: every column of the contract, null where none is mapped."""
        names = [column.name for column in TABLES[self.table].columns()]
        given = {name: mapped.sql for name, mapped in self.columns.items()}
        columns = [(name, given.get(name, "NULL")) for name in names]
        return stage(columns, source, number, self.where, self.once, self.newest)


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """A kind of file that a profile expects, known by its name and its header.

    `ids` are the columns that hold references of clients, `people` those that number
    people mentioned. `pseudonyms`: the references look like names and are none.
    `coded`: the codes that a column of the source may hold; others become nothing, are
    listed, and are counted with the batch.
    """

    id: str
    named: str
    header: tuple[str, ...]
    required: tuple[str, ...]
    ids: tuple[str, ...]
    people: tuple[str, ...] = ()
    fills: tuple[Fills, ...]
    findings: tuple[Finding, ...] = ()
    pseudonyms: bool = False
    coded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    may_be_empty: bool = False

    def is_named(self, name: str) -> bool:
        """Whether a file's name is one that this kind may have."""
        return fnmatch(name.lower(), self.named)

    def takes(self, name: str, header: tuple[str, ...]) -> bool:
        """Whether a file is of this kind: by its name and by any column of ours."""
        known = {canonical(column) for column in header}
        return self.is_named(name) and bool(known & set(self.header))

    def recognises(self, name: str, header: tuple[str, ...]) -> bool:
        """Whether it is of this kind, with every column that it must have."""
        known = {canonical(column) for column in header}
        return self.takes(name, header) and set(self.required) <= known

    def is_named_so(self, name: str, header: tuple[str, ...]) -> bool:
        """Whether the name alone says what the file is, whatever its header."""
        return self.named == name.lower()

    def ours(self, table: str, column: str | None) -> str | None:
        """The file's name for a column of ours, as problems should call it."""
        for each in self.fills:
            mapped = each.columns.get(column or "")
            if each.table == table and mapped and mapped.column:
                return mapped.column
        return column


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A declared way of reading a source's files.

    `issuer` numbers the clients: the same issuer and reference are the same person.
    `lowered` names cases of safety.md that are outcomes of their own in this format.
    `reshape` makes a source's files into the tables of its kinds, before anything else
    is looked at: what must not be looked at, names above all, it leaves out.
    """

    id: str
    title: str
    issuer: str
    files: tuple[FileKind, ...]
    tables: Mapping[str, Kept]
    needs_as_at: bool = False
    lowered: Mapping[str, Outcome] = field(default_factory=dict)
    reshape: Reshape | None = None

    def kind_of(
        self, called: Sequence[str], header: tuple[str, ...]
    ) -> FileKind | None:
        """The first kind that takes the file under any of its names, or None."""
        fitting = (k for k in self.files for n in called if k.takes(n, header))
        return next(fitting, None)


def copied(column: str) -> Mapped:
    """The cell as it stands."""
    return Mapped(_name(column), column)


def fixed(text: str) -> Mapped:
    """The same for every row: what the source states of everyone."""
    return Mapped(_quoted(text))


def of_file() -> Mapped:
    """The day for which the whole file speaks."""
    return Mapped(AS_AT)


def worked_out(column: str, sql: str) -> Mapped:
    """SQL over the file's columns; problems name `column`."""
    return Mapped(sql, column)


def spelt(column: str, spellings: Mapping[str, str]) -> Mapped:
    """The source's spellings of our codes; capitals do not matter.

    A spelling that is not declared stays as it is, and the code list holds the row.
    """
    whens = " ".join(
        f"WHEN {_quoted(said)} THEN {_quoted(code)}" for said, code in spellings.items()
    )
    changes = tuple(said for said, code in spellings.items() if _snake(said) != code)
    name = _name(column)
    return Mapped(f"CASE lower({name}) {whens} ELSE {name} END", column, changes)


def changed(mapped: Mapped, table: str, column: str, code: str) -> Finding:
    """The listing of the cells that `spelt` replaces by another word, in our column."""
    codes = TABLES[table].column(column).codes
    assert codes
    assert mapped.column
    listed = ", ".join(_quoted(each) for each in mapped.changes)
    return Finding(
        code,
        Outcome.NORMALISE,
        mapped.column,
        f"lower({_name(mapped.column)}) IN ({listed})",
        "the source's own term was replaced by our code for it.",
        f"one of: {', '.join(codes.ids)}.",
        "Nothing to do, unless the profile's list of terms is wrong.",
    )


def age_band(column: str) -> Mapped:
    """An age in whole years as its band; the age itself is never stored."""
    codes = TABLES["client"].column("age_band").codes
    assert codes
    age = f"TRY_CAST({_name(column)} AS INTEGER)"
    bands = [re.fullmatch(r"(\d+)_(\d+)", code) for code in codes.ids]
    whens = [
        f"WHEN {age} BETWEEN {band[1]} AND {band[2]} THEN '{band[0]}'"
        for band in bands
        if band
    ]
    whens.append(f"WHEN {age} BETWEEN 0 AND 17 THEN 'under_18'")
    whens.append(f"WHEN {age} BETWEEN 70 AND 119 THEN '70_plus'")
    return Mapped(f"CASE {' '.join(whens)} END", column)


def not_an_age(column: str) -> Finding:
    """The rows whose age is no whole number of years that a person can have."""
    name = _name(column)
    return Finding(
        "IMP-D02",
        Outcome.HOLD,
        column,
        f"NOT (regexp_full_match({name}, '[0-9]{{1,3}}') "
        f"AND TRY_CAST({name} AS INTEGER) BETWEEN 1 AND 119)",
        "this is not an age in whole years.",
        "a whole number of years.",
        "Correct it, or leave it empty.",
    )


def not_the_year(age: str, year: str) -> Finding:
    """The rows whose age and year of birth cannot both be right on the day."""
    born, held = (f"TRY_CAST({_name(each)} AS INTEGER)" for each in (year, age))
    lived = f"year(coalesce(TRY_CAST({AS_AT} AS DATE), $today)) - {born}"
    return Finding(
        "IMP-D03",
        Outcome.HOLD,
        year,
        f"{_name(year)} IS NOT NULL AND {_name(age)} IS NOT NULL AND coalesce("
        f"{held} NOT BETWEEN {lived} - 1 AND {lived}, true)",
        "the age and the year of birth cannot both be right.",
        "an age that follows from the year of birth on the day of the file.",
        "Correct the one that is wrong. Neither is stored: only a band of ages.",
    )


def _snake(said: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", said.lower()).strip("_")


def _name(column: str) -> str:
    quoted = column.replace('"', '""')
    return f'"{quoted}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
