"""Making a release from the store: counted, protected, attacked, written, frozen.

A period once published is frozen. What a page opens is `reports.py`; who has to look at
a release before it is published, `approval.py`; how small numbers are hidden,
`metrics/disclosure/`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from metrics.disclosure.audit import PROOF, Audited, audited
from metrics.disclosure.cliques import Clique
from metrics.disclosure.cube import Cube, services, variables
from metrics.disclosure.means import ProtectedMeans, all_means
from metrics.disclosure.policy import POLICY, every
from metrics.disclosure.population import joint, lasting
from metrics.disclosure.programme import shows_a_group
from metrics.disclosure.protect import Counted, Status
from metrics.disclosure.published import (
    Face,
    Release,
    Statement,
    mean_words,
    measure_words,
    table_words,
    variable_words,
)
from metrics.indicators.measures import BREAKDOWNS, MEASURES, Measure
from metrics.periods import Period
from metrics.phrases import day
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store
from metrics.store import people as records
from metrics.store.counting import begins_on, in_groups, people, totals
from metrics.store.frozen import Frozen, freeze, frozen, note_attack
from metrics.store.release import FILE, read, write


OPERATOR = "operator"  # the role of a command, where no event says another
# How far back the newest closed quarter with anybody in it is looked for.
QUARTERS_LOOKED_BACK = 12


def release(
    store: Store,
    period: Period | None,
    to: Path,
    scope: Scope,
    *,
    before: int = 0,
    event: AuditEvent | None = None,
) -> Statement:
    """Publish a closed quarter, None for the newest with data; needs `make_release`.

    Writes the release file and its texts into the folder `to`, with every quarter
    published earlier, and `before` more where they are not. Raises UserError, and
    writes nothing, where the quarter is not closed or is frozen already, or where the
    attack could tell people apart.
    """
    scope.require(Action.MAKE_RELEASE)
    chosen = chosen_quarter(store, period, scope)
    about = f"{chosen.label} to {to.name}"
    noted = event or AuditEvent(scope.actor, OPERATOR, Action.MAKE_RELEASE, about=about)
    with store.audit.act(noted):
        made, new = made_of(store, chosen, before, scope)
        require_unchanged(made, to)
        write(made, to)
        freeze(store, new)
    return made.face.statement


def chosen_quarter(store: Store, period: Period | None, scope: Scope) -> Period:
    """The quarter to be published: closed, and not published before."""
    chosen = period or _newest_closed(store, scope)
    _require_new(chosen, frozen(store), store.today())
    return chosen


def made_of(
    store: Store, chosen: Period, before: int, scope: Scope
) -> tuple[Release, tuple[Frozen, ...]]:
    """A release that withstood, and what is frozen once it is published.

    Raises UserError where a small number could be worked out.
    """
    earlier = frozen(store)
    new = _cubes(store, _wanted(chosen, before, earlier), scope, earlier)
    cubes = sorted(
        (*(each.cube for each in earlier.values()), *new), key=lambda c: c.period
    )
    kept = {(t.table, t.period): t for e in earlier.values() for t in e.tables}
    result = audited(cubes, kept=kept, silent=_silent(store, new, scope))
    note_attack(store, store.today(), result)
    if not result.passes:
        raise UserError(
            "Nothing was published: in what was published earlier, a small number "
            "could now be worked out. Ask the privacy officer."
        )
    means = [*(m for e in earlier.values() for m in e.means)]
    means += _means(store, new, result, scope)
    made = Release(
        _face(store, scope, earlier, result),
        {(t.table, t.period): t for t in result.tables},
        {(m.mean, m.period): m for m in means},
    )
    return made, tuple(_frozen(cube, made) for cube in new)


def closes_on(period: Period) -> date:
    """The day from which a period may be published: late records have come by then."""
    return period.end + timedelta(days=POLICY.closes_after_days)


def require_unchanged(made: Release, to: Path) -> None:
    """A folder that holds a release keeps every period of it as it is."""
    if not (to / FILE).exists():
        return
    for named, table in read(to / FILE).published.items():
        if made.published.get(named) != table:
            raise UserError(
                f"{to.name} holds another release of {table.period}, which stays as it "
                "is. Name another folder."
            )


def _newest_closed(store: Store, scope: Scope) -> Period:
    """The newest closed quarter in which anybody was in treatment."""
    quarter = Period.of(store.today())
    for _ in range(QUARTERS_LOOKED_BACK):
        anybody = closes_on(quarter) <= store.today() and people(
            store, quarter, [("service",)], scope
        )
        if anybody:
            return quarter
        quarter = quarter.before()
    raise UserError(
        "No closed quarter holds any record, so there is nothing to publish."
    )


def _require_new(period: Period, earlier: dict[str, Frozen], today: date) -> None:
    if period.label in earlier:
        published = day(earlier[period.label].published_on)
        raise UserError(
            f"{period.label} was published on {published} and stays as it is. "
            "Corrections wait for the yearly revision."
        )
    if every(period.label) == "year":
        raise UserError(
            "Name a quarter, such as 2026-27-Q2. Years come with their last."
        )
    if closes_on(period) > today:
        raise UserError(
            f"{period.label} is not closed before {day(closes_on(period))}: records "
            "still come in, and a second count would show whose they are."
        )


def _wanted(chosen: Period, before: int, earlier: Iterable[str]) -> Iterator[Period]:
    """The quarters to be counted, and the year of each that is its last."""
    quarter = chosen
    for _ in range(before + 1):
        if quarter.label not in earlier:
            yield quarter
            if quarter.label.endswith("-Q4"):
                yield Period.parse(quarter.label.removesuffix("-Q4"))
        quarter = quarter.before()


def _cubes(
    store: Store, wanted: Iterable[Period], scope: Scope, earlier: dict[str, Frozen]
) -> list[Cube]:
    """The people of each period. A service known to any of them stands in all."""
    rows = {p.label: people(store, p, _sets(p.label), scope) for p in wanted}
    found = (row.get("service") for each in rows.values() for row in each)
    known = {str(service) for service in found if service is not None}
    known |= {name for each in earlier.values() for name in each.cube.services}
    listed = services(known)
    return [Cube(period, listed, each) for period, each in rows.items()]


def _sets(period: str) -> tuple[Clique, ...]:
    """What people of a period are counted by: its tables, and what lasts."""
    drawn = [variables(each) for each in POLICY.lattice if each.every == every(period)]
    return joint([*drawn, lasting(BREAKDOWNS)])


def _silent(store: Store, cubes: Sequence[Cube], scope: Scope) -> set[tuple[str, str]]:
    """Tables that must not speak. Of who stayed or died, for periods before the records
    begin: who had left by then is not in them, so that everybody would seem to have
    stayed. Of groups, wherever a figure would show one.
    """
    first = begins_on(store) or store.today()
    return {
        (table.table, table.period)
        for cube in cubes
        for table in cube.tables(POLICY)
        if _is_early(table, first)
    } | {
        (table.table, table.period)
        for cube in cubes
        for table in _shows_a_group(store, cube, scope)
    }


def _is_early(table: Counted, first: date) -> bool:
    measure = _measure_of(table.table)
    of_treatment = measure.of_period and not measure.of_groups
    return of_treatment and first > Period.parse(table.period).start


def _shows_a_group(store: Store, cube: Cube, scope: Scope) -> Iterator[Counted]:
    tables = [t for t in cube.tables(POLICY) if _measure_of(t.table).of_groups]
    if tables:
        invited = in_groups(store, Period.parse(cube.period), scope)
        yield from (each for each in tables if shows_a_group(each, invited))


def _measure_of(table: str) -> Measure:
    return MEASURES[next(each.measure for each in POLICY.lattice if each.id == table)]


def _face(
    store: Store,
    scope: Scope,
    earlier: dict[str, Frozen],
    result: Audited,
) -> Face:
    """What the release says of itself; it bears the name of its newest quarter."""
    periods = sorted({table.period for table in result.tables})
    newest = max(period for period in periods if every(period) == "quarter")
    year = newest.partition("-Q")[0]
    numbers = [each.number for each in earlier.values() if each.year == year]
    drawn = [table_words(table) for table in POLICY.lattice]
    names = dict.fromkeys(name for table in drawn for name in table.variables)
    measures = dict.fromkeys(table.measure for table in drawn)
    cells = [cell for table in result.tables for cell in table.cells]
    return Face(
        number=max(numbers, default=0) + 1,
        period=newest,
        periods=tuple(periods),
        published_on=store.today(),
        begins_on=begins_on(store) or store.today(),
        expected=_expected(store, scope),
        policy=POLICY,
        measures=tuple(measure_words(MEASURES[each]) for each in measures),
        tables=tuple(drawn),
        variables=tuple(variable_words(name) for name in names),
        means=tuple(mean_words(each) for each in POLICY.means),
        statement=Statement(
            policy=POLICY.version,
            proofs=(PROOF,),
            cells=sum(cell.status in (Status.SHOWN, Status.LOW) for cell in cells),
            passes=result.passes,
        ),
    )


def _expected(store: Store, scope: Scope) -> int | None:
    """The share of expected records, to the nearest 5 of a hundred, if it is stated."""
    held = records.loaded(store, store.today(), scope)
    if not held["expected"]:
        return None
    clients, expected = int(held["clients"]), int(held["expected"])
    return min(100, 5 * round(20 * clients / expected))


def _means(
    store: Store, new: Iterable[Cube], result: Audited, scope: Scope
) -> Iterator[ProtectedMeans]:
    """The means of the quarters that are new."""
    quarters = [each.period for each in new if every(each.period) == "quarter"]
    sums = {
        (mean, quarter): by_service
        for quarter in quarters
        for mean, by_service in totals(store, Period.parse(quarter), scope).items()
    }
    return all_means(result.tables, sums)


def _frozen(cube: Cube, made: Release) -> Frozen:
    tables = (t for (_, period), t in made.published.items() if period == cube.period)
    means = (m for (_, period), m in made.means.items() if period == cube.period)
    face, year = made.face, made.face.period.partition("-Q")[0]
    return Frozen(
        cube, tuple(tables), tuple(means), year, face.number, face.published_on
    )
