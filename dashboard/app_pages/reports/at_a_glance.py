"""At a glance: where are we, and what changed since the quarter before?

Everything on it comes from the release file; no record can be reached from here.
"""

from functools import partial

import streamlit as st

from dashboard import charts
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    board_paper,
    chart,
    release_page,
    release_words,
    released,
    table,
    take_away,
)
from dashboard.components.plain import plain
from dashboard.session import draw_once
from metrics import Action, Period
from metrics.reports import Release, headlines


HELP = """
Six figures over all services, of the newest quarter that is closed: a quarter closes 42
days after its end, and is published once.

Small numbers are hidden, nought included, and all others are rounded to the nearest 10,
so that nobody can be told apart. A figure is said to have risen or fallen only if that
is so for every number that could stand behind the rounding.

**Not known** means not asked, asked and not answered, or out of date. It is never a no.
"""
EMPTY = "No release is open here. The data steward makes one, for a closed quarter."


def render(user: User) -> None:
    release = release_page.opened()
    draw_once(_figures, release)
    take_away.whole(release)
    take_away.pictures(release, *(_picture(release, n) for n in board_paper.DRAWN))
    draw_once(_closing, release)


def _figures(release: Release) -> None:
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
        st.header("Means", anchor=False)
    for mean in release.face.means:
        table.draw(charts.means_twin(release, mean.id))
        st.caption(plain(f"{mean.definition} Source: {mean.source}."))


def _picture(release: Release, name: str) -> take_away.Picture:
    draw = partial(charts.released, release, name)
    return take_away.Picture(name, release.title(name), draw)


def _closing(release: Release) -> None:
    st.caption(board_paper.NOT_GIVEN)
    release_page.closing(release)


PAGE = Page(
    title="At a glance",
    question="Where are we, and what changed?",
    needs=Action.SEE_RELEASE,
    order=1,
    render=render,
    line=lambda user: release_page.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
    doses=True,
)
