"""Strengths beside difficulties, in four domains; below both, what is not known."""

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from dashboard.components.plain import plain
from metrics.records import Domain, Said


FIRST = (
    "As recorded, each with its day. Where something stands says nothing of causes; "
    "nothing is added up."
)
NONE_RECORDED = "None recorded."


def draw(domains: Iterable[Domain]) -> None:
    """A heading a domain, its two sides next to each other."""
    st.header("Strengths and difficulties", anchor=False)
    st.caption(FIRST)
    for domain in domains:
        st.subheader(domain.title, anchor=False)
        left, right = st.columns(2)
        left.markdown(f"**Strengths**\n{_listed(domain.strengths)}")
        right.markdown(f"**Difficulties**\n{_listed(domain.difficulties)}")
        if domain.neither:
            st.markdown(f"**Also recorded**\n{_listed(domain.neither)}")
        if domain.not_known:
            st.caption("  \n".join(_why(domain.not_known)))


def _listed(said: Sequence[Said]) -> str:
    lines = [each.words for each in said] or [NONE_RECORDED]
    return "\n".join(f"- {plain(line)}" for line in lines)


def _why(not_known: Sequence[Said]) -> Iterator[str]:
    """What is not known, by why it is not: "Not asked: work; a partner."."""
    for standing in dict.fromkeys(said.standing for said in not_known):
        titles = [said.title for said in not_known if said.standing == standing]
        yield plain(f"{standing.capitalize()}: {'; '.join(titles)}.")
