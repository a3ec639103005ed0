"""The states of a page that is not showing what it is for: nothing there, not allowed,
waiting, gone wrong. Each says what it is, why, and what to do next.
"""

import logging
import secrets
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import streamlit as st

from dashboard import session
from dashboard.access import Role
from dashboard.components.plain import plain


log = logging.getLogger("alongside")
_ROOT = Path(__file__).parents[2]
_OURS = ("dashboard/", "metrics/", "tests/")


def empty(words: str) -> None:
    """Nothing to show: never blank, never "no"."""
    st.info(words, icon=":material/inbox:")


def nobody_open(words: str) -> None:
    """A page about one person, opened without one, as after a tab is loaded again."""
    empty(words)
    if st.button("My caseload"):
        session.go("my-caseload")


def saved(words: str | None) -> None:
    """What was saved just now, where something was. The place is kept where nothing
    was: when the words go, what stands below would be drawn anew, and would close.
    """
    place = st.empty()
    if words:
        place.success(words, icon=":material/check:")


def loading(words: str) -> AbstractContextManager[None]:
    """Said while the page is being made, if that takes longer than a moment."""
    return st.spinner(f"{words} …")


def no_permission(roles: Sequence[Role]) -> None:
    """Whom the page is for. Nothing of it has been read."""
    whom = ", ".join(role.words for role in roles) or "nobody yet"
    st.warning(
        f"You are not set up to open this page. It is for: {whom}. Nothing was read. "
        "If you need it for your work, ask your service manager.",
        icon=":material/lock:",
    )


def refused(sentence: str) -> None:
    """A sentence of ours about what cannot be done here; it may hold a file's name."""
    st.warning(plain(sentence), icon=":material/info:")


def went_wrong(error: BaseException) -> bool:
    """Say that something failed, with a number to quote; log that number and where.

    The text of an error may hold what somebody typed or uploaded, so it is neither
    shown nor written down. True: Streamlit need not say anything more.
    """
    reference = secrets.token_hex(3).upper()
    log.error("reference %s: %s at %s", reference, type(error).__name__, _place(error))
    st.error(
        "Something went wrong on our side, and this page is not complete. "
        "Nothing that you saved before is lost. Try again; if it stays, tell whoever "
        f"runs this machine, with the reference **{reference}**.",
        icon=":material/error:",
        title="This page could not be shown",
    )
    return True


def _place(error: BaseException) -> str:
    """The last line of ours that the error passed through, as file:line."""
    places = [
        f"{Path(frame.filename).relative_to(_ROOT).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_ROOT)
    ]
    return next((p for p in reversed(places) if p.startswith(_OURS)), "a library")
