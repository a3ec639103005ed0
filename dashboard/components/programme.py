"""The group programme of a release as tables: each step of those who took the one
before, and how many of each group of people were offered a place.

All from published cells. Whether they may be published is decided when a release is
made (`metrics/disclosure/programme.py`).
"""

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import release_page, release_words, table
from dashboard.components.charts_compared import by_group
from dashboard.components.plain import plain
from dashboard.components.release_words import about
from metrics import Period
from metrics.reports import Figure, Release, figure


# Each of those who took the one before it.
STEPS = ("group_offered", "group_agreed", "group_attended", "group_completed")
BY = ("group_offered_by_sex", "group_offered_by_age", "group_offered_by_ethnicity")
TOO_FEW_BY = (
    "Where a table by sex, age or ethnic group is not shown, too few people were "
    "offered a place, or one group is too much of a figure."
)


def draw(release: Release) -> None:
    """Each step with what it counts; then who was offered a place."""
    release_page.opening(release)
    st.header("Offered, agreed, came, stayed", anchor=False)
    st.markdown(plain(sentence(release)))
    table.draw(steps(release))
    meanings(release)
    st.header("Is everybody offered a place alike?", anchor=False)
    shown = published(release, BY)
    for each in shown:
        table.draw(by_group(release, each))
    if len(shown) < len(BY):
        st.markdown(TOO_FEW_BY)


def published(release: Release, tables: tuple[str, ...]) -> tuple[str, ...]:
    """Those of which the newest year has any figure."""
    return tuple(
        each
        for each in tables
        if any(words.id == each for words in release.face.tables)
        and release.periods(each)
        and release.table(each).is_offered
    )


def has_year(release: Release) -> bool:
    """Whether the release holds a year, shown or not."""
    known = {each.id for each in release.face.tables}
    return STEPS[0] in known and bool(release.periods(STEPS[0]))


def steps(release: Release) -> Twin:
    """The programme in its order, each step with those it is counted of."""
    shown = published(release, STEPS)
    found = [figure(release, each, release.measure(each).headline) for each in shown]
    return Twin(
        f"The group programme, all services, {Period.parse(found[0].period).words}",
        ("Step", "People", "Counted of", "Of 100", "95% limits", "Not known"),
        tuple(_row(release, each) for each in found),
    )


def sentence(release: Release) -> str:
    """The same in one sentence."""
    said = []
    for each in published(release, STEPS):
        found = figure(release, each, release.measure(each).headline)
        said.append(f"{_lower(found.measure.title)}: {about(release, found.number)}")
    whole = "; ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}."


def meanings(release: Release) -> None:
    """What each step counts, under its name."""
    for each in published(release, STEPS):
        st.markdown(f"**{plain(release.measure(each).title)}**")
        release_page.meaning(release, each)


def _row(release: Release, found: Figure) -> tuple[str, ...]:
    assert found.of is not None
    of_hundred = limits = "not compared"
    if found.shares:
        of_hundred = f"{found.shares.answered} in 100"
        limits = f"{found.shares.limits[0]} to {found.shares.limits[1]}"
    return (
        found.measure.title,
        about(release, found.number),
        f"{about(release, found.of)} {found.measure.population}",
        of_hundred,
        limits,
        release_words.not_known(release, found),
    )


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
