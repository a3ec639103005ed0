"""What changed since the last review, each change with its day."""

from datetime import date

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import Change, ago, changes_since, counted, day
from metrics.records import Person


NO_REVIEW = "No review and no outcome form is recorded, so nothing can be compared."
NOTHING = "Nothing new is recorded since then."


def draw(person: Person, today: date) -> None:
    """The day of the last review, then what is new, the newest first."""
    st.header("Since the last review", anchor=False)
    since = person.last_review
    if since is None:
        st.markdown(NO_REVIEW)
        return
    scope = session.scope()
    changes = session.ask(changes_since, person.client_id, since, today, scope)
    last = f"Last review: {day(since)}, {ago(since, today)}."
    if not changes:
        st.markdown(f"{plain(last)} {NOTHING}")
        return
    st.markdown(f"{plain(last)} {counted(len(changes), 'change')} since then:")
    table.draw(
        Twin(
            "Since the last review, the newest first",
            ("Day", "What is new", "From"),
            tuple((day(each.on), each.words, _from(each)) for each in changes),
        )
    )


def _from(change: Change) -> str:
    return "recorded here" if change.by_worker else "a loaded file"
