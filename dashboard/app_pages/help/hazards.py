"""Hazards and controls: what could go wrong, what holds it, and which tests say so."""

import streamlit as st

from dashboard import hazards
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.charts import Twin
from dashboard.components import page_line, table
from dashboard.components.plain import plain
from metrics import Action, counted


HELP = """
Each hazard was rated before and after its controls, from 1 (accept) to 5 (do not use),
as the national standard for clinical risk (DCB0129) has it. Every control names the
tests that hold it; a release with one missing or failing is not made.

What the program cannot do, your service must: that stands under *Local control*.
"""
EMPTY = "There is always something to read here."


def render(user: User) -> None:
    found = hazards.read()
    controls = sum(len(each.controls) for each in found)
    st.markdown(
        f"**{counted(len(found), 'hazard')}** with {counted(controls, 'control')} that "
        "tests hold. The owner of the log is not yet named."
    )
    rows = tuple((e.id, e.hazard, e.initial, e.residual) for e in found)
    header = ("Hazard", "What could happen", "Before", "After")
    table.draw(Twin("Ratings before and after the controls", header, rows))
    for each in found:
        with st.expander(f"{each.id}: {plain(each.hazard)}"):
            _one(each)


def _one(hazard: hazards.Hazard) -> None:
    st.markdown(f"**How**: {plain(hazard.cause)}. **Harm**: {plain(hazard.effect)}.")
    for control in hazard.controls:
        st.markdown(f"- {plain(control.words)} ({counted(control.tests, 'test')})")
    for missing in hazard.missing:
        st.markdown(f"- Not yet: {plain(missing)}")
    if hazard.local:
        st.markdown(plain(hazard.local))


PAGE = Page(
    title="Hazards and controls",
    question="What could go wrong, and what holds it?",
    needs=Action.SEE_HELP,
    order=8,
    render=render,
    line=page_line.draw,
    help=HELP,
    empty=EMPTY,
)
