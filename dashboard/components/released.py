"""A figure of a release, with everything that must stand under it.

Numbers and words come from the release file alone. Which figures there are is for the
page to say; what they are derived from, `metrics.reports`.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.components import release_page, release_words
from dashboard.components.plain import plain
from metrics.reports import Figure, Release


ACROSS = 3  # figures in a row, where the screen is wide enough


def draw(release: Release, figures: Sequence[Figure]) -> None:
    """All of them, three in a row, each in a box of its own."""
    for start in range(0, len(figures), ACROSS):
        row = figures[start : start + ACROSS]
        columns = st.columns(ACROSS, border=True)
        for column, each in zip(columns, row, strict=False):
            with column:
                _figure(release, each)


def _figure(release: Release, figure: Figure) -> None:
    """The number, what it was, what is not known; then how all of it is meant."""
    title = figure.measure.title
    st.subheader(plain(title), anchor=False)
    number = release_words.number(release, figure)
    st.metric(plain(title), plain(number), label_visibility="collapsed")
    st.markdown(
        f"{plain(release_words.compared(release, figure))}\n\n"
        f"**Not known:** {plain(release_words.not_known(release, figure))}"
    )
    release_page.paragraphs(*release_words.meant(release, figure))
