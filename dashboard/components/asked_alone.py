"""What was asked alone: the fact to read first, and below the days of asking.

Never an answer about violence, pressure or debt: it is with the safeguarding lead.
"""

import streamlit as st

from dashboard.components import own_words
from dashboard.components.plain import plain
from metrics import SAFEGUARDING_NUMBER, day, records
from metrics.records import Person


TITLE = "Something to read first"
TELLS_NOBODY = "This program tells nobody. Speak to the safeguarding lead now:"


def first(person: Person) -> None:
    """Above everything else, where there is such a fact; never a score or a level."""
    if person.read_first is None:
        return
    st.warning(
        f"On {day(person.read_first)} they spoke of suicide or self-harm. "
        "Read the care record, and "
        f"see how they are today. **{TELLS_NOBODY}** {plain(SAFEGUARDING_NUMBER)}",
        title=TITLE,
        icon=":material/priority_high:",
    )


def asked(client: str) -> None:
    """One line: "Violence at home: asked 12 October 2026"."""
    found = own_words.asked(records.asked_alone, client)
    if found is None:
        return
    said = "; ".join(
        f"{each.title}: {f'asked {day(each.on)}' if each.on else 'not asked'}"
        for each in found
    )
    st.caption(f"Asked alone; any answer is with the safeguarding lead. {plain(said)}.")
