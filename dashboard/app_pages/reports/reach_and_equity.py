"""Reach and equity: who is in treatment, and is everybody asked alike?

By year and all services together, since the groups are small; from the release alone.
"""

import streamlit as st

from dashboard import charts
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import release_page, states, table
from dashboard.components.charts_compared import by_group
from dashboard.components.plain import plain
from dashboard.components.release_words import withheld_because
from dashboard.session import draw_once
from metrics import Action
from metrics.reports import Release


HELP = """
Over a whole financial year and all services, since by quarter and service most of these
groups would read "7 or fewer".

Read across: of the women in treatment, how many were asked, and how many agreed?
Whether a difference is fair is not for a table to say. The study behind this program
spoke with men only, so what is offered may fit women less.
"""
EMPTY = (
    "No release with a whole year is open here. A year comes with its last quarter, "
    "January to March."
)


def render(user: User) -> None:
    draw_once(_tables, release_page.opened())


def _tables(release: Release) -> None:
    release_page.opening(release)
    years = [
        each
        for each in release.face.tables
        if each.every == "year" and not release.measure(each.id).of_groups
    ]
    if not any(release.periods(each.id) for each in years):
        states.empty(EMPTY)
    drawn = [each.id for each in years if release.periods(each.id)]
    shown = [name for name in drawn if release.table(name).is_offered]
    for name in shown:
        _table(release, name)
    if hidden := [name for name in drawn if name not in shown]:
        st.header("Not shown", anchor=False)
        st.markdown("\n".join(_why_not(release, name) for name in hidden))
    release_page.closing(release)


def _table(release: Release, name: str) -> None:
    st.header(plain(release.title(name)), anchor=False)
    table.draw(charts.released_twin(release, name))
    if release.measure(name).headline and len(release.table(name).variables) > 1:
        table.draw(by_group(release, name))
    release_page.meaning(release, name)


def _why_not(release: Release, name: str) -> str:
    title, why = release.title(name), withheld_because(release, name)
    return f"- **{plain(title)}.** {plain(why)}"


PAGE = Page(
    title="Reach and equity",
    question="Who is in treatment, and is everybody asked alike?",
    needs=Action.SEE_RELEASE,
    order=3,
    render=render,
    line=lambda user: release_page.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
)
