"""What the buttons of *Load data* do: read what was chosen, save what was looked at.

How the steps are drawn is `load_steps.py`.
"""

import streamlit as st

from dashboard import session
from dashboard.components.load_steps import Asked
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
    """Save all of it, or the rest with a reason; then say so on a fresh page."""
    result = load(
        session.store(),
        delivery,
        session.scope(Action.LOAD),
        reason,
        older_confirmed=older,
        expected=expected,
        event=session.event(Action.LOAD, about=delivery.profile.id),
    )
    session.keep("delivery", None)
    session.keep("older_too", False)
    session.keep("links", dict(result.links))
    session.say_next(result.summary)
    st.rerun()
