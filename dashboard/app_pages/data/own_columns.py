"""My columns: a service's own export, mapped once by hand and read every month."""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import columns_form, states
from dashboard.uploads import uploaded
from metrics import (
    RULES,
    Action,
    OwnColumns,
    UserError,
    forget_columns,
    header_of,
    keep_columns,
    own_columns,
)


HELP = """
Choose one export of your case system. Say what a row is, and which of its columns holds
what. Save that under a name: from then on it stands on *Load data* under *How to read
them*, and next month's file is read in the same way.

Only the column names are read here. A word of your system that is given no code of ours
is not guessed: its rows wait when the file is loaded.
"""
EMPTY = "No mapping has been made yet. Choose an export to begin."


def render(user: User) -> None:
    states.saved(session.said_before())
    found = own_columns(session.store(), session.scope(Action.CHECK_FILES))
    file = columns_form.header_file()
    try:
        if file is not None:
            with uploaded([file]) as (path,):
                scope = session.scope(Action.CHECK_FILES)
                header = header_of(path, session.store(), scope)
            columns_form.draw(header, _save)
    except UserError as error:
        states.refused(str(error))
    if not found:
        states.empty(EMPTY)
    for own in found:
        columns_form.kept_already(own, partial(_forget, own))


def _save(own: OwnColumns) -> None:
    event = session.event(Action.LOAD, about=own.id)
    keep_columns(session.store(), own, session.scope(Action.LOAD), event)
    session.say_next(f"Saved. “{own.title}” can be chosen on Load data.")
    st.rerun()


def _forget(own: OwnColumns) -> None:
    event = session.event(Action.LOAD, about=own.id)
    forget_columns(session.store(), own.id, session.scope(Action.LOAD), event)
    session.say_next(f"“{own.title}” is taken away. What was loaded by it stays.")
    st.rerun()


PAGE = Page(
    title="My columns",
    question="Which column of our export holds what?",
    needs=Action.LOAD,
    order=3,
    render=render,
    line=lambda user: (user.shown_as, f"rules {RULES}"),
    help=HELP,
    empty=EMPTY,
    loading="Reading the column names",
)
