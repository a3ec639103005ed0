"""Loading a checked delivery, previewing that, undoing it, and the list of loads.

Each names its action. How a load goes is `attempt.py`; what a file may hold was decided
in `delivery.py`.
"""

from dataclasses import replace
from pathlib import Path

from metrics.intake import manifest
from metrics.intake.ageing import ageing
from metrics.intake.attempt import Attempt, NotSavedError
from metrics.intake.delivery import Delivery
from metrics.intake.loaded import Loaded
from metrics.intake.watch import Progress, Watch
from metrics.periods import today
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store
from metrics.store.batches import Batch, every_batch, take_away
from metrics.store.keys import is_keyed, key_of, passing_key
from metrics.store.stopping import Cancelled
from metrics.store.write import looking


MOST_PEOPLE = 10_000_000
OPERATOR = "operator"  # the role of a command, where no event says another


def preview(
    store: Store | None,
    delivery: Delivery,
    scope: Scope,
    *,
    key_file: Path | None = None,
    older_confirmed: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loaded:
    """What a load would do; needs `check_files`, and writes nothing.

    Without a store, or in one that holds nothing yet, all is new. Raises Stopped where
    `cancelled` says that nobody waits for it any more.
    """
    scope.require(Action.CHECK_FILES)
    if store is not None and not is_keyed(store):
        store = None
    key = key_of(store, key_file) if store else passing_key()
    with looking(store) as writing:
        try:
            watch = Watch(progress, cancelled)
            attempt = Attempt(
                delivery, key, older_confirmed=older_confirmed, watch=watch
            )
            found = attempt.compared(writing)
        except NotSavedError as stop:
            return stop.result
    day = store.today() if store else today()
    return replace(found, ageing=ageing(delivery.rows, day))


def load(
    store: Store,
    delivery: Delivery,
    scope: Scope,
    reason: str | None = None,
    *,
    key_file: Path | None = None,
    links: Path | None = None,
    older_confirmed: bool = False,
    expected: int | None = None,
    event: AuditEvent | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loaded:
    """Save a delivery as one batch, or nothing of it; needs `load`.

    Refused while anything is held, unless there is a reason to save the rest; where the
    same files are loaded already; where it would put older facts behind newer ones and
    nobody confirmed that. `expected` is how many people the service has, from which
    pages say how complete the store is. `links` names the file for the linking list of
    new labels, which is written before anything is saved. Raises UserError without the
    store's key, and Stopped where `cancelled` said so before the commit: nothing is
    saved then. An exception out of `progress` stops it in the same way.
    """
    scope.require(Action.LOAD)
    if expected is not None and not 0 < expected <= MOST_PEOPLE:
        raise UserError(
            f"Say how many people there are: a number from 1 to {MOST_PEOPLE:,}. "
            "Nothing was saved."
        )
    if store.is_demo:
        manifest.require_read(sheet.sha256 for sheet in delivery.sheets)
    key = key_of(store, key_file)
    watch = Watch(progress, cancelled)
    attempt = Attempt(delivery, key, reason, older_confirmed, expected, watch)
    before = links is not None and links.exists()
    about = delivery.profile.id
    noted = event or AuditEvent(
        scope.actor, OPERATOR, Action.LOAD, about=about, why=reason
    )
    try:
        with store.audit.act(noted):
            return attempt.saved(store, scope.actor, links)
    except BaseException as stop:
        if links and not before:
            links.unlink(missing_ok=True)
        if isinstance(stop, NotSavedError):
            return stop.result
        raise


def undo(
    store: Store, batch: int, scope: Scope, *, event: AuditEvent | None = None
) -> dict[str, dict[str, int]]:
    """Take a batch away again: rows removed and restored, by table; needs `undo`.

    Casework on these people stays. Raises UserError where later loads rest on it.
    """
    scope.require(Action.UNDO)
    about = f"batch {batch}"
    noted = event or AuditEvent(scope.actor, OPERATOR, Action.UNDO, about=about)
    with store.audit.act(noted), store.writing() as writing:
        return take_away(writing, batch, store.now())


def batches(store: Store, scope: Scope) -> list[Batch]:
    """Every load, the first one first; needs `see_batches`."""
    scope.require(Action.SEE_BATCHES)
    return every_batch(store)
