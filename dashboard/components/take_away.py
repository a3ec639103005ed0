"""Taking a release away: as tables, as a workbook, as paper, and a chart as a picture.

Each file is made when it is asked for, from the opened release and from nothing else.
What stands in them is `release_files.py` and `board_paper.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.charts import Drawn
from dashboard.components import board_paper, release_files
from dashboard.components.plain import plain
from metrics.reports import Release


@dataclass(frozen=True)
class Picture:
    """A chart that may be taken away: what its buttons call it, and how it is drawn."""

    key: str
    words: str
    draw: Callable[[], Drawn]


def whole(release: Release, charts: Sequence[Picture]) -> None:
    """The release as files. They are listed when somebody opens the list, since nine
    buttons cost a page as much time as half of its words.
    """
    opened = st.popover(
        "Take it away",
        icon=":material/download:",
        key="take_it_away",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            st.markdown(
                "Each file carries the release and its day, nobody's name, and is the "
                "same whenever it is taken."
            )
            _files(release)
            pictures(release, *charts)


def _files(release: Release) -> None:
    with st.container(horizontal=True):
        _file(release, "One page (PDF)", "one-page", "pdf", board_paper.one_page)
        _file(release, "Whole paper (PDF)", "whole", "pdf", board_paper.whole_paper)
        _file(release, "Excel", "tables", "xlsx", release_files.workbook)
        _file(release, "CSV", "cells", "csv", release_files.cells_csv)
        _file(release, "Codebook (CSV)", "codebook", "csv", release_files.codebook_csv)


def pictures(release: Release, *charts: Picture) -> None:
    """Charts with their titles and what was measured, for a paper of one's own."""
    with st.container(horizontal=True):
        for each in charts:
            _picture(release, each, "svg", release_files.picture_svg)
            _picture(release, each, "png", release_files.picture_png)


def _picture(
    release: Release,
    picture: Picture,
    ending: str,
    make: Callable[[Drawn], str | bytes],
) -> None:
    what = picture.key.replace("_", "-")
    st.download_button(
        f"{plain(picture.words)} as {ending.upper()}",
        data=lambda: make(picture.draw()),
        file_name=release_files.file_name(release, what, ending),
        key=f"picture_{picture.key}_{ending}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _file(
    release: Release,
    label: str,
    what: str,
    ending: str,
    make: Callable[[Release], str | bytes],
) -> None:
    st.download_button(
        label,
        data=lambda: make(release),
        file_name=release_files.file_name(release, what, ending),
        key=f"take_{what}",
        on_click="ignore",
        icon=":material/download:",
    )
