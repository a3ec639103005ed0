"""What every page of a release opens with and ends with.

What it says in between is the page's own.
"""

import streamlit as st

from dashboard import session
from dashboard.components import release_words
from dashboard.components.plain import plain
from metrics import Period, day
from metrics.reports import Release, open_release


def opened() -> Release:
    """The open release, read once for this person."""
    return session.ask_release(open_release, session.scope())


def line() -> tuple[str, str]:
    return opened().face.line()


def opening(release: Release) -> None:
    """How numbers are rounded and hidden, before any of them is read."""
    policy = release.face.policy
    st.markdown(
        plain(
            f"{policy.rounded} A small number is hidden: “{policy.low_first}”, from "
            f"here on “{policy.low}”. ORT is opioid replacement therapy."
        )
    )


def closing(release: Release, *first: str) -> None:
    """The service's own words, what the page says first below, what is promised, and
    since when there are records.
    """
    for service, words in release.face.own_words:
        st.markdown(f"**{plain(service)} writes:** {plain(words)}")
    begins = day(release.face.begins_on)
    paragraphs(
        *first,
        release.face.policy.caveat,
        f"The records begin on {begins}: people who left before that day are in no "
        "figure.",
    )


def meaning(release: Release, table: str) -> None:
    """Definition, who is counted, not known, source, as-at and policy of a table."""
    measure, drawn = release.measure(table), release.table(table)
    as_at = day(Period.parse(drawn.period).end)
    paragraphs(
        f"{measure.definition} Counted: {measure.population}.",
        f"Not known: {release_words.lower(measure.unknown)}. Source: {measure.source}. "
        f"As at {as_at}. Policy {release.face.policy.version}.",
        release_words.given_together(release, table),
    )


def paragraphs(*sentences: str) -> None:
    """Small print, a paragraph each, in one piece: each piece costs a page its time."""
    st.caption("\n\n".join(plain(each) for each in sentences if each))
