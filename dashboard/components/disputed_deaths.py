"""Deaths about which two records disagree: above a caseload, until somebody says."""

from collections.abc import Iterable

import streamlit as st

from dashboard.components.plain import plain
from metrics import day
from metrics.records import DisputedDeath


def draw(found: Iterable[DisputedDeath]) -> None:
    """One notice each; nothing where there is none."""
    for each in found:
        st.warning(
            f"**{plain(each.label)}**: a death is recorded on {day(each.died_on)}, and "
            f"a record of {day(each.listed_on)} says something else. They stay off "
            "every list. Tell your data steward which is right; this program tells "
            "nobody.",
            icon=":material/rule:",
        )
