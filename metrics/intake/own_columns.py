"""A service's own mapping: which column of its export is which column of ours.

It is made on screen from a header, kept in the store under its name, and read next
month like any other profile. What a mapping may say is checked here; profiles that ship
with the program stand in `profiles/`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from metrics.contracts import IMPORTED, Column
from metrics.intake import manifest
from metrics.intake._profile import (
    FileKind,
    Fills,
    Finding,
    Kept,
    Mapped,
    Profile,
    age_band,
    changed,
    copied,
    not_an_age,
    not_the_year,
    of_file,
    spelt,
)
from metrics.intake.choices import NONE, Choices
from metrics.intake.identity import CLIENTS, PEOPLE
from metrics.intake.profiles import PROFILES
from metrics.intake.reader import read
from metrics.intake.sheet import canonical
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store
from metrics.store.profiles import declared, forget, keep


BEGINS = "own-"
OF_FILE = "the day for which the file speaks"
LONGEST = 60
AGE, BIRTH_YEAR = "age", "birth_year"


@dataclass(frozen=True)
class OwnColumns:
    """A mapping as it was made: `columns` names theirs for ours (or `OF_FILE`), `words`
    their words for our codes, by our column. `ages`: theirs for AGE and BIRTH_YEAR,
    from which the band is made; the year is only held against the age.
    """

    title: str
    table: str
    kept: Kept
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ages: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return BEGINS + re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")

    def profile(self) -> Profile:
        """The mapping as a profile like any other."""
        table = IMPORTED[self.table]
        mapped = {name: self._mapped(table.column(name)) for name in self.columns}
        ages = {said: canonical(theirs) for said, theirs in self.ages.items()}
        if AGE in ages:
            mapped["age_band"] = age_band(ages[AGE])
        held = [mapping.column for mapping in mapped.values() if mapping.column]
        theirs = tuple(dict.fromkeys([*held, *ages.values()]))
        kind = FileKind(
            id=self.id,
            named="*.csv",
            header=theirs,
            required=theirs,
            ids=self._theirs(CLIENTS),
            people=self._theirs(PEOPLE),
            fills=(Fills(self.table, mapped),),
            findings=(
                *_of_ages(ages),
                *(
                    changed(each, self.table, name, "IMP-D04")
                    for name, each in mapped.items()
                    if each.changes
                ),
            ),
        )
        return Profile(
            id=self.id,
            title=f"{self.title} (own columns)",
            issuer="provider",
            files=(kind,),
            tables={self.table: self.kept},
            needs_as_at=OF_FILE in self.columns.values(),
        )

    def _mapped(self, column: Column) -> Mapped:
        theirs = self.columns[column.name]
        if theirs == OF_FILE:
            return of_file()
        if column.codes is None:
            return copied(canonical(theirs))
        ours = {code.id: code.id for code in column.codes}
        labels = {code.label.lower(): code.id for code in column.codes}
        words = labels | ours | dict(self.words.get(column.name, {}))
        return spelt(canonical(theirs), words)

    def _theirs(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(canonical(c) for n, c in self.columns.items() if n in names)


def _of_ages(ages: Mapping[str, str]) -> Iterator[Finding]:
    if AGE in ages:
        yield not_an_age(ages[AGE])
        if BIRTH_YEAR in ages:
            yield not_the_year(ages[AGE], ages[BIRTH_YEAR])


def header_of(
    path: Path, store: Store, scope: Scope, choices: Choices = NONE
) -> list[str]:
    """The column names of a file's first table; needs `check_files`.

    Raises UserError where it cannot be read. No cell is looked at.
    """
    scope.require(Action.CHECK_FILES)
    if store.is_demo:
        manifest.require([path])
    first = read(path, choices)[0]
    for problem in first.problems:
        if first.is_refused:
            raise UserError(problem.sentence())
    return list(first.header)


def profiles(store: Store | None, scope: Scope) -> dict[str, Profile]:
    """Every profile by its id, a service's own last; needs `check_files`."""
    scope.require(Action.CHECK_FILES)
    own = declared(store) if store else {}
    made = (OwnColumns(**json.loads(text)).profile() for text in own.values())
    return PROFILES | {each.id: each for each in made}


def own_columns(store: Store, scope: Scope) -> list[OwnColumns]:
    """The mappings that were made here, by name; needs `check_files`."""
    scope.require(Action.CHECK_FILES)
    return [OwnColumns(**json.loads(text)) for text in declared(store).values()]


def keep_columns(
    store: Store, own: OwnColumns, scope: Scope, event: AuditEvent
) -> Profile:
    """Keep a mapping under its name, in the place of one of that name; needs `load`.

    Raises UserError where it could not be read by.
    """
    scope.require(Action.LOAD)
    _require_sound(own)
    with store.audit.act(event):
        keep(store, own.id, json.dumps(asdict(own)))
    return own.profile()


def forget_columns(store: Store, own: str, scope: Scope, event: AuditEvent) -> None:
    """Take a mapping away; what was loaded by it stays. Needs `load`."""
    scope.require(Action.LOAD)
    with store.audit.act(event):
        forget(store, own)


def _require_sound(own: OwnColumns) -> None:
    """Raise UserError for the first thing that is wrong with a mapping."""
    if own.id == BEGINS or len(own.title) > LONGEST:
        raise UserError(f"Give the mapping a name of {LONGEST} letters at most.")
    if own.table not in IMPORTED:
        raise UserError("Choose what a row of the file is.")
    columns = {each.name: each for each in IMPORTED[own.table].columns()}
    missing = [
        each.words
        for each in columns.values()
        if each.required and not own.columns.get(each.name)
    ]
    if missing:
        raise UserError(f"Say which column holds: {'; '.join(missing)}.")
    for name, theirs in own.columns.items():
        if name not in columns or (theirs == OF_FILE and columns[name].kind != "date"):
            raise UserError("A column is mapped to something that it cannot be.")
    _require_ages(own)
    for name, words in own.words.items():
        codes = columns[name].codes
        if codes is None or name not in own.columns:
            raise UserError("Words are given for a column that has no codes.")
        if not set(words.values()) <= set(codes.ids):
            raise UserError(
                f"{columns[name].words}: our codes are {', '.join(codes.ids)}."
            )


def _require_ages(own: OwnColumns) -> None:
    if own.ages and (own.table != "client" or "age_band" in own.columns):
        raise UserError("An age makes the age band of a person: name one of the two.")
    if BIRTH_YEAR in own.ages and AGE not in own.ages:
        raise UserError("A year of birth is held against an age: name that one too.")


def words_of(text: str) -> dict[str, str]:
    """Lines such as `Mtd = methadone` as their word and our code.

    Raises UserError for a line that is none.
    """
    words = {}
    for number, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        theirs, sign, ours = line.rpartition("=")
        if not sign or not theirs.strip() or not ours.strip():
            raise UserError(
                f"Line {number} of the words is not of the form: their word = our code."
            )
        words[theirs.strip().lower()] = ours.strip()
    return words
