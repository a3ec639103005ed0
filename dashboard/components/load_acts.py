"""What the buttons of *Load data* do: read what was chosen, compare, save.

Each is work beside the page (`worker.py`), with how far it is and a stop. What it needs
of the session is asked for before it begins. How a step is drawn is `load_steps.py`.
"""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import session, worker
from dashboard.components import working
from dashboard.components.load_steps import LINKS_TAKEN_AT, Asked
from dashboard.uploads import uploaded
from dashboard.worker import Cancelled, Progress
from metrics import (
    Action,
    AuditEvent,
    Delivery,
    Loaded,
    Scope,
    Store,
    check,
    load,
    preview,
)


READ, COMPARE, SAVE = "read files", "compare files", "save files"
# What was found, and how it stood then: whether behind newer rows, which data version.
COMPARED, STANDS = "compared", "compared as it stood"


def under_way() -> bool:
    """Draw what is being read or saved, if anything is; then there is nothing else."""
    return working.draw(READ, _read) or working.draw(SAVE, _saved)


def read(asked: Asked) -> None:
    """Begin to read what was chosen."""
    session.keep("delivery", None)
    session.keep("result", None)
    session.keep(STANDS, None)
    action = Action.CHECK_FILES
    asker = session.store(), session.scope(action), session.event(action)
    worker.start(READ, partial(_checked, asked, *asker))


def _checked(
    asked: Asked,
    store: Store,
    scope: Scope,
    event: AuditEvent,
    progress: Progress,
    cancelled: Cancelled,
) -> Delivery:
    """From a private folder of this session, which then goes."""
    with uploaded(asked.files) as paths:
        return check(
            paths,
            scope,
            profile=asked.profile,
            as_at=asked.as_at,
            store=store,
            choices=asked.choices,
            progress=progress,
            cancelled=cancelled,
            event=event,
        )


def _read(delivery: Delivery) -> None:
    session.keep("delivery", delivery)
    session.keep("older_too", False)
    st.rerun()


def compared(delivery: Delivery, older: bool) -> Loaded | None:
    """What it would change as things stand; None while that is being worked out."""
    store, scope = session.store(), session.scope(Action.CHECK_FILES)
    stands = (older, store.version)
    if session.kept(STANDS) != stands:
        session.keep(COMPARED, None)
        session.keep(STANDS, stands)
        look = partial(_previewed, store, delivery, scope, older)
        worker.start(COMPARE, look)
    under_way = working.draw(COMPARE, partial(session.keep, COMPARED))
    found: Loaded | None = session.kept(COMPARED)
    if found is None and not under_way:
        _again()
    return found


def _previewed(
    store: Store,
    delivery: Delivery,
    scope: Scope,
    older: bool,
    progress: Progress,
    cancelled: Cancelled,
) -> Loaded:
    return preview(
        store,
        delivery,
        scope,
        older_confirmed=older,
        progress=progress,
        cancelled=cancelled,
    )


def _again() -> None:
    """Comparing was stopped: it is asked for anew, or not at all."""
    if st.button("Compare with what is stored", key="compare_again"):
        session.keep(STANDS, None)
        st.rerun()


def save(
    delivery: Delivery, older: bool, reason: str | None, expected: int | None
) -> None:
    """Begin to save all of it, or the rest with a reason."""
    event = session.event(Action.LOAD, about=delivery.profile.id)
    keep = partial(
        load,
        session.store(),
        delivery,
        session.scope(Action.LOAD),
        reason,
        older_confirmed=older,
        expected=expected,
        event=event,
    )
    worker.start(SAVE, lambda told, stop: keep(progress=told, cancelled=stop))
    st.rerun()


def _saved(result: Loaded) -> None:
    """Say what was saved on a fresh page; keep the list of new labels first of all."""
    session.keep("links", {**(session.kept("links") or {}), **result.links})
    session.keep(LINKS_TAKEN_AT, None)
    if result.saved:
        before: Loaded | None = session.kept(COMPARED)
        told = before.ageing if before else ()
        session.keep("result", replace(result, ageing=told))
        session.keep("delivery", None)
        session.keep("older_too", False)
    st.rerun()


def problems_offered(content: str) -> str:
    """The address at which the list of problems may be taken, once."""
    return session.offer("problems.csv", content.encode(), Action.LOAD)
