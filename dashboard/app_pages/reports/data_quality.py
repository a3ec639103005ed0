"""Data quality: of how many people is each thing not known, and where?

From the release file alone. Fields as recorded, with the way to the rows, are the data
steward's page.
"""

from collections.abc import Iterator, Sequence

import streamlit as st

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import release_page, table
from dashboard.components.charts_compared import coverage
from dashboard.components.plain import plain
from dashboard.session import draw_once
from metrics import Action
from metrics.reports import Release, comparable


HELP = """
Of 100 people counted, of how many each thing is **not known**: not asked, asked and not
answered, or out of date on the last day of the quarter. A figure about the rest speaks
of them alone: where half is not known, it says little of the whole.

A high number is a reason to ask people, and none to press them: "asked, not answered"
counts as not known, and is their right.
"""
EMPTY = "No release is open here. The data steward makes one, for a closed quarter."


def render(user: User) -> None:
    draw_once(_coverage, release_page.opened())


def _coverage(release: Release) -> None:
    release_page.opening(release)
    st.header("What is not known, by service", anchor=False)
    tables = comparable(release)
    table.draw(coverage(release, tables))
    st.header("What counts as not known", anchor=False)
    st.markdown("\n".join(_why(release, tables)))
    release_page.closing(release)


def _why(release: Release, tables: Sequence[str]) -> Iterator[str]:
    """Each reason once, with everything of which it is one."""
    measures = [release.measure(name) for name in tables]
    for reason in dict.fromkeys(each.unknown for each in measures):
        titles = [each.title for each in measures if each.unknown == reason]
        yield f"- **{plain(reason)}:** {plain('; '.join(titles))}."


PAGE = Page(
    title="Data quality",
    question="Of how many people is each thing not known?",
    needs=Action.SEE_RELEASE,
    order=5,
    render=render,
    line=lambda user: release_page.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
    doses=True,
)
