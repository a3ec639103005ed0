"""A signed list as it leaves: paper, CSV or Excel, under a name that says no reason."""

from collections.abc import Callable

import streamlit as st

from dashboard import prints
from dashboard.access import User
from metrics import RULES, csv_text, day, workbook
from metrics.planning import PAPER_COLUMNS, Form, Paper


TYPES: dict[Form, tuple[str, str, str]] = {
    "paper": ("Print the list", "pdf", "application/pdf"),
    "csv": ("Take it out as CSV", "csv", "text/csv"),
    "excel": (
        "Take it out for Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def buttons(title: str, key: str, user: User, take: Callable[[Form], Paper]) -> None:
    """One button a form. It is made, numbered and written down when it is pressed."""
    with st.container(horizontal=True):
        for form, (words, end, kind) in TYPES.items():

            def made(form: Form = form) -> bytes:
                return written(take(form), form, user)

            st.download_button(
                words,
                made,
                f"{title.lower().replace(' ', '-')}.{end}",
                kind,
                key=f"{form}_{key}",
                on_click="rerun",
            )


def written(paper: Paper, form: Form, user: User) -> bytes:
    """The bytes of a list in one form."""
    if form == "paper":
        return prints.pdf(_printed(paper, user))
    rows = [*paper.rows, (f"List {paper.number}", _until(paper), "")]
    if form == "csv":
        return csv_text(PAPER_COLUMNS, rows).encode()
    return workbook(paper.title, PAPER_COLUMNS, rows)


def _printed(paper: Paper, user: User) -> prints.Printed:
    where = ", ".join(part for part in (paper.time, paper.venue) if part)
    head = (
        f"List number {paper.number}. {_until(paper)}.",
        *((where,) if where else ()),
        f"Printed by {user.shown_as}, {user.place}; rules {RULES}",
    )
    entries = tuple(
        prints.Entry(label, tuple(each for each in (worker, answer) if each))
        for label, worker, answer in paper.rows
    )
    return prints.Printed(paper.title, head, entries)


def _until(paper: Paper) -> str:
    return f"Valid until {day(paper.valid_until)}"
