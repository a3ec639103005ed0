"""What the buttons of *Load data* do: read what was chosen, save what was looked at.

How the steps are drawn is `load_steps.py`.
"""

import streamlit as st

from dashboard import session
from dashboard.components.load_steps import LINKS_TAKEN_AT, Asked
from metrics import Action, Delivery, check, load


def checked(asked: Asked) -> Delivery:
    """Read from a private folder of this session, which then goes."""
    with session.uploaded(asked.files) as paths:
        return check(
            paths,
            session.scope(Action.CHECK_FILES),
            profile=asked.profile,
            as_at=asked.as_at,
            store=session.store(),
            choices=asked.choices,
        )


def save(
    delivery: Delivery, older: bool, reason: str | None, expected: int | None
) -> None:
    """Save all of it, or the rest with a reason; then say so on a fresh page.

    A second click ends this run at the next word to Streamlit, so the list of new
    labels is put into what is kept already before anything else is said.
    """
    links = dict(session.kept("links") or {})
    session.keep("links", links)
    session.keep(LINKS_TAKEN_AT, None)
    result = load(
        session.store(),
        delivery,
        session.scope(Action.LOAD),
        reason,
        older_confirmed=older,
        expected=expected,
        event=session.event(Action.LOAD, about=delivery.profile.id),
    )
    links.update(result.links)
    if result.saved:
        session.say_next(result.summary)
        session.keep("delivery", None)
        session.keep("older_too", False)
    st.rerun()


def problems_offered(content: str) -> str:
    """The address at which the list of problems may be taken, once."""
    return session.offer("problems.csv", content.encode(), Action.LOAD)
