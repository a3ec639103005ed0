"""From everybody in treatment to a place: how many, and whom to ask what next.

The first steps are rounded counts, since whoever plans may not open those rows; from
"said yes" on each number opens to the people behind it.
"""

from collections.abc import Iterable

import streamlit as st

from dashboard.charts import Twin
from dashboard.charts_network import OUTCOMES
from dashboard.components import pager, table
from dashboard.components.plain import plain
from metrics import Agreed, Counts, Funnel, FunnelStep, counted, listed


NO_WORKER = "no worker named"
FEW = "By worker the numbers are too small to be shown."


def counts(found: Counts, place: str) -> None:
    """Those who are counted only, and where their names stand."""
    with st.container(border=True):
        st.markdown(
            f"**{plain(_first_up(found.on_ort))} people on ORT in {plain(place)}.** "
            f"In the last 84 days {found.reported} reported illicit opiates, "
            f"{found.reported_none} reported none, and of {found.reported_not_known} "
            "it is not known."
        )
        st.markdown(
            f"Of everybody in treatment, **{found.asked}** were asked about network "
            f"planning and **{found.not_asked}** were not; of those not asked, "
            f"{found.not_asked_who_reported} are on ORT and reported illicit opiates. "
            "Their keyworkers can ask: the names stand on their own caseloads."
        )
        if not found.by_worker:
            st.caption(FEW)
            return
        with st.expander("Not asked yet, by keyworker"):
            title = "People not asked about network planning, rounded"
            table.draw(Twin(title, ("Keyworker", "Not asked"), found.by_worker))


def said_yes(found: Funnel) -> None:
    """Those who agreed, by outcome: every one of them is in one."""
    total = len(found.said_yes)
    with st.container(border=True):
        said = " · ".join(
            f"{len(found.outcomes[kind])} {words.lower()}"
            for kind, words in OUTCOMES.items()
        )
        st.markdown(f"**{counted(total, 'person')}** said yes  \n{said}")
        with st.expander("Who they are, and the outcome of the criteria"):
            some = pager.draw(found.said_yes, "people who said yes")
            rows = tuple(
                (e.label, _worker(e), _first_up(e.outcome.words)) for e in some
            )
            title = "Those who agreed to network planning, by pseudonym"
            table.draw(Twin(title, ("Person", "Keyworker", "Outcome"), rows))


def steps(found: Funnel) -> None:
    """Each step after that, with who stands before it."""
    for step in found.steps:
        with st.container(border=True):
            st.markdown(f"**{len(step.people):,}** {plain(step.words)}")
            for waiting in step.before:
                st.markdown(
                    f"Next for {counted(len(waiting.people), 'person')}: "
                    f"{plain(waiting.words)}"
                )
            if step.people or step.before:
                with st.expander(f"Who: {plain(step.words)}"):
                    _people(step)
    if found.times:
        times = listed([f"{time} {number}" for time, number in found.times[:5]])
        st.caption(f"Times that most of them can come: {plain(times)}.")
    if found.places:
        places = listed([f"{place} {number}" for place, number in found.places])
        more = f"; not known of {found.nowhere_known:,}" if found.nowhere_known else ""
        st.caption(f"Places that they can come to: {plain(places)}{more}.")


def _people(step: FunnelStep) -> None:
    rows = [
        *_rows(step.people, "has come this far"),
        *(row for each in step.before for row in _rows(each.people, each.words)),
    ]
    some = pager.draw(rows, f"people: {step.words}")
    columns = ("Person", "Keyworker", "What could be asked next")
    table.draw(Twin(_first_up(step.words), columns, tuple(some)))


def _rows(people: Iterable[Agreed], words: str) -> list[tuple[str, str, str]]:
    return [(each.label, _worker(each), _first_up(words)) for each in people]


def _worker(person: Agreed) -> str:
    return person.keyworker or NO_WORKER


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
