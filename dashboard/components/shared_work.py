"""How work is shared: who has no worker, first, and each caseload, rounded."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import pager, table
from metrics import Caseloads, NoWorker, counted, day


TO_TAKE_ON = "Somebody has to take them on: hand them over in your case system."


def no_worker(found: Sequence[NoWorker]) -> None:
    """Those whom nobody works with, by next review."""
    if not found:
        st.success("Everybody has a worker.", icon=":material/check:")
        return
    st.warning(
        f"**{counted(len(found), 'person')} with no worker.** {TO_TAKE_ON}",
        icon=":material/person_off:",
    )
    some = pager.draw(found, "people with no worker")
    rows = tuple((each.label, _review(each)) for each in some)
    columns = ("Person", "Next review")
    table.draw(Twin("People with no worker, by next review", columns, rows))


def workers(found: Caseloads) -> None:
    """A row a worker, in the order of their labels: nobody is ranked."""
    over = sum(each.over for each in found.workers)
    said = {0: "none is over it"}.get(over, f"{over} over it")
    st.markdown(
        f"**{counted(len(found.workers), 'caseload')}** · soft limit "
        f"{found.soft_limit} people: {said}"
    )
    rows = tuple(
        (
            each.keyworker,
            f"{each.people}, over the soft limit" if each.over else each.people,
            each.reviews_due,
            each.not_asked,
        )
        for each in found.workers
    )
    columns = (
        "Keyworker",
        "People",
        "Reviews due this week, or overdue",
        "Not asked about network planning",
    )
    table.draw(Twin("Caseloads, rounded to the nearest 10", columns, rows))


def _review(person: NoWorker) -> str:
    return day(person.next_review) if person.next_review else "no date recorded"
