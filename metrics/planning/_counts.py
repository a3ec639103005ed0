"""How many people there are whom group planning may not list: rounded, in words.

Every figure goes through the one disclosure policy; the table by worker is protected
whole. Who is counted is `metrics/store/asked.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import ALL, Counted, Place, protect, shown
from metrics.store.asked import SomePeople


NO_WORKER = "no worker"
ASKED, NOT_ASKED = "asked", "not asked"


@dataclass(frozen=True)
class Counts:
    """Rounded counts in words, over people who are not listed here. `by_worker`: how
    many were not asked; empty where it would tell of few.
    """

    on_ort: str
    reported: str
    reported_none: str
    reported_not_known: str
    asked: str
    not_asked: str
    not_asked_who_reported: str
    by_worker: tuple[tuple[str, str], ...]


def counts_of(some: Sequence[SomePeople]) -> Counts:
    """What may be said of how many there are. Each figure is rounded by itself."""

    def about(which: Callable[[SomePeople], bool]) -> str:
        return _about(sum(each.people for each in some if which(each)))

    def on_ort(reported: bool | None) -> Callable[[SomePeople], bool]:
        return lambda each: bool(each.on_ort) and each.heroin_reported is reported

    return Counts(
        on_ort=about(lambda each: bool(each.on_ort)),
        reported=about(on_ort(True)),
        reported_none=about(on_ort(False)),
        reported_not_known=about(on_ort(None)),
        asked=about(lambda each: each.network_planning is not None),
        not_asked=about(_not_asked),
        not_asked_who_reported=about(
            lambda each: _not_asked(each) and on_ort(True)(each)
        ),
        by_worker=_by_worker(some),
    )


def _not_asked(some: SomePeople) -> bool:
    return some.network_planning is None


def _about(count: int) -> str:
    number = shown(count)
    return POLICY.low if number is None else f"about {number:,}"


def _by_worker(some: Iterable[SomePeople]) -> tuple[tuple[str, str], ...]:
    """Not asked, by worker: one table, protected whole."""
    counts: Counter[Place] = Counter()
    for each in some:
        worker = each.keyworker or NO_WORKER
        answer = NOT_ASKED if _not_asked(each) else ASKED
        for place in ((worker, answer), (worker, ALL), (ALL, answer), (ALL, ALL)):
            counts[place] += each.people
    workers = sorted({worker for worker, _ in counts} - {ALL})
    places: list[Place] = [
        (worker, answer)
        for worker in (*workers, ALL)
        for answer in (ASKED, NOT_ASKED, ALL)
    ]
    whole = {place: counts[place] for place in places}
    table = protect(Counted("asked by worker", "now", ("worker", "answer"), whole))
    if not table.is_offered:
        return ()
    cells = ((worker, table.at(worker, NOT_ASKED)) for worker in workers)
    return tuple(
        (worker, POLICY.low if cell.count is None else f"about {cell.count:,}")
        for worker, cell in cells
    )
