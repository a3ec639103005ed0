"""The first page of a release: what changed, six figures, two charts, the means.

All of it follows from the release, so that it is drawn once (`session.draw_once`).
"""

from functools import partial

import streamlit as st

from dashboard import charts
from dashboard.components import (
    board_paper,
    chart,
    release_page,
    release_words,
    released,
    table,
)
from dashboard.components.plain import plain
from dashboard.components.take_away import Picture
from metrics import Period
from metrics.reports import Release, headlines


def draw(release: Release) -> None:
    """From how to read it to the means."""
    figures = headlines(release)
    release_page.opening(release)
    st.header("What changed since the quarter before", anchor=False)
    sentences = release_words.changed(figures)
    st.markdown("\n".join(f"- {plain(each)}" for each in sentences))
    st.header(f"All services, {Period.parse(release.face.period).words}", anchor=False)
    released.draw(release, figures)
    st.header("By service", anchor=False)
    for name in board_paper.DRAWN:
        chart.draw(charts.released(release, name), name)
    if release.face.means:
        _means(release)


def _means(release: Release) -> None:
    st.header("Means", anchor=False)
    for mean in release.face.means:
        table.draw(charts.means_twin(release, mean.id))
    release_page.paragraphs(
        *(f"{e.title}: {e.definition} Source: {e.source}." for e in release.face.means)
    )


def closing(release: Release) -> None:
    """What is not given, and what stands below every page of a release."""
    release_page.closing(release, board_paper.NOT_GIVEN)


def pictures(release: Release) -> list[Picture]:
    """Its charts, to take away."""
    return [
        Picture(name, release.title(name), partial(charts.released, release, name))
        for name in board_paper.DRAWN
    ]
