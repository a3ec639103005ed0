"""At a glance: where are we, and what changed since the quarter before?

Everything on it comes from the release file; no record can be reached from here.
"""

import streamlit as st

from dashboard import charts, session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import chart, released, table
from metrics import Action, Period, day
from metrics.reports import Release, headlines, open_release


HELP = """
Six figures over all services, of the newest quarter that is closed: a quarter closes 42
days after its end, and is published once.

Small numbers are hidden, nought included, and all others are rounded to the nearest 10,
so that nobody can be told apart. A figure is said to have risen or fallen only if that
is so for every number that could stand behind the rounding.

**Not known** means not asked, asked and not answered, or out of date. It is never a no.
"""
DRAWN = ("in_treatment", "use_on_top")
BY_SEX = "in_treatment_by_sex"
EMPTY = "No release is open here. The data steward makes one, for a closed quarter."


def render(user: User) -> None:
    release = _release()
    figures = headlines(release)
    policy = release.face.policy
    st.markdown(
        f"{policy.rounded} A small number is hidden: “{policy.low_first}”, from here "
        f"on “{policy.low}”. ORT is opioid replacement therapy."
    )
    st.header("What changed since the quarter before", anchor=False)
    st.markdown("\n".join(f"- {each}" for each in released.changed(figures)))
    st.header(f"All services, {Period.parse(release.face.period).words}", anchor=False)
    released.draw(release, figures)
    st.header("By service", anchor=False)
    for drawn in DRAWN:
        chart.draw(charts.released(release, drawn), drawn)
    if release.periods(BY_SEX):
        st.header("Women and men, over a whole year", anchor=False)
        table.draw(charts.released_twin(release, BY_SEX))
    st.caption(policy.caveat)
    st.caption(
        f"The records begin on {day(release.face.begins_on)}: people who left before "
        "that day are in no figure."
    )


def _release() -> Release:
    return session.ask_release(open_release, session.scope())


PAGE = Page(
    title="At a glance",
    question="Where are we, and what changed?",
    needs=Action.SEE_RELEASE,
    order=1,
    render=render,
    line=lambda user: _release().face.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
)
