"""What changed for one person since they joined a group: own lines, no verdict."""

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import own_words, table
from metrics import day, records
from metrics.records import Reading, SinceJoining


NOTHING = "nothing recorded"
HONEST = (
    "As recorded before they joined, and last since. What a group did cannot be told "
    "from what would have come anyway. No rule is confirmed for how large a change must"
    " be to rely on, so none is applied. Buying less is not better where using alone "
    "rises."
)


def draw(client: str) -> None:
    """Nothing for who was in no group, or did not agree to be looked at in this way."""
    found = own_words.asked(records.since_joining, client)
    if found is None:
        return
    st.header("Since they joined a group", anchor=False)
    st.markdown(f"They agreed to come on {day(found.joined_on)}.")
    table.draw(_twin(found))
    st.caption(HONEST)


def _twin(found: SinceJoining) -> Twin:
    rows = tuple(
        (line.title, _said(line.before), _said(line.after)) for line in found.lines
    )
    columns = ("Measure", "Before they joined", "Last since")
    return Twin("Before and since, line by line", columns, rows)


def _said(said: Reading | None) -> str:
    return NOTHING if said is None else f"{said.words}, {day(said.on)}"
