"""Cohorts of shared need: what each is, what can be offered, and who is on it.

A worker reads their own people; a manager reads rounded counts and opens nobody. People
stand by pseudonym: nobody is ranked.
"""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import pager, table
from dashboard.components.plain import plain, source
from metrics import COHORTS, STRENGTHS, Cohort, Protected, counted
from metrics.records import CohortList, Member


NOBODY = "Nobody on your caseload is on this list."


def overview(lists: Sequence[CohortList]) -> None:
    """Every list with how many are on it; the three add up to the caseload."""
    rows = tuple(
        (each.cohort.title, len(each.members), each.not_on_it, len(each.to_ask))
        for each in lists
    )
    head = ("List", "On it", "Not on it", "Not known")
    table.draw(Twin("Your own people. Somebody may be on several lists", head, rows))


def counts(found: Mapping[str, Protected], place: str) -> None:
    """The same for a service, rounded."""
    rows = tuple(
        (
            cohort.title,
            found[name].raised,
            found[name].not_raised,
            found[name].not_known,
        )
        for name, cohort in COHORTS.items()
    )
    head = ("List", "On it", "Not on it", "Not known")
    everybody = next(iter(found.values())).everybody
    caption = f"{place}: {everybody} people, rounded. Somebody may be on several lists"
    table.draw(Twin(caption, head, rows))


def chosen(names: Sequence[str]) -> str:
    """The list that is open, by its code in the address."""
    stands = session.from_address("list", names, names[0])
    titles = {COHORTS[name].title: name for name in names}
    title = st.selectbox(
        "Open a list",
        list(titles),
        index=names.index(stands),
        filter_mode=None,
        key="open_list",
    )
    session.to_address("list", titles[title], names[0])
    return titles[title]


def about(cohort: Cohort) -> None:
    """The criteria in words, what to offer in order, and what it rests on."""
    st.header(cohort.title, anchor=False)
    st.markdown(f"{plain(cohort.explain())} {plain(cohort.why)}")
    if cohort.first:
        st.markdown(f"**First: {plain(cohort.first)}**")
    offers = "\n".join(f"1. {plain(offer)}" for offer in cohort.offers)
    st.markdown(f"What can be offered, in this order:\n\n{offers}")
    st.caption(
        f"{plain(cohort.reach)}. How strong: {plain(STRENGTHS[cohort.strength])}. "
        f"Source: {source(cohort.source)}."
    )


def people(found: CohortList, open_person: Callable[[str], None]) -> None:
    """Who is on the list, each with the facts behind it; then whom to ask."""
    st.subheader(f"On this list: {counted(len(found.members), 'person')}", anchor=False)
    if not found.members:
        st.markdown(NOBODY)
    for member in pager.draw(found.members, f"people_{found.cohort.id}"):
        _person(member, open_person)
    asked = found.cohort.ask or "nothing is asked; it comes by feed or from the record"
    with st.expander(f"Not known: {counted(len(found.to_ask), 'person')}"):
        st.markdown(f"Ask about: {plain(asked)}.")
        st.markdown(plain(", ".join(each.label for each in found.to_ask) or "Nobody."))


def _person(member: Member, open_person: Callable[[str], None]) -> None:
    with st.container(border=True, key=f"card_{member.label}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"open_{member.label}"):
                open_person(member.client_id)
            st.markdown(f"**{plain(member.label)}**")
        st.markdown("; ".join(plain(fact.words) for fact in member.facts))
