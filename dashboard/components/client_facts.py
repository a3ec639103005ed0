"""What is recorded of a client, and the questions that would settle what is not."""

from collections.abc import Mapping

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics.records import TOPICS, Person, Said


def script(person: Person) -> None:
    """Ask about: one line a thing."""
    st.header("Not known", anchor=False)
    if not person.asks:
        st.markdown("Nothing that an indicator needs is missing.")
        return
    asks = "\n".join(f"- {plain(ask)}" for ask in person.asks)
    st.markdown(f"Ask about:\n{asks}")


def draw(facts: Mapping[str, Said], *, opened: bool = False) -> None:
    """Closed until opened: a table a topic, each fact as said and how it stands."""
    with st.expander("Everything recorded, by topic", expanded=opened):
        for topic, names in TOPICS.items():
            rows = tuple((facts[name].words, facts[name].standing) for name in names)
            table.draw(Twin(f"{topic}: as recorded", ("Recorded", "Standing"), rows))
