"""Attacking a release before anybody sees it, and withholding until it withstands.

Of a leak the finest table that holds it is mended: first categories are merged where
that is declared, else the row of that service is withheld, then the table is given for
all services alone, then not at all; and all is attacked again. How it is attacked is
`attack.py` and `witness.py`. What was sought, and how narrow, stays with the service.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from metrics.disclosure.attack import Found, attack, sought
from metrics.disclosure.cube import Cube, true_numbers
from metrics.disclosure.groups import Known
from metrics.disclosure.merging import as_published, merged, offered, rungs
from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.population import linked, model
from metrics.disclosure.protect import (
    ALL,
    Counted,
    Place,
    Protected,
    Status,
    allowed,
    protect,
)
from metrics.disclosure.witness import Doubt, doubts
from metrics.indicators.measures import MEASURES, Rung


PROOF = (
    "For every cell and every group without a published part of it that one to seven "
    "people stand behind: two populations in whole people that agree with everything "
    "published, found by mixed-integer programming over sets of variables whose counts "
    "together are those of whole populations (a triangulated graph of all tables)"
)
Named = tuple[str, str]  # a table, and its period
Tables = dict[Named, Protected]


@dataclass(frozen=True)
class Mended:
    """What was done about a leak: of a table and period some categories were merged; or
    one place of its first variable was withheld, all of them (`ALL`), or, where `place`
    is None, the table.
    """

    named: Named
    place: str | None
    merged: Rung | None = None


@dataclass(frozen=True)
class Audited:
    """The tables as they may be published, and how they were attacked.

    `doubts` and `leaks` are for the service's own file: a list of what was sought tells
    nought from one to seven.
    """

    tables: tuple[Protected, ...]
    doubts: tuple[Doubt, ...]
    leaks: tuple[Found, ...]
    mended: tuple[Mended, ...]
    passes: bool


def audited(
    cubes: Sequence[Cube],
    policy: Policy = POLICY,
    kept: Mapping[Named, Protected] = {},
    silent: Collection[Named] = (),
) -> Audited:
    """Count, protect and attack all periods together, withholding what leaks.

    `kept`: the tables published earlier. They stay as they are, and no other table is
    added to their periods: where nothing else is left to withhold, the result does not
    pass. `silent`: tables that the records cannot give.
    """
    return _Audit(cubes, policy, kept, silent).run()


class _Audit:
    """One audit: the tables as they stand, and what has been done about leaks."""

    def __init__(
        self,
        cubes: Sequence[Cube],
        policy: Policy,
        kept: Mapping[Named, Protected],
        silent: Collection[Named],
    ) -> None:
        self._cubes, self._policy = cubes, policy
        self._frozen = {period for _, period in kept}
        # A frozen period has the tables of its own day, and was counted for no others.
        counted = [
            table
            for cube in cubes
            for table in cube.tables(
                policy, kept if cube.period in self._frozen else None
            )
        ]
        self._true: dict[Known, int] = {}
        self._counted: dict[Named, Counted] = {}
        self._tables: Tables = {}
        for table in counted:
            named = table.table, table.period
            if named in kept:
                self._take(as_published(table, kept[named]), kept[named])
            elif table.period in self._frozen or named in silent:
                self._take(table, protect(table, policy).withheld())
            else:
                self._take(*offered(table, policy))
        self._mended: list[Mended] = []
        self._leaks: list[Found] = []
        self._attacked: dict[tuple[Protected, ...], list[Doubt]] = {}

    def _take(self, counted: Counted, made: Protected) -> None:
        """A table as it stands now, and what is true of it."""
        named = counted.table, counted.period
        self._counted[named], self._tables[named] = counted, made
        self._true |= true_numbers([counted])

    def run(self) -> Audited:
        while True:
            found = [
                doubt
                for together in linked(self._tables.values())
                for doubt in self._attack(together)
            ]
            open_ = [each for each in found if not each.suffices(self._policy)]
            mended = list(self._mend(open_))
            if not mended:
                return self._result(found, passes=not open_)
            self._mended += mended

    def _result(self, found: Sequence[Doubt], passes: bool) -> Audited:
        tables = tuple(self._tables.values())
        return Audited(
            tables, tuple(found), tuple(self._leaks), tuple(self._mended), passes
        )

    def _attack(self, together: tuple[Protected, ...]) -> list[Doubt]:
        """Everything small that is sought in these tables; attacked once."""
        if together not in self._attacked:
            against = model(together, partial(allowed, policy=self._policy))
            people = against.population(self._cubes)
            against = against.without_false_ties(people)
            asked = list(sought(against, self._true, self._policy))
            found = doubts(against, asked, people, self._policy)
            self._attacked[together] = found
            failed = [d.sought for d in found if not d.suffices(self._policy)]
            self._leaks += attack(against, failed)
        return self._attacked[together]

    def _mend(self, leaks: Sequence[Doubt]) -> Iterator[Mended]:
        """One step for each table that leaks; then all is attacked again."""
        touched: set[Named] = set()
        for leak in leaks:
            mended = self._step(leak)
            if mended and mended.named not in touched:
                touched.add(mended.named)
                yield mended
                if mended.merged:
                    coarser = merged(self._counted[mended.named], mended.merged)
                    self._take(coarser, protect(coarser, self._policy))
                else:
                    self._withhold(mended)

    def _step(self, leak: Doubt) -> Mended | None:
        """What to do next about a leak: with the finest of the tables still offered in
        its period, one that holds it before others.
        """
        group, part = leak.sought.group, leak.sought.part or leak.sought.group
        cells: dict[Named, Known] = {each[:2]: each for each in (group, part)}
        left = [
            named
            for named, table in self._tables.items()
            if table.is_offered
            and named[1] in (group[1], part[1])
            and named[1] not in self._frozen
        ]
        if not left:
            return None
        finest = max(left, key=lambda n: (n in cells, len(self._tables[n].cells), n))
        cell = cells.get(finest)
        if rung := self._rung(finest, cell):
            return Mended(finest, None, rung)
        return Mended(finest, self._row(finest, cell))

    def _rung(self, named: Named, cell: Known | None) -> Rung | None:
        """What to merge: that which holds the leak before others."""
        inside = set(cell[2]) if cell else set()
        ladder = rungs(self._counted[named])
        return min(ladder, key=lambda r: inside.isdisjoint(r.of), default=None)

    def _row(self, named: Named, cell: Known | None) -> str | None:
        """The row of the leak; if it is gone all rows but the last; then everything."""
        table = self._tables[named]
        if table.variables[0] in MEASURES:
            return None
        rows = {
            each.place[0]
            for each in table.cells
            if each.status is not Status.WITHHELD and each.place[0] != ALL
        }
        if cell and cell[2][0] in rows:
            return cell[2][0]
        return ALL if rows else None

    def _withhold(self, mended: Mended) -> None:
        def gone(place: Place) -> bool:
            if mended.place in (None, ALL):
                return mended.place is None or place[0] != ALL
            return place[0] == mended.place

        self._tables[mended.named] = self._tables[mended.named].without(gone)
