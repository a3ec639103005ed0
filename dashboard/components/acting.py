"""One act of a page that changes something: let it happen and draw the page anew, or
say why it may not.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import session
from dashboard.components import states
from metrics import Action, AuditEvent, Scope, UserError


@contextmanager
def on(action: Action, about: str) -> Iterator[tuple[Scope, AuditEvent]]:
    """The scope of an act on nobody in particular, and what the audit trail is told."""
    try:
        yield session.scope(action), session.event(action, about=about)
    except UserError as stop:
        states.refused(str(stop))
    else:
        st.rerun()
