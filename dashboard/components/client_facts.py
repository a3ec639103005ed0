"""What is recorded of a client, and the questions that would settle what is not."""

from collections.abc import Mapping

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics.records import TOPICS, Person, Said


def script(person: Person) -> str:
    """Ask about: one line a thing."""
    if not person.asks:
        return "Nothing that an indicator needs is missing."
    return "Ask about:\n" + "\n".join(f"- {plain(ask)}" for ask in person.asks)


def draw(facts: Mapping[str, Said]) -> None:
    """A table a topic: each fact as it is said, and whether it may be used."""
    for topic, names in TOPICS.items():
        with st.expander(topic):
            rows = tuple((facts[name].words, facts[name].standing) for name in names)
            table.draw(Twin(f"{topic}: as recorded", ("Recorded", "Standing"), rows))
